#include <plexus/architect/layers/memory.hpp>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/topology_parts.hpp>

namespace plexus {
namespace {

// Neighbouring units, one to one: from the first `count` to those from `first` on, or the other way.
UnitPairs up(std::size_t first, std::size_t count) {
  UnitPairs pairs;
  for (std::uint32_t i = 0; i < count; ++i) pairs.push_back({i, static_cast<std::uint32_t>(first) + i});
  return pairs;
}
UnitPairs down(std::size_t first, std::size_t count) {
  UnitPairs pairs = up(first, count);
  for (auto& [from, to] : pairs) std::swap(from, to);
  return pairs;
}

}  // namespace

Layer Memory(std::size_t units, std::size_t steps) {
  if (units == 0 || steps == 0) throw Error("Memory: needs at least 1 unit and 1 step, got ", units, " and ", steps);
  if (constexpr std::size_t most = no_unit - 1; steps > most / units)
    throw Error("Memory: ", count_of(units, "unit"), " for each of ", count_of(steps, "step"), " are wanted, at most ",
                most, " are possible together");

  const Group memory(units * steps, {.activation = Activation::identity, .fixed = true, .name = "memory"});
  const std::size_t newest = units * (steps - 1);
  // Older units are computed first, so they take over what the newer ones held a step ago.
  if (steps > 1) memory.connect_listed(memory, down(units, newest), fixed(1));

  return {{memory}, {{.group = memory, .weights = fixed(1), .pairs = up(newest, units)}}, {memory}};
}

}  // namespace plexus
