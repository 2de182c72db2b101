#include "wide_network.hpp"

#include <plexus/architect/construct.hpp>
#include <plexus/core/random.hpp>
#include <plexus/graph/group.hpp>

namespace plexus::testing {

Network wide_network(std::uint64_t seed) {
  const auto layer = [](std::size_t units, Activation activation) { return Group(units, {.activation = activation}); };
  const Group input = layer(3, Activation::identity), spread = layer(150, Activation::tanh),
              middle = layer(37, Activation::relu), gater = layer(37, Activation::logistic),
              other = layer(5, Activation::softsign), late = layer(5, Activation::tanh),
              output = layer(2, Activation::identity);
  input.connect(spread);
  input.connect(other);
  const Projection narrowing = spread.connect(middle);
  spread.connect(gater);
  middle.connect(middle);
  const Projection by_source = middle.connect(other), by_target = middle.connect(late);
  const Projection back = late.connect(middle);
  other.connect(late, Pattern::one_to_one);
  other.connect(output);
  late.connect(output);
  spread.connect(output);
  gater.gate(by_source, Gating::source);
  other.gate(by_target, Gating::target);
  late.gate(back, Gating::source);
  gater.gate(narrowing, Gating::target);
  Network network = architect::Construct({input, spread, gater, middle, other, late, output});
  Random random(seed);
  for (double& each : network.parameters()) each = random.uniform(-0.2, 0.2);
  return network;
}

}  // namespace plexus::testing
