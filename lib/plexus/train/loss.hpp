#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace plexus {

/// How wrong an answer is. For one sample with n outputs o and targets t, and the logarithms kept finite as in Keras:
///
///   mean_squared_error              1/n sum (o - t)^2
///   mean_absolute_error             1/n sum |o - t|
///   binary_cross_entropy            -1/n sum t ln o + (1 - t) ln(1 - o); outputs are probabilities (logistic)
///   logistic_cross_entropy          the same of logistic(o); outputs are scores (identity)
///   categorical_cross_entropy       -sum t ln(o / sum o); outputs are shares, not negative
///   softmax_cross_entropy           -sum t ln(e^o / sum e^o); outputs are scores (identity)
///   hinge                           1/n sum max(0, 1 - t o); targets are 1 and -1
///   mean_squared_logarithmic_error  1/n sum (ln(1 + o) - ln(1 + t))^2; negative ones count as 0
///   mean_absolute_percentage_error  100/n sum |o - t| / |t|
enum class Loss : std::uint8_t {
  mean_squared_error,
  mean_absolute_error,
  binary_cross_entropy,
  logistic_cross_entropy,
  categorical_cross_entropy,
  softmax_cross_entropy,
  hinge,
  mean_squared_logarithmic_error,
  mean_absolute_percentage_error,
};

/// What a loss wants the outputs to be, which also decides how success is counted.
enum class Answer : std::uint8_t {
  number,    ///< numbers near the targets; success is the root of the mean squared error
  truth,     ///< each output says yes or no, nearer to 1 or to 0; success is the share that is right
  sign,      ///< each output says yes or no by its sign, as targets do (0 is no); success is the share that is right
  category,  ///< the largest output is the answer; success is the share of samples that is right
};

/// One row of the table of losses: what the formulas in loss_formulas.inc come to in double.
struct LossRow {
  Loss loss;
  std::string_view name;
  Answer answer;
  /// The loss of one sample.
  double (*value)(std::span<const double> output, std::span<const double> target);
  /// Its derivative by each output, written to `gradient`.
  void (*gradient)(std::span<const double> output, std::span<const double> target, std::span<double> gradient);
  /// How well the sample was answered: its mean squared error (Answer::number), or the share that is right.
  double (*success)(std::span<const double> output, std::span<const double> target);
};

/// All losses, in the order of the enumeration.
std::span<const LossRow> loss_rows();
const LossRow& row(Loss loss);

/// The loss of this name; throws Error with the known names when there is none.
Loss loss_named(std::string_view name);

}  // namespace plexus
