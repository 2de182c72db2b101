#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/core/random.hpp>

namespace plexus::evolve {

/// How a parent is chosen.
enum class Selection : std::uint8_t { power, proportional, tournament };

struct SelectionOptions {
  Selection kind = Selection::tournament;
  double power = 4;              ///< power: of the uniform draw that is the parent's rank; > 0, and 1 is no preference
  std::size_t size = 3;          ///< tournament: how many are drawn, with replacement; 1 to 10,000
  double probability = 1;        ///< tournament: that the best of them wins, then the next, and so on; in (0, 1]
  bool neataptic_draws = false;  ///< draws what Neataptic draws, number for number, so that its runs can be repeated

  friend bool operator==(const SelectionOptions&, const SelectionOptions&) = default;
};

/// One row of the table of selections. `prepare` computes what many picks from the same fitness share, and `pick`
/// returns a position in `fitness`, which is not empty and stands best first; more is better. NaN and infinite numbers
/// are allowed.
///
///   power         floor(u^power * n), u uniform
///   proportional  in proportion to the fitness, which is first raised by the lowest if that is negative; of infinitely
///                 fit ones each the same; NaN never, unless all are
///   tournament    the best of some drawn at random
///
/// With neataptic_draws a wheel of chances that is missed is drawn from evenly with another number, as it is when all
/// are equally fit and not positive, or one is infinite; and a tournament draws for its last member too.
struct SelectionRow {
  Selection selection;
  std::string_view name;            ///< what the command line says
  std::string_view neataptic_name;  ///< what Neataptic calls it
  std::vector<double> (*prepare)(std::span<const double> fitness, const SelectionOptions& options);
  std::size_t (*pick_prepared)(std::span<const double> fitness, std::span<const double> prepared,
                               const SelectionOptions& options, Random& random);

  std::size_t pick(std::span<const double> fitness, const SelectionOptions& options, Random& random) const {
    return pick_prepared(fitness, prepare(fitness, options), options, random);
  }
};

/// Numbers that are 0 or more, in proportion to the fitness, which is first raised by the lowest if that is negative;
/// of infinitely fit ones each the same and others 0; NaN and negative infinity 0. When all would be 0, those that are
/// finite are 1, or else all.
std::vector<double> chances(std::span<const double> fitness);

/// All selections, in the order of the enumeration.
std::span<const SelectionRow> selection_rows();
const SelectionRow& row(Selection selection);

/// The selection of this name; throws Error with the known names when there is none.
Selection selection_named(std::string_view name);

}  // namespace plexus::evolve
