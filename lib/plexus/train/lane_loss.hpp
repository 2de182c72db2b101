#pragma once

#include <cstddef>

#include <plexus/train/loss.hpp>
#include <plexus/train/metric.hpp>

namespace plexus {

/// Samples side by side: outputs and targets are [output][lane].
template <class Real>
struct LaneSamples {
  const Real* output;
  const Real* target;
  std::size_t outputs;
  std::size_t lanes;
};

/// Loss and success of all lanes, computed in vectors of `Real`: within a relative error of 1e-5 in float, 1e-12 in
/// double, of what LossRow computes of each.
Metric metric_in_lanes(Loss loss, const LaneSamples<float>& samples);
Metric metric_in_lanes(Loss loss, const LaneSamples<double>& samples);

/// gradient[output][lane] += scale * the derivative of the lane's loss by its output.
void add_gradient_in_lanes(Loss loss, const LaneSamples<float>& samples, float scale, float* gradient);
void add_gradient_in_lanes(Loss loss, const LaneSamples<double>& samples, double scale, double* gradient);

}  // namespace plexus
