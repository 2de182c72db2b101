#include <plexus/train/metric.hpp>

#include <cmath>

namespace plexus {

void Metric::add(Loss loss, std::span<const double> output, std::span<const double> target) {
  add({1, row(loss).value(output, target), row(loss).success(output, target)});
}

double Metric::loss() const { return loss_ / static_cast<double>(samples_); }

double Metric::success(Loss loss) const {
  const double mean = success_ / static_cast<double>(samples_);
  return row(loss).answer == Answer::number ? std::sqrt(mean) : mean;
}

std::string_view metric_name(Loss loss) { return row(loss).answer == Answer::number ? "rmse" : "accuracy"; }

}  // namespace plexus
