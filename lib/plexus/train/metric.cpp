#include <plexus/train/metric.hpp>

#include <algorithm>
#include <cmath>

namespace plexus {
namespace {

// The share of outputs for which `agrees(output, target)` holds.
template <class Agrees>
double share(std::span<const double> output, std::span<const double> target, Agrees agrees) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < output.size(); ++i) right += agrees(output[i], target[i]) ? 1U : 0U;
  return static_cast<double>(right) / static_cast<double>(output.size());
}

auto largest(std::span<const double> numbers) { return std::ranges::max_element(numbers) - numbers.begin(); }

double success_of(Answer answer, std::span<const double> output, std::span<const double> target) {
  switch (answer) {
    case Answer::truth:
      return share(output, target, [](double o, double t) { return (o > 0.5) == (t > 0.5); });
    case Answer::sign:
      return share(output, target, [](double o, double t) { return (o > 0) == (t > 0); });
    case Answer::category:
      return largest(output) == largest(target) ? 1 : 0;
    case Answer::number:
      break;
  }
  return row(Loss::mean_squared_error).value(output, target);
}

}  // namespace

void Metric::add(Loss loss, std::span<const double> output, std::span<const double> target) {
  ++samples_;
  loss_ += row(loss).value(output, target);
  success_ += success_of(row(loss).answer, output, target);
}

double Metric::loss() const { return loss_ / static_cast<double>(samples_); }

double Metric::success(Loss loss) const {
  const double mean = success_ / static_cast<double>(samples_);
  return row(loss).answer == Answer::number ? std::sqrt(mean) : mean;
}

std::string_view metric_name(Loss loss) { return row(loss).answer == Answer::number ? "rmse" : "accuracy"; }

}  // namespace plexus
