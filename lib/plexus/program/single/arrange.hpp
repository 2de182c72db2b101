#pragma once

#include <cstdint>
#include <vector>

#include <plexus/program/single/draft.hpp>

namespace plexus::single {

/// Neighbouring rows that are computed in the same way.
struct Stretch {
  enum class Kind : std::uint8_t {
    layers,  ///< groups that read the same sources through dense kernels, and nothing else
    layer,   ///< one other group of targets of dense kernels
    band,    ///< neighbouring units whose k-th sources are neighbours too
    units,   ///< any other units
  };

  Kind kind = Kind::units;
  bool gated = false;   ///< whether some unit has a gated connection or a self-connection
  bool masked = false;  ///< whether some unit has a mask
  bool mixed = false;   ///< whether groups with other activations follow, each at a multiple of 16 rows from the first
  Activation activation = Activation::identity;
  std::uint32_t row = 0;
  std::uint32_t count = 0;  ///< rows, those without a unit between or behind units included
};

/// The order in which a pass computes units, level by level.
struct Arrangement {
  std::vector<Stretch> stretches;
  std::vector<std::uint32_t> row_of;   ///< of each unit
  std::vector<std::uint32_t> unit_of;  ///< of each row; none when it has no unit
};

Arrangement arrange(const Draft& draft, std::uint32_t input_count);

}  // namespace plexus::single
