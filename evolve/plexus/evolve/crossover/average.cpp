#include <cstddef>

#include <plexus/evolve/crossover/by_ids.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

void mix_evenly(std::span<const CommonValues> genes, Random&, const CrossoverOptions&) {
  for (const auto& [values, others] : genes)
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = values[i] / 2 + others[i] / 2;
}

}  // namespace

Network average(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  return cross_by_ids(couple, random, options, limits, mix_evenly);
}

}  // namespace plexus::evolve
