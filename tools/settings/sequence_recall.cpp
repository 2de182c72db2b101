#include <plexus/architect/construct.hpp>
#include <plexus/graph/group.hpp>

#include "settings.hpp"
#include "zero_start.hpp"

namespace plexus::settings {

// Hidden units that see each other's last activity (Elman 1990). Most searches succeed soon, and those that do not are
// given up.
Setting sequence_recall() {
  evolve::Options options;
  options.strategy = evolve::Strategy::cma_es;
  options.population = 24;
  options.cma_es.sigma = 0.5;
  options.cma_es.restart = evolve::Restart::same;
  options.cma_es.longest = 20'000;
  options.spread = 0.5;
  options.generations = 20'000;
  const Group in(2), middle(5, {.activation = Activation::tanh}), out(2, {.role = GroupRole::output});
  in.connect(middle);
  middle.connect(middle, Pattern::all_to_all);
  middle.connect(out);
  return {options, all_zero(architect::Construct({in, middle, out}))};
}

}  // namespace plexus::settings
