#include <plexus/evolve/mutate.hpp>

#include <algorithm>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/share.hpp>

namespace plexus::evolve {
namespace {

Mutation choose(const Network& network, Random& random, const MutationOptions& options) {
  const Mutation chosen = [&] {
    try {
      return options.choose(network, random);
    } catch (const std::exception& error) {
      throw Error("mutation.choose: ", error.what());
    }
  }();
  if (const auto index = static_cast<std::size_t>(chosen); index >= mutation_rows().size())
    throw Error("mutation.choose: it returned ", index, ", which is no mutation; there are ", mutation_rows().size());
  return chosen;
}

bool mutate_once(Network& network, Random& random, const MutationOptions& options) {
  const std::size_t drawn = draw_by_share(options.kinds, random);
  if (row(options.kinds[drawn].mutation).apply(network, random, options)) return true;
  if (options.neataptic_draws) return false;
  std::vector<MutationShare> kinds = options.kinds;
  kinds[drawn].share = 0;  // and so it is not drawn again
  while (std::ranges::any_of(kinds, [](const MutationShare& kind) { return kind.share > 0; })) {
    const std::size_t other = draw_by_share(kinds, random);
    if (row(kinds[other].mutation).apply(network, random, options)) return true;
    kinds[other].share = 0;
  }
  return false;
}

// Each kind that comes to pass by its own probability.
bool mutate_by_each(Network& network, Random& random, const MutationOptions& options) {
  bool changed = false;
  for (const auto& [mutation, probability] : options.kinds)
    if (random.chance(probability)) changed = row(mutation).apply(network, random, options) || changed;
  return changed;
}

}  // namespace

bool mutate(Network& network, Random& random, const MutationOptions& options) {
  require_valid(options);
  return mutate_unchecked(network, random, options);
}

bool mutate(Network& network, Mutation mutation, Random& random, const MutationOptions& options) {
  require_valid(options);
  return row(mutation).apply(network, random, options);
}

bool mutate_unchecked(Network& network, Random& random, const MutationOptions& options) {
  bool changed = false;
  for (std::size_t i = 0; i < options.amount; ++i) {
    if (options.choose)
      changed = row(choose(network, random, options)).apply(network, random, options) || changed;
    else
      changed = (options.independent ? mutate_by_each : mutate_once)(network, random, options) || changed;
  }
  return changed;
}

}  // namespace plexus::evolve
