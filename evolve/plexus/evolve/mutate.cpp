#include <plexus/evolve/mutate.hpp>

#include <vector>

#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/options.hpp>

namespace plexus::evolve {
namespace {

// The position of a kind drawn by its share; `kinds` has a share above 0.
std::size_t draw(const std::vector<MutationShare>& kinds, Random& random) {
  double total = 0;
  for (const MutationShare& kind : kinds) total += kind.share;
  double left = random.uniform() * total;
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].share <= 0) continue;
    drawn = i;
    left -= kinds[i].share;
    if (left < 0) break;
  }
  return drawn;
}

bool mutate_once(Network& network, Random& random, const MutationOptions& options) {
  std::vector<MutationShare> kinds = options.kinds;
  std::erase_if(kinds, [](const MutationShare& kind) { return kind.share <= 0; });
  while (!kinds.empty()) {
    const std::size_t drawn = draw(kinds, random);
    if (row(kinds[drawn].mutation).apply(network, random, options)) return true;
    kinds.erase(kinds.begin() + static_cast<std::ptrdiff_t>(drawn));
  }
  return false;
}

}  // namespace

bool mutate(Network& network, Random& random, const MutationOptions& options) {
  require_valid(options);
  return mutate_unchecked(network, random, options);
}

bool mutate_unchecked(Network& network, Random& random, const MutationOptions& options) {
  bool changed = false;
  for (std::size_t i = 0; i < options.amount; ++i) changed = mutate_once(network, random, options) || changed;
  return changed;
}

}  // namespace plexus::evolve
