#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Activations as layers of their own, as Keras 3 has them. All keep the shape, and hand the mask on.

namespace plexus {

/// An activation by name. Throws Error with the known names when there is none.
struct ActivationOptions {
  ActivationName activation = "linear";
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer ActivationLayer(const ActivationOptions& options);

/// min(x, max_value) where x > threshold, else negative_slope * (x - threshold). Throws Error when one of the numbers
/// is negative.
struct ReLUOptions {
  std::optional<double> max_value = {};
  double negative_slope = 0;
  double threshold = 0;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer ReLU(const ReLUOptions& options = {});

/// x where x > 0, else negative_slope * x.
struct LeakyReLUOptions {
  double negative_slope = 0.3;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer LeakyReLU(const LeakyReLUOptions& options = {});

/// The same with a slope, alpha, that is learned: one for each number of a sample, or one for all along `shared_axes`,
/// counted from 1. Weights: alpha. Source: He et al. 2015, arXiv:1502.01852.
struct PReLUOptions {
  std::optional<Sizes> shared_axes = {};
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer PReLU(const PReLUOptions& options = {});

/// x where x > 0, else alpha * (exp(x) - 1). Source: Clevert, Unterthiner and Hochreiter 2015, arXiv:1511.07289.
struct ELUOptions {
  double alpha = 1;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer ELU(const ELUOptions& options = {});

/// x where x > theta, else 0. Source: Keras 2.
struct ThresholdedReLUOptions {
  double theta = 1;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer ThresholdedReLU(const ThresholdedReLUOptions& options = {});

/// exp(x) / sum of exp(x) along an axis, or several jointly, counted with that of samples as 0. A second input is a
/// mask of x's shape: where it is 0 the output is 0, and the others share what is left; so does the mask that travels
/// with x when the axis is that of its steps.
struct SoftmaxOptions {
  std::vector<std::int64_t> axis = {-1};
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Softmax(const SoftmaxOptions& options = {});

}  // namespace plexus
