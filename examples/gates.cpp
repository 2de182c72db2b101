// A gate multiplies. Here two numbers are multiplied by one connection: what goes from a to the product is multiplied
// by the output of b. No activation function is needed, and no training.
#include <iostream>

#include <plexus/architect/layers.hpp>

using namespace plexus;

int main() {
  const Node a, b, product({.activation = Activation::identity});

  const Projection factor = a.connect(product, {}, 1.0);
  b.gate(factor, Gating::source);

  Network network = architect::Construct({a, b, product});
  for (const double x : {-2.0, 0.5, 3.0})
    for (const double y : {4.0, 10.0}) std::cout << x << " * " << y << " = " << network.activate({x, y})[0] << '\n';
}
