#include "zero_start.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/architect/construct.hpp>
#include <plexus/graph/group.hpp>

namespace plexus::settings {

Network all_zero(Network network) {
  std::ranges::fill(network.parameters(), 0);
  return network;
}

Network zero_start(const Network& network) {
  TopologyParts parts = network.topology().parts();
  for (Unit& unit : parts.units) unit.trainable = unit.role == Role::input;
  auto topology = std::make_shared<const Topology>(std::move(parts));
  std::vector<double> zeros(topology->parameter_count());
  return {std::move(topology), std::move(zeros)};
}

Network zero_elman(std::size_t inputs, std::size_t hidden) {
  const Group in(inputs), middle(hidden, {.activation = Activation::tanh}),
      out(1, {.activation = Activation::tanh, .role = GroupRole::output});
  in.connect(middle);
  middle.connect(middle, Pattern::all_to_all);
  middle.connect(out);
  return zero_start(architect::Construct({in, middle, out}));
}

Network zero_jordan(std::size_t inputs, std::size_t hidden) {
  const Group in(inputs), middle(hidden, {.activation = Activation::tanh}),
      out(1, {.activation = Activation::tanh, .role = GroupRole::output});
  in.connect(middle);
  middle.connect(out);
  out.connect(middle);
  middle.connect(middle, Pattern::all_to_else);
  return zero_start(architect::Construct({in, middle, out}));
}

}  // namespace plexus::settings
