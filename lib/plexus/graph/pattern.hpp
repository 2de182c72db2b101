#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace plexus {

/// Which units of one group a projection joins to which units of another. The first three speak of whole groups.
enum class Pattern : std::uint8_t {
  all_to_all,   ///< each to each
  all_to_else,  ///< each to each but no unit to itself (between two groups: not i to i)
  one_to_one,   ///< unit i to unit i; the groups have the same size
  single,       ///< one unit to one unit
  listed,       ///< each pair of units of a list
  operand,      ///< no connections: an operation of the target group reads the source group
};

/// Which gating unit multiplies which connection of a projection (Neataptic's OUTPUT, INPUT and SELF). Sources and
/// targets are counted in the order in which they first appear, source by source; when there are more of them than
/// gating units, these are used in turn.
enum class Gating : std::uint8_t {
  source,  ///< gating unit i multiplies what leaves the ith source unit
  target,  ///< gating unit j multiplies what reaches the jth target unit
  self,    ///< gating unit i multiplies the self-connection of unit i
};

/// The names of the rows above, for messages and drawings.
constexpr std::string_view name_of(Pattern pattern) {
  constexpr std::array<std::string_view, 6> names{"all_to_all", "all_to_else", "one_to_one",
                                                  "single",     "listed",      "operand"};
  return names[static_cast<std::size_t>(pattern)];
}
constexpr std::string_view name_of(Gating gating) {
  constexpr std::array<std::string_view, 3> names{"source", "target", "self"};
  return names[static_cast<std::size_t>(gating)];
}

}  // namespace plexus
