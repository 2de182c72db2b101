#include <plexus/evolve/crossover/by_ids.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

void mix_at_points(std::span<const CommonValues> genes, Random& random, const CrossoverOptions& options) {
  take_between(genes, options.two_points[0], options.two_points[1], random);
}

}  // namespace

Network two_point(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  return cross_by_ids(couple, random, options, limits, mix_at_points);
}

}  // namespace plexus::evolve
