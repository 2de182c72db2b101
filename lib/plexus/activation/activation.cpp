#include <plexus/activation/activation.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <plexus/core/table.hpp>

namespace plexus {
namespace {

template <class Real, class Value>
void forward(const Real* x, Real* y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) y[i] = Value{}(x[i]);
}

template <class Real, class Slope>
void backward(const Real* x, const Real* y, const Real* gradient_y, Real* gradient_x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient_x[i] += gradient_y[i] * Slope{}(x[i], y[i]);
}

// Makes a row, with its loops in both precisions, from the two formulas.
template <class Value, class Slope>
constexpr ActivationRow make_row(Activation activation, std::string_view name, std::string_view source, Value, Slope) {
  return {activation,
          name,
          source,
          [](double x) -> double { return Value{}(x); },
          [](double x, double y) -> double { return Slope{}(x, y); },
          {forward<float, Value>, backward<float, Slope>},
          {forward<double, Value>, backward<double, Slope>}};
}

template <class Real>
Real logistic(Real x) {
  return 1 / (1 + std::exp(-x));
}

// Klambauer et al. 2017, "Self-normalizing neural networks", arXiv:1706.02515, equation 2.
template <class Real>
constexpr Real selu_alpha = static_cast<Real>(1.6732632423543772848170429916717);
template <class Real>
constexpr Real selu_scale = static_cast<Real>(1.0507009873554804934193349852946);

// clang-format off
constexpr auto rows = std::to_array<ActivationRow>({
    make_row(Activation::logistic, "logistic", "1 / (1 + std::exp(-x))",
             [](auto x) { return logistic(x); },
             [](auto, auto y) { return y * (1 - y); }),
    make_row(Activation::tanh, "tanh", "std::tanh(x)",
             [](auto x) { return std::tanh(x); },
             [](auto, auto y) { return 1 - y * y; }),
    make_row(Activation::identity, "identity", "x",
             [](auto x) { return x; },
             []<class Real>(Real, Real) { return Real{1}; }),
    make_row(Activation::step, "step", "x > 0 ? 1 : 0",
             []<class Real>(Real x) { return x > 0 ? Real{1} : Real{0}; },
             []<class Real>(Real, Real) { return Real{0}; }),
    make_row(Activation::relu, "relu", "x > 0 ? x : 0",
             []<class Real>(Real x) { return x > 0 ? x : Real{0}; },
             []<class Real>(Real x, Real) { return x > 0 ? Real{1} : Real{0}; }),
    make_row(Activation::softsign, "softsign", "x / (1 + std::abs(x))",
             [](auto x) { return x / (1 + std::abs(x)); },
             []<class Real>(Real x, Real) { const Real d = 1 + std::abs(x); return 1 / (d * d); }),
    make_row(Activation::sinusoid, "sinusoid", "std::sin(x)",
             [](auto x) { return std::sin(x); },
             [](auto x, auto) { return std::cos(x); }),
    make_row(Activation::gaussian, "gaussian", "std::exp(-x * x)",
             [](auto x) { return std::exp(-x * x); },
             [](auto x, auto y) { return -2 * x * y; }),
    make_row(Activation::bent_identity, "bent_identity", "(std::sqrt(x * x + 1) - 1) / 2 + x",
             [](auto x) { return (std::sqrt(x * x + 1) - 1) / 2 + x; },
             [](auto x, auto) { return x / (2 * std::sqrt(x * x + 1)) + 1; }),
    make_row(Activation::bipolar, "bipolar", "x > 0 ? 1 : -1",
             []<class Real>(Real x) { return x > 0 ? Real{1} : Real{-1}; },
             []<class Real>(Real, Real) { return Real{0}; }),
    make_row(Activation::bipolar_sigmoid, "bipolar_sigmoid", "2 / (1 + std::exp(-x)) - 1",
             [](auto x) { return 2 / (1 + std::exp(-x)) - 1; },
             [](auto, auto y) { return (1 + y) * (1 - y) / 2; }),
    make_row(Activation::hard_tanh, "hard_tanh", "x < -1 ? -1 : x > 1 ? 1 : x",
             []<class Real>(Real x) { return std::clamp(x, Real{-1}, Real{1}); },
             []<class Real>(Real x, Real) { return x > -1 && x < 1 ? Real{1} : Real{0}; }),
    make_row(Activation::absolute, "absolute", "std::abs(x)",
             [](auto x) { return std::abs(x); },
             []<class Real>(Real x, Real) { return x < 0 ? Real{-1} : Real{1}; }),
    make_row(Activation::inverse, "inverse", "1 - x",
             [](auto x) { return 1 - x; },
             []<class Real>(Real, Real) { return Real{-1}; }),
    make_row(Activation::selu, "selu", "Real(1.0507009873554805) * (x > 0 ? x : Real(1.6732632423543772) * std::exp(x) - Real(1.6732632423543772))",
             []<class Real>(Real x) { return selu_scale<Real> * (x > 0 ? x : selu_alpha<Real> * std::exp(x) - selu_alpha<Real>); },
             []<class Real>(Real x, Real) { return selu_scale<Real> * (x > 0 ? Real{1} : selu_alpha<Real> * std::exp(x)); }),
});
// clang-format on

static_assert(rows_follow_enumeration(rows, &ActivationRow::activation));

}  // namespace

std::span<const ActivationRow> activation_rows() { return rows; }

const ActivationRow& row(Activation activation) { return rows[static_cast<std::size_t>(activation)]; }

std::optional<Activation> find_activation(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &ActivationRow::name);
  if (found == rows.end()) return std::nullopt;
  return found->activation;
}

Activation activation_named(std::string_view name) { return row_named(rows, name, "activation").activation; }

}  // namespace plexus
