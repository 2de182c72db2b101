#include <plexus/train/cost.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <plexus/core/table.hpp>

namespace plexus {
namespace {

using Numbers = std::span<const double>;

// As in Neataptic; a number that is none stays so.
double at_least_a_bit(double x) { return std::max(x, 1e-15); }

// To the nearest whole number, halves upwards.
double rounded(double x) {
  const double below = std::floor(x);
  return x - below < 0.5 ? below : below + 1;
}

template <class Term>
double sum_of(Numbers output, Numbers target) {
  double sum = 0;
  for (std::size_t i = 0; i < output.size(); ++i) sum += Term::value(output[i], target[i]);
  return sum;
}

template <class Term>
double mean_of(Numbers output, Numbers target) {
  return sum_of<Term>(output, target) / static_cast<double>(output.size());
}

struct CrossEntropy {
  static double value(double o, double t) {
    const double p = at_least_a_bit(o);
    return -(t * std::log(p) + (1 - t) * std::log(1 - p));
  }
};

struct Squared {
  static double value(double o, double t) { return (t - o) * (t - o); }
};

struct Miss {
  static double value(double o, double t) { return rounded(2 * t) == rounded(2 * o) ? 0 : 1; }
};

struct Absolute {
  static double value(double o, double t) { return std::abs(t - o); }
};

struct Share {
  static double value(double o, double t) { return std::abs((o - t) / at_least_a_bit(t)); }
};

struct SquaredLogarithmic {
  static double value(double o, double t) {
    const double difference = std::log(at_least_a_bit(t)) - std::log(at_least_a_bit(o));
    return difference * difference;
  }
};

struct Hinge {
  static double value(double o, double t) { return std::max(1 - t * o, 0.0); }
};

constexpr auto rows = std::to_array<CostRow>({
    {Cost::cross_entropy, "cross_entropy", mean_of<CrossEntropy>},
    {Cost::mean_squared_error, "mean_squared_error", mean_of<Squared>},
    {Cost::binary, "binary", sum_of<Miss>},
    {Cost::mean_absolute_error, "mean_absolute_error", mean_of<Absolute>},
    {Cost::mean_absolute_percentage_error, "mean_absolute_percentage_error", mean_of<Share>},
    {Cost::mean_squared_logarithmic_error, "mean_squared_logarithmic_error", mean_of<SquaredLogarithmic>},
    {Cost::hinge, "hinge", sum_of<Hinge>},
});

static_assert(rows_follow_enumeration(rows, &CostRow::cost));

}  // namespace

std::span<const CostRow> cost_rows() { return rows; }

const CostRow& row(Cost cost) { return rows[static_cast<std::size_t>(cost)]; }

Cost cost_named(std::string_view name) { return row_named(rows, name, "cost").cost; }

}  // namespace plexus
