#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include <plexus/train/loss.hpp>

namespace plexus {

/// Adds up the loss and the success of samples, see Answer.
class Metric {
 public:
  Metric() = default;
  /// Of so many samples: the sums of their losses and of their successes, see LossRow.
  Metric(std::size_t samples, double loss, double success) : samples_(samples), loss_(loss), success_(success) {}

  void add(Loss loss, std::span<const double> output, std::span<const double> target);
  void add(const Metric& other) {
    samples_ += other.samples_;
    loss_ += other.loss_;
    success_ += other.success_;
  }

  std::size_t samples() const noexcept { return samples_; }
  double loss() const;              ///< mean over the samples
  double success(Loss loss) const;  ///< what metric_name says

 private:
  std::size_t samples_ = 0;
  double loss_ = 0;
  double success_ = 0;  // sum over the samples: right answers, or mean squared errors
};

/// The name of the metric that goes with a loss: "accuracy" (a share in [0, 1], more is better) or "rmse".
std::string_view metric_name(Loss loss);

}  // namespace plexus
