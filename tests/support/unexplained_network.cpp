#include "support/unexplained_network.hpp"

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/program/program.hpp>

namespace plexus::testing {

// No layer makes such a kernel yet. Whoever asks a plan cannot tell: it has a row that no unit fills.
Network unexplained_network() {
  Network network = architect::Perceptron({2, 3, 1});
  ++const_cast<Plan&>(network.topology().program<float>()->plan()).row_count;
  ++const_cast<Plan&>(network.topology().program<double>()->plan()).row_count;
  return network;
}

}  // namespace plexus::testing
