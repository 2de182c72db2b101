#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <plexus/architect/layer_build.hpp>

namespace plexus {

class OptionVisitor;

/// How a layer makes what it puts out of what it is given.
using BuildTensors = std::function<std::vector<Tensor>(LayerBuild& build, std::span<const Tensor> inputs)>;

/// A layer that is built when it knows the shapes of what reaches it. It may be used several times, and shares its
/// weights among the uses. Handles of Layer share it.
class TensorLayer {
 public:
  /// `kind` is its row in the table of layers; `name` is for people, and in front of the names of its weights.
  TensorLayer(std::string kind, std::string name, BuildTensors build,
              std::function<void(OptionVisitor&)> visit_options);

  const std::string& kind() const noexcept { return kind_; }
  const std::string& name() const noexcept { return *weights_.layer; }

  /// Uses the layer once more.
  std::vector<Tensor> use(std::span<const Tensor> inputs);

  /// Adds an input of a use that is built when somebody asks for what it puts out. Throws Error when that was done.
  void feed(const Tensor& input);

  /// What the last use puts out; builds it when inputs were fed. Throws Error when there was none.
  const std::vector<Tensor>& outputs();

  /// All groups of all uses, in the order in which they were made; builds what was fed.
  const std::vector<Group>& groups();

  /// Goes through the options that it was made with.
  void visit_options(OptionVisitor& visitor) const { visit_options_(visitor); }

  /// Its weights, once it was used.
  const LayerWeights& weights() const noexcept { return weights_; }

 private:
  void build_fed();

  std::string kind_;
  BuildTensors build_;
  std::function<void(OptionVisitor&)> visit_options_;
  LayerWeights weights_;
  std::vector<Tensor> fed_;      // inputs of a use to come
  std::vector<Tensor> outputs_;  // of the last use
  std::vector<Group> groups_;
};

}  // namespace plexus
