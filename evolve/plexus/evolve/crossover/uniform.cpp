#include <plexus/evolve/crossover/by_ids.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

void mix_uniformly(std::span<const CommonGene> genes, Random& random, const CrossoverOptions&) {
  for (const auto& [value, other] : genes)
    if (random.chance(0.5)) value = other;
}

}  // namespace

Network uniform(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  return cross_by_ids(couple, random, options, limits, mix_uniformly);
}

}  // namespace plexus::evolve
