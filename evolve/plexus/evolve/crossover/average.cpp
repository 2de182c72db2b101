#include <plexus/evolve/crossover/by_ids.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

void mix_evenly(std::span<const CommonGene> genes, Random&, const CrossoverOptions&) {
  for (const auto& [value, other] : genes) value = value / 2 + other / 2;
}

}  // namespace

Network average(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  return cross_by_ids(couple, random, options, limits, mix_evenly);
}

}  // namespace plexus::evolve
