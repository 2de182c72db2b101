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

/// What an optimizer works on: parameters side by side, with the gradient and two memories of each. All spans have the
/// same length.
template <class Real>
struct OptimizerStep {
  const OptimizerOptions& options;
  double rate;
  std::size_t step;  ///< 1 for the first
  std::span<Real> parameters;
  std::span<Real> gradient;  ///< 0 afterwards
  Real scale;                ///< factor of the gradient
  std::span<Real> first;     ///< memory, 0 at the start
  std::span<Real> second;    ///< memory, 0 at the start
};

template <class Real>
using OptimizerUpdate = void (*)(const OptimizerStep<Real>& step);

/// One row of the table of optimizers: what the formulas in optimizer_formulas.inc come to, in vectors of the widest
/// instruction set that this machine has.
struct OptimizerRow {
  Optimizer optimizer;
  std::string_view name;

  template <class Real>
  void update(const OptimizerStep<Real>& step) const {
    updater<Real>()(step);
  }

  /// What `update` calls: for who calls it so often that looking it up counts.
  template <class Real>
  OptimizerUpdate<Real> updater() const;
};

template <>
OptimizerUpdate<float> OptimizerRow::updater<float>() const;
template <>
OptimizerUpdate<double> OptimizerRow::updater<double>() const;

/// All optimizers, in the order of the enumeration.
std::span<const OptimizerRow> optimizer_rows();
const OptimizerRow& row(Optimizer optimizer);

/// The optimizer of this name; throws Error with the known names when there is none.
Optimizer optimizer_named(std::string_view name);

}  // namespace plexus
