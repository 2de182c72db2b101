#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/activation/activation.hpp>
#include <plexus/program/step.hpp>

namespace plexus::single {

/// How many units a slice has: they are computed side by side.
inline constexpr std::uint32_t slice = 4;
/// How many neighbouring numbers of a dense layer are computed in one go.
inline constexpr std::uint32_t tile = 64;

/// How many neighbouring numbers of a dense layer have the same activation in any case.
inline constexpr std::uint32_t mixed_width = 16;

/// The room that neighbouring units take which are computed together: 4, 8, or a multiple of 16, so that they fill
/// vectors of any instruction set.
constexpr std::uint32_t padded(std::uint32_t count) {
  if (count <= 4) return 4;
  if (count <= 8) return 8;
  return (count + 15) / 16 * 16;
}

/// One piece of work on neighbouring rows of the state. Rows are read in order from Pass::rows, weights from the packed
/// parameters.
struct Operation {
  enum class Kind : std::uint8_t {
    slices,        ///< units with their own sources: for each slice of 4 the number of rounds, then 4 rows a round
    gated_slices,  ///< the same with gains and self-connections, see simd/single/slices-inl.hpp
    band,          ///< units whose sources are neighbours too: one row and one gain, or `none`, a round
    dense,         ///< units that share all sources, `rounds` rows: from biases to outputs
    mixed_dense,   ///< the same, and behind the rows the activation of each 16 units
    any_dense,     ///< the same with gains, from sums or to sums
    product,       ///< rows of temporary numbers: row[first + i] = row[row + i] * row[gain + i]
    activate,      ///< outputs from sums, unit by unit as given
    scale,         ///< outputs times masks
  };

  Kind kind = Kind::slices;
  Activation activation = Activation::identity;
  bool from_sum = false;      ///< starts from the stored sums instead of the biases
  bool activates = true;      ///< computes outputs
  bool keeps_sum = false;     ///< stores the sums
  bool has_self = false;      ///< of a band
  std::uint32_t first = 0;    ///< row of the first output
  std::uint32_t count = 0;    ///< of slices; else of rows
  std::uint32_t rounds = 0;   ///< of a band; sources of a dense layer
  std::uint32_t row = 0;      ///< into Pass::rows; the first factor of a product
  std::uint32_t weight = 0;   ///< into the packed parameters; of `scale` into Pass::masks
  std::uint32_t gain = none;  ///< row that multiplies what dense sources bring, or a band's states, or a second factor
};

/// A plan lowered for one sample at a time: all units in an order of its own, in which those that do not need each
/// other's new values are neighbours, so that a vector computes several units. It does not change, and the agents of
/// networks with one topology share it; each has its own packed parameters and its own state.
///
/// The rows of the state: inputs, the outputs of units, the constants 0 and 1, the outputs of the step before (of those
/// units for which somebody asks), gains, temporary numbers, and the sums before the activation.
struct Pass {
  struct Copy {
    std::uint32_t from, to, count;  // rows
  };
  /// Weights of dense layers, row by row.
  struct Block {
    std::uint32_t packed, stride;  // where the first row goes, and from there the next one
    std::uint32_t parameter, parameter_stride, row_count, column_count;
  };

  std::vector<Operation> operations;
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> gathered;  ///< parameter of each of the first packed numbers; `none` stands for nothing
  std::vector<Block> blocks;
  std::vector<double> masks;
  std::vector<Copy> copies;            ///< at the end of a step, what the next one wants to know of this one
  std::vector<std::uint32_t> outputs;  ///< row of each output of the network
  std::uint32_t input_count = 0;
  std::uint32_t packed_count = 0;
  std::uint32_t row_count = 0;
  std::uint32_t sum_offset = 0;  ///< from the row of an output to that of its sum
  std::uint32_t one = 0;         ///< the row that is always 1
  std::uint32_t first_gain = 0;  ///< row
  std::uint32_t gain_count = 0;

  /// Parameters in the order in which the operations read them; `packed` has packed_count numbers.
  template <class Real>
  void pack(std::span<const double> parameters, std::span<Real> packed) const;

  /// Makes a state that of a network that was never stepped (gain 1) or cleared (gain 0).
  template <class Real>
  void fill(std::span<Real> state, Real gain) const;
};

}  // namespace plexus::single
