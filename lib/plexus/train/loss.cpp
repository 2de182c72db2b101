#include <plexus/train/loss.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <plexus/core/table.hpp>

namespace plexus {
namespace {

using Numbers = std::span<const double>;

constexpr double smallest = 1e-7;  // as in Keras: keeps logarithms and divisions finite

double probability(double output) { return std::clamp(output, smallest, 1 - smallest); }

double sign(double x) { return x > 0 ? 1 : (x < 0 ? -1 : 0); }

// A loss that is the mean over the outputs of Term::value(o, t), with derivative Term::slope(o, t).
template <class Term>
constexpr LossRow mean_of(Loss loss, std::string_view name, Answer answer) {
  return {loss, name, answer,
          [](Numbers output, Numbers target) {
            double sum = 0;
            for (std::size_t i = 0; i < output.size(); ++i) sum += Term::value(output[i], target[i]);
            return sum / static_cast<double>(output.size());
          },
          [](Numbers output, Numbers target, std::span<double> gradient) {
            for (std::size_t i = 0; i < output.size(); ++i)
              gradient[i] = Term::slope(output[i], target[i]) / static_cast<double>(output.size());
          }};
}

struct Squared {  // (o - t)^2
  static double value(double o, double t) { return (o - t) * (o - t); }
  static double slope(double o, double t) { return 2 * (o - t); }
};

struct Absolute {  // |o - t|
  static double value(double o, double t) { return std::abs(o - t); }
  static double slope(double o, double t) { return sign(o - t); }
};

struct BinaryCrossEntropy {  // -t ln o - (1 - t) ln(1 - o)
  static double value(double o, double t) {
    const double p = probability(o);
    return -t * std::log(p) - (1 - t) * std::log(1 - p);
  }
  static double slope(double o, double t) {
    const double p = probability(o);
    return p == o ? (p - t) / (p * (1 - p)) : 0;
  }
};

struct LogisticCrossEntropy {  // the same of logistic(o), computed so that nothing overflows or is cut off
  static double value(double o, double t) { return std::max(o, 0.0) - o * t + std::log1p(std::exp(-std::abs(o))); }
  static double slope(double o, double t) { return 1 / (1 + std::exp(-o)) - t; }
};

struct Hinge {  // max(0, 1 - t o)
  static double value(double o, double t) { return std::max(0.0, 1 - t * o); }
  static double slope(double o, double t) { return t * o < 1 ? -t : 0; }
};

struct SquaredLogarithmic {  // (ln(1 + t) - ln(1 + o))^2
  static double difference(double o, double t) {
    return std::log1p(std::max(o, smallest)) - std::log1p(std::max(t, smallest));
  }
  static double value(double o, double t) { return difference(o, t) * difference(o, t); }
  static double slope(double o, double t) { return o > smallest ? 2 * difference(o, t) / (1 + o) : 0; }
};

struct AbsolutePercentage {  // 100 |o - t| / |t|
  static double size(double t) { return std::max(std::abs(t), smallest); }
  static double value(double o, double t) { return 100 * std::abs(o - t) / size(t); }
  static double slope(double o, double t) { return 100 * sign(o - t) / size(t); }
};

double sum_of(Numbers numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

// The sum of outputs that are shares, kept off 0.
double total_of(Numbers output) { return std::max(sum_of(output), smallest); }

// -sum t ln p, where p = o / sum o, as Keras computes it.
double categorical_value(Numbers output, Numbers target) {
  const double total = total_of(output);
  double sum = 0;
  for (std::size_t i = 0; i < output.size(); ++i) sum -= target[i] * std::log(probability(output[i] / total));
  return sum;
}

void categorical_gradient(Numbers output, Numbers target, std::span<double> gradient) {
  const double total = total_of(output), targets = sum_of(target);
  for (std::size_t i = 0; i < output.size(); ++i)
    gradient[i] = (targets - target[i] / probability(output[i] / total)) / total;
}

// ln sum e^o, without overflow.
double log_sum_exp(Numbers output) {
  const double largest = std::ranges::max(output);
  double sum = 0;
  for (const double o : output) sum += std::exp(o - largest);
  return largest + std::log(sum);
}

// -sum t ln p, where p = e^o / sum e^o.
double softmax_value(Numbers output, Numbers target) {
  const double normalizer = log_sum_exp(output);
  double sum = 0;
  for (std::size_t i = 0; i < output.size(); ++i) sum -= target[i] * (output[i] - normalizer);
  return sum;
}

void softmax_gradient(Numbers output, Numbers target, std::span<double> gradient) {
  const double normalizer = log_sum_exp(output), targets = sum_of(target);
  for (std::size_t i = 0; i < output.size(); ++i) gradient[i] = targets * std::exp(output[i] - normalizer) - target[i];
}

constexpr auto rows = std::to_array<LossRow>({
    mean_of<Squared>(Loss::mean_squared_error, "mean_squared_error", Answer::number),
    mean_of<Absolute>(Loss::mean_absolute_error, "mean_absolute_error", Answer::number),
    mean_of<BinaryCrossEntropy>(Loss::binary_cross_entropy, "binary_cross_entropy", Answer::truth),
    mean_of<LogisticCrossEntropy>(Loss::logistic_cross_entropy, "logistic_cross_entropy", Answer::sign),
    {Loss::categorical_cross_entropy, "categorical_cross_entropy", Answer::category, categorical_value,
     categorical_gradient},
    {Loss::softmax_cross_entropy, "softmax_cross_entropy", Answer::category, softmax_value, softmax_gradient},
    mean_of<Hinge>(Loss::hinge, "hinge", Answer::sign),
    mean_of<SquaredLogarithmic>(Loss::mean_squared_logarithmic_error, "mean_squared_logarithmic_error", Answer::number),
    mean_of<AbsolutePercentage>(Loss::mean_absolute_percentage_error, "mean_absolute_percentage_error", Answer::number),
});

static_assert(rows_follow_enumeration(rows, &LossRow::loss));

}  // namespace

std::span<const LossRow> loss_rows() { return rows; }

const LossRow& row(Loss loss) { return rows[static_cast<std::size_t>(loss)]; }

Loss loss_named(std::string_view name) { return row_named(rows, name, "loss").loss; }

}  // namespace plexus
