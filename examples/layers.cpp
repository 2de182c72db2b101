// Joins ready-made layers to a network. What is inside an LSTM or a GRU is units and connections like any other, so the
// network can be evolved, trained and saved without anyone knowing what a layer is.
#include <iostream>

#include <plexus/architect/layers.hpp>

using namespace plexus;

int main() {
  auto input = Dense(1), output = Dense(1);
  auto hidden1 = LSTM(5);
  auto hidden2 = GRU(1);
  input.connect(hidden1);
  hidden1.connect(hidden2);
  hidden2.connect(output);
  Network network = architect::Construct({input, hidden1, hidden2, output});

  const Topology& topology = network.topology();
  std::cout << topology.unit_count() << " units, " << topology.connection_count() << " connections\n";
  for (const UnitGroup& group : topology.groups()) std::cout << group.name << ": " << group.count << '\n';

  std::cout.precision(4);
  for (const double x : {0.0, 1.0, 1.0}) std::cout << "saw " << x << ", says " << network.activate({x})[0] << '\n';
}
