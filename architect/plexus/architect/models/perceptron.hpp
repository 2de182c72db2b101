#pragma once

#include <cstddef>
#include <vector>

#include <plexus/architect/construct.hpp>

namespace plexus::architect {

struct PerceptronOptions {
  Activation hidden = Activation::tanh;
  Activation output = Activation::logistic;
  std::uint64_t seed = 0;  ///< of the weights that are drawn
};

/// A multilayer perceptron: `sizes` in units from the inputs to the outputs, each layer fully connected to the next.
/// Perceptron({2, 1}) joins inputs to outputs, the usual start of an evolution. Throws Error for fewer than two sizes,
/// or a size of 0.
Network Perceptron(const std::vector<std::size_t>& sizes, const PerceptronOptions& options = {});

}  // namespace plexus::architect
