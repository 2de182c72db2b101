#include <plexus/primitive/batch_normalize.hpp>

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/primitive/lanes.hpp>
#include <plexus/primitive/places.hpp>
#include <plexus/primitive/slices.hpp>

namespace plexus::primitive {
namespace {

constexpr std::size_t moving_mean = 1, moving_variance = 2, mask = 3;  // operands
constexpr double beside_count = 1e-7;                                  // with a mask, so that none left divides by it

double total(const LaneNumbers<double>& sums) { return std::accumulate(sums.begin(), sums.end(), 0.0); }

// Own rows, in training: for each channel the batch's mean and its variance, in the first lane.
struct Kernel {
  BatchNormalize attributes;
  Slices channels;
  std::vector<std::uint32_t> mask_places;  // for each element of x; empty: there is no mask

  std::uint32_t own_rows() const { return static_cast<std::uint32_t>(2 * channels.starts.size()); }
  bool couples_lanes() const { return !attributes.frozen; }

  // Calls `visit(lanes, element, x, weight)` for the elements of a channel, in all lanes; weights are those of the
  // mask.
  template <class Real, class Visit>
  void for_channel(std::span<const Operand<Real>> operands, std::size_t batch, std::size_t channel,
                   Visit&& visit) const {
    LaneNumbers<Real> repeated, mask_repeated, ones;
    ones.fill(Real{1});
    for_lanes(batch, [&](const Lanes& lanes) {
      for (const std::uint32_t step : channels.steps) {
        const std::size_t e = channels.starts[channel] + step;
        const Real* weight =
            mask_places.empty() ? ones.data() : lanes.read(operands[mask], mask_places[e], mask_repeated);
        visit(lanes, e, lanes.read(operands[0], e, repeated), weight);
      }
    });
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    const bool of_batch = call.pass.training && !attributes.frozen;
    for (std::size_t c = 0; c < channels.starts.size(); ++c)
      of_batch ? forward_of_batch(call, c) : forward_of_moving(call, c);
  }

  template <class Real>
  void forward_of_batch(const ForwardCall<Real>& call, std::size_t c) const {
    LaneNumbers<double> sums{}, counts{}, squares{};
    for_channel(call.operands, call.batch, c, [&](const Lanes& lanes, std::size_t, const Real* x, const Real* weight) {
      for (std::size_t l = 0; l < lanes.count; ++l) {
        sums[l] += weight[l] * x[l];
        counts[l] += weight[l];
      }
    });
    const double count = total(counts) + (mask_places.empty() ? 0 : beside_count);
    const double mean = total(sums) / count;
    for_channel(call.operands, call.batch, c, [&](const Lanes& lanes, std::size_t, const Real* x, const Real* weight) {
      for (std::size_t l = 0; l < lanes.count; ++l) squares[l] += weight[l] * (x[l] - mean) * (x[l] - mean);
    });
    const double variance = total(squares) / count;
    call.own[2 * c * call.batch] = static_cast<Real>(mean);
    call.own[(2 * c + 1) * call.batch] = static_cast<Real>(variance);
    const auto center = static_cast<Real>(mean);
    const auto factor = static_cast<Real>(1 / std::sqrt(variance + attributes.epsilon));
    for_channel(call.operands, call.batch, c, [&](const Lanes& lanes, std::size_t e, const Real* x, const Real*) {
      Real* result = lanes.row(call.result, e);
      for (std::size_t l = 0; l < lanes.count; ++l) result[l] += (x[l] - center) * factor;
    });
  }

  template <class Real>
  void forward_of_moving(const ForwardCall<Real>& call, std::size_t c) const {
    LaneNumbers<Real> mean_repeated, variance_repeated;
    for_channel(call.operands, call.batch, c, [&](const Lanes& lanes, std::size_t e, const Real* x, const Real*) {
      const Real* mean = lanes.read(call.operands[moving_mean], c, mean_repeated);
      const Real* variance = lanes.read(call.operands[moving_variance], c, variance_repeated);
      Real* result = lanes.row(call.result, e);
      for (std::size_t l = 0; l < lanes.count; ++l)
        result[l] += (x[l] - mean[l]) / std::sqrt(variance[l] + static_cast<Real>(attributes.epsilon));
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    const bool of_batch = call.pass.training && !attributes.frozen;
    for (std::size_t c = 0; c < channels.starts.size(); ++c)
      of_batch ? backward_of_batch(call, c) : backward_of_moving(call, c);
  }

  // What x gets back, through the mean and the variance too.
  template <class Real>
  void backward_of_batch(const BackwardCall<Real>& call, std::size_t c) const {
    if (call.adjoints[0] == nullptr) return;
    const Real mean = call.own[2 * c * call.batch];
    const double factor = 1 / std::sqrt(call.own[(2 * c + 1) * call.batch] + attributes.epsilon);
    LaneNumbers<double> counts{}, distances{}, adjoints{}, products{};
    for_channel(call.operands, call.batch, c,
                [&](const Lanes& lanes, std::size_t e, const Real* x, const Real* weight) {
                  const Real* adjoint = lanes.row(call.result_adjoint, e);
                  for (std::size_t l = 0; l < lanes.count; ++l) {
                    counts[l] += weight[l];
                    distances[l] += weight[l] * (x[l] - mean);
                    adjoints[l] += adjoint[l];
                    products[l] += adjoint[l] * (x[l] - mean);
                  }
                });
    const double count = total(counts) + (mask_places.empty() ? 0 : beside_count);
    const double of_variance = -factor * factor * factor * total(products) / 2;
    const double of_mean = -factor * total(adjoints) - 2 * of_variance * total(distances) / count;
    const auto direct = static_cast<Real>(factor);
    const auto through_mean = static_cast<Real>(of_mean / count);
    const auto through_variance = static_cast<Real>(2 * of_variance / count);
    for_channel(call.operands, call.batch, c,
                [&](const Lanes& lanes, std::size_t e, const Real* x, const Real* weight) {
                  const Real* adjoint = lanes.row(call.result_adjoint, e);
                  LaneNumbers<Real> given;
                  for (std::size_t l = 0; l < lanes.count; ++l)
                    given[l] = adjoint[l] * direct + weight[l] * (through_mean + through_variance * (x[l] - mean));
                  lanes.give(call, 0, e, given);
                });
  }

  template <class Real>
  void backward_of_moving(const BackwardCall<Real>& call, std::size_t c) const {
    LaneNumbers<Real> mean_repeated, variance_repeated, of_x, of_mean, of_variance;
    for_channel(call.operands, call.batch, c, [&](const Lanes& lanes, std::size_t e, const Real* x, const Real*) {
      const Real* mean = lanes.read(call.operands[moving_mean], c, mean_repeated);
      const Real* variance = lanes.read(call.operands[moving_variance], c, variance_repeated);
      const Real* adjoint = lanes.row(call.result_adjoint, e);
      for (std::size_t l = 0; l < lanes.count; ++l) {
        const Real factor = 1 / std::sqrt(variance[l] + static_cast<Real>(attributes.epsilon));
        of_x[l] = adjoint[l] * factor;
        of_mean[l] = -of_x[l];
        of_variance[l] = of_x[l] * (x[l] - mean[l]) * factor * factor / -2;
      }
      lanes.give(call, 0, e, of_x);
      lanes.give(call, moving_mean, c, of_mean);
      lanes.give(call, moving_variance, c, of_variance);
    });
  }

  template <class Real>
  void update(const UpdateCall<Real>& call) const {
    if (attributes.frozen) return;
    const auto momentum = static_cast<Real>(attributes.momentum);
    const auto move = [&](std::size_t operand, std::size_t c, std::size_t row) {
      if (call.operands[operand] == nullptr) return;
      Real& moving = call.operands[operand][c];
      moving = moving * momentum + call.own[row * call.batch] * (1 - momentum);
    };
    for (std::size_t c = 0; c < channels.starts.size(); ++c) {
      move(moving_mean, c, 2 * c);
      move(moving_variance, c, 2 * c + 1);
    }
  }
};

}  // namespace

Shape result_shape(const BatchNormalize& batch_normalize, std::span<const Shape> operands) {
  const auto& [axis, momentum, epsilon, frozen] = batch_normalize;
  if (operands.size() != 3 && operands.size() != 4)
    throw Error("batch_normalize: got ", operands.size(), " operands, wanted x, the moving mean and the moving ",
                "variance, and a mask if there is one");
  if (!(epsilon >= 0)) throw Error("batch_normalize: got an epsilon of ", epsilon, ", wanted 0 or more");
  if (!(momentum >= 0 && momentum <= 1))
    throw Error("batch_normalize: got a momentum of ", momentum, ", wanted one from 0 to 1");
  const Shape wanted{operands[0][axis_of(axis, operands[0], "batch_normalize")]};
  if (operands[moving_mean] != wanted || operands[moving_variance] != wanted)
    throw Error("batch_normalize: got a moving mean and variance of shapes ", in_words(operands.subspan(1, 2)),
                ", wanted ", in_words(wanted), " for axis ", axis, " of the shape ", in_words(operands[0]));
  if (operands.size() == 4 && broadcast(std::vector<Shape>{operands[0], operands[mask]}) != operands[0])
    throw Error("batch_normalize: got a mask of shape ", in_words(operands[mask]), " for the shape ",
                in_words(operands[0]), ", wanted one that becomes it when sizes of 1 are repeated");
  return operands[0];
}

SharedRoutine make_ready(const BatchNormalize& batch_normalize, std::span<const Shape> operands, const Shape& result) {
  auto along = chosen({batch_normalize.axis}, result, "batch_normalize");
  along.flip();  // all but the axis of channels
  Kernel kernel{batch_normalize, slices(result, along), {}};
  if (operands.size() == 4) kernel.mask_places = broadcast_places(operands[mask], result);
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
