#include <plexus/architect/layers/memory.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

Layer Memory(std::size_t units, std::size_t steps) {
  if (units == 0 || steps == 0) throw Error("Memory: needs at least 1 unit and 1 step, got ", units, " and ", steps);

  const Group memory(units * steps, {.activation = Activation::identity, .fixed = true, .name = "memory"});
  const auto width = static_cast<std::uint32_t>(units), newest = static_cast<std::uint32_t>(units * (steps - 1));
  // Older units are computed first, so they take over what the newer ones held a step ago.
  if (steps > 1) memory.connect_units(width, memory, 0, newest, fixed(1));

  return {{memory}, {{.group = memory, .weights = fixed(1), .slice = Slice{newest, width}}}, {memory}};
}

}  // namespace plexus
