#include <plexus/evolve/crossover/by_ids.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

void mix_at_point(std::span<const CommonValues> genes, Random& random, const CrossoverOptions& options) {
  take_between(genes, 0, options.single_point, random);
}

}  // namespace

Network single_point(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  return cross_by_ids(couple, random, options, limits, mix_at_point);
}

}  // namespace plexus::evolve
