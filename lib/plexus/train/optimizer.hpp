#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace plexus {

/// How a gradient becomes a change of the parameters.
enum class Optimizer : std::uint8_t { sgd, nesterov, rmsprop, adam, adamw };

struct OptimizerOptions {
  Optimizer kind = Optimizer::adam;
  double momentum = 0;         ///< sgd, nesterov: in [0, 1)
  double decay = 0.9;          ///< rmsprop: of the mean square, in [0, 1)
  double beta1 = 0.9;          ///< adam, adamw: decay of the mean, in [0, 1)
  double beta2 = 0.999;        ///< adam, adamw: decay of the mean square, in [0, 1)
  double epsilon = 1e-8;       ///< rmsprop, adam, adamw: keeps the division finite, > 0
  double weight_decay = 0.01;  ///< adamw: share of each parameter taken off per unit of rate, >= 0
};

/// What an optimizer works on, parameter by parameter.
template <class Real>
struct OptimizerStep {
  const OptimizerOptions& options;
  double rate;
  std::size_t step;  ///< 1 for the first
  Real& parameter;
  Real gradient;
  Real& first;   ///< memory, 0 at the start
  Real& second;  ///< memory, 0 at the start
};

/// One row of the table of optimizers.
struct OptimizerRow {
  Optimizer optimizer;
  std::string_view name;
  void (*update_float)(const OptimizerStep<float>& step);
  void (*update_double)(const OptimizerStep<double>& step);

  void update(const OptimizerStep<float>& step) const { update_float(step); }
  void update(const OptimizerStep<double>& step) const { update_double(step); }
};

/// All optimizers, in the order of the enumeration.
std::span<const OptimizerRow> optimizer_rows();
const OptimizerRow& row(Optimizer optimizer);

/// The optimizer of this name; throws Error with the known names when there is none.
Optimizer optimizer_named(std::string_view name);

}  // namespace plexus
