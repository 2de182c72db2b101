#include <plexus/train/optimizer.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <plexus/core/table.hpp>

namespace plexus {
namespace {

// Makes a row, in both precisions, from one update.
template <class Update>
constexpr OptimizerRow make_row(Optimizer optimizer, std::string_view name, Update) {
  return {optimizer, name, [](const OptimizerStep<float>& step) { Update{}(step); },
          [](const OptimizerStep<double>& step) { Update{}(step); }};
}

// Polyak 1964, "Some methods of speeding up the convergence of iteration methods".
constexpr auto sgd = []<class Real>(const OptimizerStep<Real>& step) {
  step.first = static_cast<Real>(step.options.momentum) * step.first - static_cast<Real>(step.rate) * step.gradient;
  step.parameter += step.first;
};

// Nesterov 1983, in the form of Sutskever et al. 2013, "On the importance of initialization and momentum".
constexpr auto nesterov = []<class Real>(const OptimizerStep<Real>& step) {
  const Real momentum = static_cast<Real>(step.options.momentum), change = static_cast<Real>(step.rate) * step.gradient;
  step.first = momentum * step.first - change;
  step.parameter += momentum * step.first - change;
};

// Tieleman and Hinton 2012, Lecture 6.5 of "Neural networks for machine learning".
constexpr auto rmsprop = []<class Real>(const OptimizerStep<Real>& step) {
  const Real decay = static_cast<Real>(step.options.decay);
  step.second = decay * step.second + (1 - decay) * step.gradient * step.gradient;
  step.parameter -=
      static_cast<Real>(step.rate) * step.gradient / std::sqrt(step.second + static_cast<Real>(step.options.epsilon));
};

// Kingma and Ba 2015, "Adam: a method for stochastic optimization", arXiv:1412.6980, algorithm 1.
constexpr auto adam = []<class Real>(const OptimizerStep<Real>& step) {
  const Real beta1 = static_cast<Real>(step.options.beta1), beta2 = static_cast<Real>(step.options.beta2);
  const auto count = static_cast<double>(step.step);
  step.first = beta1 * step.first + (1 - beta1) * step.gradient;
  step.second = beta2 * step.second + (1 - beta2) * step.gradient * step.gradient;
  const Real mean = step.first / static_cast<Real>(1 - std::pow(step.options.beta1, count));
  const Real square = step.second / static_cast<Real>(1 - std::pow(step.options.beta2, count));
  step.parameter -= static_cast<Real>(step.rate) * mean / (std::sqrt(square) + static_cast<Real>(step.options.epsilon));
};

// Loshchilov and Hutter 2019, "Decoupled weight decay regularization", arXiv:1711.05101, algorithm 2.
constexpr auto adamw = []<class Real>(const OptimizerStep<Real>& step) {
  step.parameter -= static_cast<Real>(step.rate * step.options.weight_decay) * step.parameter;
  adam(step);
};

constexpr auto rows = std::to_array<OptimizerRow>({
    make_row(Optimizer::sgd, "sgd", sgd),
    make_row(Optimizer::nesterov, "nesterov", nesterov),
    make_row(Optimizer::rmsprop, "rmsprop", rmsprop),
    make_row(Optimizer::adam, "adam", adam),
    make_row(Optimizer::adamw, "adamw", adamw),
});

static_assert(rows_follow_enumeration(rows, &OptimizerRow::optimizer));

}  // namespace

std::span<const OptimizerRow> optimizer_rows() { return rows; }

const OptimizerRow& row(Optimizer optimizer) { return rows[static_cast<std::size_t>(optimizer)]; }

Optimizer optimizer_named(std::string_view name) { return row_named(rows, name, "optimizer").optimizer; }

}  // namespace plexus
