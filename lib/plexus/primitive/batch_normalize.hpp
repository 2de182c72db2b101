#pragma once

#include <cstdint>
#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// (x - mean) / sqrt(variance + epsilon) for each place along one axis, its channels. In training, mean and variance
/// are those of all samples of the batch, over all axes but this one, and an update moves two parameters towards them,
/// moving = moving * momentum + batch * (1 - momentum); otherwise, and always when it is frozen, they are these
/// parameters. The variance is the mean squared distance from the mean.
///
/// Operands x, moving mean and moving variance, both of shape (channels), and, if there is one, a mask of 0 and 1 with
///          sizes of 1 repeated: statistics are sums over what is not masked, divided by the count of these + 1e-7. The
///          mask gets no gradient.
/// Errors   three or four operands; an axis that x has; shapes as above; an epsilon of 0 or more, a momentum in [0, 1]
/// Source   Ioffe and Szegedy 2015, "Batch normalization: accelerating deep network training by reducing internal
///          covariate shift", algorithms 1 and 2
struct BatchNormalize {
  std::int32_t axis = -1;
  double momentum = 0.99;
  double epsilon = 1e-3;
  bool frozen = false;

  friend bool operator==(const BatchNormalize&, const BatchNormalize&) = default;
};

Shape result_shape(const BatchNormalize& batch_normalize, std::span<const Shape> operands);
SharedRoutine make_ready(const BatchNormalize& batch_normalize, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
