#include <plexus/train/loss.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include <plexus/core/table.hpp>

namespace plexus {
namespace loss_formula {

using std::abs;
using std::exp;
using std::log;
using std::log1p;

double where(bool condition, double yes, double no) { return condition ? yes : no; }
double divided(double x, std::size_t n) { return x / static_cast<double>(n); }

#include <plexus/train/loss_formulas.inc>

}  // namespace loss_formula

namespace {

using Numbers = std::span<const double>;

auto reader(Numbers numbers) {
  return [numbers](std::size_t i) { return numbers[i]; };
}

template <class Formula>
double value(Numbers output, Numbers target) {
  return Formula::template value<double>(output.size(), reader(output), reader(target));
}

template <class Formula>
void gradient(Numbers output, Numbers target, std::span<double> slopes) {
  Formula::template gradient<double>(output.size(), reader(output), reader(target),
                                     [slopes](std::size_t i, double slope) { slopes[i] = slope; });
}

template <std::size_t... Position>
constexpr auto make_rows(std::index_sequence<Position...>) {
  const auto make_row = []<class Formula>(Loss loss, Formula) -> LossRow {
    return {loss,           Formula::name,     Formula::answer,
            value<Formula>, gradient<Formula>, value<loss_formula::Success<Formula::answer>>};
  };
  return std::array{make_row(static_cast<Loss>(Position), std::tuple_element_t<Position, loss_formula::All>{})...};
}

constexpr auto rows = make_rows(std::make_index_sequence<std::tuple_size_v<loss_formula::All>>{});
static_assert(rows.size() == static_cast<std::size_t>(Loss::mean_absolute_percentage_error) + 1,
              "a formula for each enumerator");

}  // namespace

std::span<const LossRow> loss_rows() { return rows; }

const LossRow& row(Loss loss) { return rows[static_cast<std::size_t>(loss)]; }

Loss loss_named(std::string_view name) { return row_named(rows, name, "loss").loss; }

}  // namespace plexus
