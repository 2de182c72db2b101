#include <plexus/architect/models/perceptron.hpp>

#include <plexus/architect/layers/dense.hpp>
#include <plexus/architect/models/stack.hpp>

namespace plexus::architect {

Network Perceptron(const std::vector<std::size_t>& sizes, const PerceptronOptions& options) {
  const auto hidden = [&](std::size_t units) { return Dense(units, {.activation = options.hidden, .name = "hidden"}); };
  return stack("Perceptron", sizes, hidden, options.output, options.seed);
}

}  // namespace plexus::architect
