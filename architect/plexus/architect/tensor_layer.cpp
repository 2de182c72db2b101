#include <plexus/architect/tensor_layer.hpp>

#include <utility>

#include <plexus/core/error.hpp>

namespace plexus {

TensorLayer::TensorLayer(std::string kind, std::string name, BuildTensors build,
                         std::function<void(OptionVisitor&)> visit_options)
    : kind_(std::move(kind)),
      build_(std::move(build)),
      visit_options_(std::move(visit_options)),
      weights_{std::make_shared<const std::string>(std::move(name))} {}

std::vector<Tensor> TensorLayer::use(std::span<const Tensor> inputs) {
  LayerBuild build(weights_);
  outputs_ = build_(build, inputs);
  groups_.insert(groups_.end(), build.groups().begin(), build.groups().end());
  // Now it is known which groups others may read, or are outputs of the network when nobody does.
  for (const Tensor& each : outputs_)
    if (each.group.data().role == GroupRole::hidden) each.group.set({.role = GroupRole::automatic});
  return outputs_;
}

void TensorLayer::feed(const Tensor& input) {
  if (!outputs_.empty() && fed_.empty())
    throw Error("layer '", name(),
                "' was built for the inputs that it had; use another layer, or call it for a second "
                "use with the same weights");
  fed_.push_back(input);
}

const std::vector<Tensor>& TensorLayer::outputs() {
  build_fed();
  if (outputs_.empty()) throw Error("layer '", name(), "' has no input yet; connect something to it first");
  return outputs_;
}

const std::vector<Group>& TensorLayer::groups() {
  build_fed();
  return groups_;
}

void TensorLayer::build_fed() {
  if (fed_.empty()) return;
  const std::vector<Tensor> inputs = std::exchange(fed_, {});
  use(inputs);
}

}  // namespace plexus
