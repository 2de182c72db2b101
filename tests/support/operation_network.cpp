#include "operation_network.hpp"

#include <utility>

#include <plexus/architect/construct.hpp>
#include <plexus/core/random.hpp>
#include <plexus/graph/operate.hpp>

namespace plexus::testing {

Network operation_network(std::uint64_t seed, const OperationNetworkOptions& options) {
  Random random(seed, 0, 0, 0x09E7);
  const auto parameter = [&](const char* name, const Shape& shape, bool trainable = true) {
    Parameter made{name, shape, std::vector<double>(element_count(shape)), trainable};
    for (double& value : made.values) value = random.uniform(-1, 1);
    return make_parameter(std::move(made));
  };
  using primitive::Combine;
  using primitive::Combining;
  using primitive::Einsum;

  const Group image = shaped_group({3, 2}, {.name = "image"});
  const SharedParameter kernel = parameter("dense/kernel", {2, 4});
  const Group rows = operate(Einsum{"ti,io->to"}, {image, kernel}, {.activation = Activation::tanh, .name = "rows"});
  const Group biased =
      operate(Combine{Combining::sum}, {rows, parameter("bias", {4}), parameter("fixed", {3, 1}, false)},
              {.activation = Activation::logistic, .name = "biased"});
  const Group scores = operate(Einsum{"td,sd->ts"}, {biased, rows}, {.activation = Activation::tanh, .name = "scores"});
  // The same kernel once more: its numbers are shared.
  operate_into(biased, Einsum{"ti,io->to"}, {image, kernel});
  const Group output(2, {.activation = Activation::tanh, .role = GroupRole::output, .name = "output"});
  const auto weights = [&] { return Weights::uniform(-0.7, 0.7); };
  scores.connect(output, {}, weights());
  std::vector<Layer> parts{image, rows, biased, scores, output};
  if (options.connections) {
    const Group middle(3, {.activation = Activation::tanh, .bias = 0.2, .role = GroupRole::hidden, .name = "middle"});
    rows.connect(middle, {}, weights());
    middle.connect(scores, {}, weights());
    middle.connect_unit(1, biased, 5, weights());
    image.connect_unit(2, rows, 7, weights());
    middle.gate(rows.connect(output, {}, weights()), Gating::target);
    parts.insert(parts.begin() + 2, middle);
  }
  if (options.recurrent) {
    operate_into(rows, Einsum{"ts,sd->td"}, {scores, parameter("memory", {3, 4})});  // reads the step before
    operate_into(biased, Combine{Combining::product}, {biased, parameter("decay", {4})});
    output.connect_unit(0, biased, 3, weights());
    if (options.connections) scores.connect_unit(4, scores, 4, weights());
  }
  return architect::Construct(parts, {.seed = seed});
}

}  // namespace plexus::testing
