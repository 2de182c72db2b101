#include <plexus/evolve/cross.hpp>

#include <plexus/core/error.hpp>
#include <plexus/evolve/crossover/crossover_rows.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/share.hpp>

namespace plexus::evolve {

Network cross(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  require_valid(options);
  return cross_unchecked(couple, random, options, limits);
}

Network cross_unchecked(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  const auto& [first, second, fitter] = couple;
  if (first.input_count() != second.input_count() || first.output_count() != second.output_count())
    throw Error("cross: needs networks with the same inputs and outputs, got ", first.input_count(), " -> ",
                first.output_count(), " and ", second.input_count(), " -> ", second.output_count());
  const Crossover drawn = options.kinds[draw_by_share(options.kinds, random)].crossover;
  return row(drawn).cross({first, second, options.equal ? Fitter::neither : fitter}, random, options, limits);
}

}  // namespace plexus::evolve
