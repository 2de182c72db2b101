#include <plexus/architect/layers/memory.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

Layer Memory(std::size_t units, std::size_t steps) {
  if (units == 0 || steps == 0) throw Error("Memory: needs at least 1 unit and 1 step, got ", units, " and ", steps);

  const GroupOptions options{
      .activation = Activation::identity, .role = GroupRole::hidden, .fixed = true, .name = "memory"};
  std::vector<Group> oldest_first;
  for (std::size_t step = 0; step < steps; ++step) oldest_first.emplace_back(units, options);
  for (std::size_t step = steps - 1; step > 0; --step)
    oldest_first[step].connect(oldest_first[step - 1], Pattern::one_to_one, fixed(1));

  return {oldest_first,
          {{.group = oldest_first.back(), .pattern = Pattern::one_to_one, .weights = fixed(1)}},
          oldest_first};
}

}  // namespace plexus
