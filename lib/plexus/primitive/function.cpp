#include <plexus/primitive/function.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>
#include <utility>

#include <plexus/core/table.hpp>

namespace plexus {
namespace formula_with_constants {

constexpr double infinity = std::numeric_limits<double>::infinity();

#include <plexus/primitive/functions.inc>

}  // namespace formula_with_constants

namespace {

namespace formula = formula_with_constants;

template <class Real, class Formula>
void forward(const Real* x, Real* y, std::size_t count, const Constants<Real>& constants) {
  const Constants<Real> c = constants;
  for (std::size_t i = 0; i < count; ++i) y[i] += Formula::value(x[i], c);
}

template <class Real, class Formula>
void backward(const Real* x, const Real* gradient_y, Real* gradient_x, std::size_t count,
              const Constants<Real>& constants) {
  const Constants<Real> c = constants;
  for (std::size_t i = 0; i < count; ++i) gradient_x[i] += gradient_y[i] * Formula::slope(x[i], c);
}

// Makes each row, with its loops in both precisions, from its formula.
template <std::size_t... Position>
constexpr auto make_rows(std::index_sequence<Position...>) {
  const auto make_row = []<class Formula>(Function function, Formula) -> FunctionRow {
    return {function,
            Formula::name,
            Formula::constants,
            [](double x, const Constants<double>& c) { return Formula::value(x, c); },
            [](double x, const Constants<double>& c) { return Formula::slope(x, c); },
            {forward<float, Formula>, backward<float, Formula>},
            {forward<double, Formula>, backward<double, Formula>}};
  };
  return std::array{make_row(static_cast<Function>(Position), std::tuple_element_t<Position, formula::All>{})...};
}

constexpr auto rows = make_rows(std::make_index_sequence<std::tuple_size_v<formula::All>>{});
static_assert(rows.size() == static_cast<std::size_t>(Function::threshold) + 1, "a formula for each enumerator");

}  // namespace

std::span<const FunctionRow> function_rows() { return rows; }

const FunctionRow& row(Function function) { return rows[static_cast<std::size_t>(function)]; }

Function function_named(std::string_view name) { return row_named(rows, name, "function").function; }

Constants<double> with_defaults(const FunctionRow& row, std::span<const double> given) {
  Constants<double> all{};
  for (std::size_t i = 0; i < row.constants.size(); ++i) all[i] = i < given.size() ? given[i] : row.constants[i].preset;
  return all;
}

}  // namespace plexus
