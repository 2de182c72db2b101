#include <plexus/activation/activation.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

namespace plexus {
namespace formula {

using std::abs;
using std::cos;
using std::erfc;
using std::exp;
using std::expm1;
using std::log1p;
using std::sin;
using std::sqrt;
using std::tanh;

template <class Real>
Real where(bool condition, Real yes, Real no) {
  return condition ? yes : no;
}

#include <plexus/activation/formulas.inc>

}  // namespace formula

namespace {

template <class Real, class Formula>
void forward(const Real* x, Real* y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) y[i] = Formula::value(x[i]);
}

template <class Real, class Formula>
void backward(const Real* x, const Real* y, const Real* gradient_y, Real* gradient_x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) gradient_x[i] += gradient_y[i] * Formula::slope(x[i], y[i]);
}

// Makes each row, with its loops in both precisions, from its formula.
template <std::size_t... Position>
constexpr auto make_rows(std::index_sequence<Position...>) {
  const auto make_row = []<class Formula>(Activation activation, Formula) -> ActivationRow {
    return {activation,
            Formula::name,
            Formula::source,
            [](double x) { return Formula::value(x); },
            [](double x, double y) { return Formula::slope(x, y); },
            {forward<float, Formula>, backward<float, Formula>},
            {forward<double, Formula>, backward<double, Formula>}};
  };
  return std::array{make_row(static_cast<Activation>(Position), std::tuple_element_t<Position, formula::All>{})...};
}

constexpr auto rows = make_rows(std::make_index_sequence<std::tuple_size_v<formula::All>>{});
static_assert(rows.size() == static_cast<std::size_t>(Activation::keras_leaky_relu) + 1,
              "a formula for each enumerator");

constexpr std::array aliases{
    ActivationAlias{"sigmoid", Activation::logistic}, ActivationAlias{"linear", Activation::identity},
    ActivationAlias{"swish", Activation::silu}, ActivationAlias{"hard_swish", Activation::hard_silu},
    ActivationAlias{"celu", Activation::elu}};

}  // namespace

std::span<const ActivationRow> activation_rows() { return rows; }

const ActivationRow& row(Activation activation) { return rows[static_cast<std::size_t>(activation)]; }

std::span<const ActivationAlias> activation_aliases() { return aliases; }

std::optional<Activation> find_activation(std::string_view name) {
  if (const auto found = std::ranges::find(rows, name, &ActivationRow::name); found != rows.end())
    return found->activation;
  if (const auto found = std::ranges::find(aliases, name, &ActivationAlias::name); found != aliases.end())
    return found->activation;
  return std::nullopt;
}

Activation activation_named(std::string_view name) {
  if (const auto found = find_activation(name)) return *found;
  throw Error("no activation is called '", name, "'; there are ", names_of(rows), ", and as further names ",
              names_of(aliases));
}

std::optional<Activation> find_keras_activation(std::string_view name, unsigned version) {
  if (name == "leaky_relu") return Activation::keras_leaky_relu;
  if (name == "hard_sigmoid" && version < 3) return Activation::keras2_hard_sigmoid;
  return find_activation(name);
}

}  // namespace plexus
