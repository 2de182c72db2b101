#include <plexus/architect/construct.hpp>
#include <plexus/graph/group.hpp>

#include "settings.hpp"

namespace plexus::settings {

// Hidden units that see each other's last activity (Elman 1990) remember where the prey went. Whether it is caught is a
// matter of luck, too, which a gradient from pairs averages out.
Setting prey_capture() {
  evolve::Options options;
  options.strategy = evolve::Strategy::pgpe;
  options.population = 64;
  options.pgpe.sigma = 0.2;
  options.pgpe.rate = 0.1;
  options.pgpe.max_speed = 0.2;
  options.generations = 1500;
  const Group in(13), middle(10, {.activation = Activation::tanh}), out(4, {.role = GroupRole::output});
  in.connect(middle);
  middle.connect(middle, Pattern::all_to_all);
  middle.connect(out);
  return {options, architect::Construct({in, middle, out})};
}

}  // namespace plexus::settings
