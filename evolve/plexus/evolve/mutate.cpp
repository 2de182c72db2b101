#include <plexus/evolve/mutate.hpp>

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
  if (options.choose) return row(choose(network, random, options)).apply(network, random, options);
  std::vector<MutationShare> kinds = options.kinds;
  std::erase_if(kinds, [](const MutationShare& kind) { return kind.share <= 0; });
  while (!kinds.empty()) {
    const std::size_t drawn = draw_by_share(kinds, random);
    if (row(kinds[drawn].mutation).apply(network, random, options)) return true;
    if (options.neataptic_draws) return false;
    kinds.erase(kinds.begin() + static_cast<std::ptrdiff_t>(drawn));
  }
  return false;
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
  for (std::size_t i = 0; i < options.amount; ++i) changed = mutate_once(network, random, options) || changed;
  return changed;
}

}  // namespace plexus::evolve
