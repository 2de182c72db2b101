#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace plexus {

/// What an error comes to, by Neataptic's names and formulas. For one sample with n outputs o and targets t:
///
///   cross_entropy                   -1/n sum t ln o + (1 - t) ln(1 - o)
///   mean_squared_error              1/n sum (t - o)^2
///   binary                          how many outputs, rounded to halves, are not their targets
///   mean_absolute_error             1/n sum |t - o|
///   mean_absolute_percentage_error  1/n sum |(o - t) / t|
///   mean_squared_logarithmic_error  1/n sum (ln t - ln o)^2
///   hinge                           sum max(0, 1 - t o)
///
/// A logarithm or a divisor is that of max(x, 1e-15); ln(1 - o) is not kept finite: cross_entropy of o = 1 is infinite
/// or, when t = 1 too, not a number.
///
/// It is a table beside Loss because these are measures alone: counts among them, without a derivative, and with
/// Neataptic's own bounds, so that errors and fitness agree with Neataptic's. Loss holds what gradients are taken of.
enum class Cost : std::uint8_t {
  cross_entropy,
  mean_squared_error,
  binary,
  mean_absolute_error,
  mean_absolute_percentage_error,
  mean_squared_logarithmic_error,
  hinge,
};

/// One row of the table of costs.
struct CostRow {
  Cost cost;
  std::string_view name;
  /// The cost of one sample.
  double (*value)(std::span<const double> output, std::span<const double> target);
};

/// All costs, in the order of the enumeration, which is Neataptic's.
std::span<const CostRow> cost_rows();
const CostRow& row(Cost cost);

/// The cost of this name; throws Error with the known names when there is none.
Cost cost_named(std::string_view name);

/// Any measure of one sample, smaller is better: `row(Cost::hinge).value`, `row(Loss::hinge).value`, or one's own.
using CostFunction = std::function<double(std::span<const double> output, std::span<const double> target)>;

}  // namespace plexus
