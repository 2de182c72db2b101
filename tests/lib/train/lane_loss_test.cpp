#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/train/lane_loss.hpp>

namespace plexus {
namespace {

// Outputs and targets such as a loss is for, [output][lane].
template <class Real>
std::vector<Real> draw(Random& random, Answer answer, bool targets, std::size_t outputs, std::size_t lanes) {
  std::vector<Real> numbers(outputs * lanes);
  for (Real& number : numbers) {
    const bool probable = answer == Answer::truth || answer == Answer::category;
    number = static_cast<Real>(probable ? random.uniform(0.02, 0.98) : random.uniform(-3, 3));
    if (targets && answer != Answer::number) number = random.chance(0.5) ? Real{1} : Real{0};
  }
  return numbers;
}

template <class Real>
void check_lanes(const LossRow& loss, std::size_t lanes, std::size_t outputs, double tolerance) {
  CAPTURE(loss.name, lanes, outputs, tolerance);
  Random random(lanes, outputs);
  const auto output = draw<Real>(random, loss.answer, false, outputs, lanes);
  const auto target = draw<Real>(random, loss.answer, true, outputs, lanes);
  Metric wanted;
  std::vector<Real> slopes(outputs * lanes, Real{1}), wanted_slopes = slopes;
  std::vector<double> o(outputs), t(outputs), slope(outputs);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (std::size_t i = 0; i < outputs; ++i) {
      o[i] = static_cast<double>(output[i * lanes + lane]);
      t[i] = static_cast<double>(target[i * lanes + lane]);
    }
    wanted.add(loss.loss, o, t);
    loss.gradient(o, t, slope);
    for (std::size_t i = 0; i < outputs; ++i) wanted_slopes[i * lanes + lane] += static_cast<Real>(0.5 * slope[i]);
  }
  const LaneSamples<Real> samples{output.data(), target.data(), outputs, lanes};
  const Metric metric = metric_in_lanes(loss.loss, samples);
  CHECK(metric.samples() == lanes);
  CHECK(metric.loss() == Approx(wanted.loss()).epsilon(tolerance));
  CHECK(metric.success(loss.loss) == Approx(wanted.success(loss.loss)).epsilon(tolerance));
  add_gradient_in_lanes(loss.loss, samples, Real{0.5}, slopes.data());
  for (std::size_t i = 0; i < slopes.size(); ++i)
    CHECK(static_cast<double>(slopes[i]) ==
          Approx(static_cast<double>(wanted_slopes[i])).epsilon(tolerance).margin(tolerance));
}

}  // namespace

TEST_CASE("losses in lanes are those of each sample", "[train][simd]") {
  for (const LossRow& loss : loss_rows())
    for (const std::size_t lanes : {1U, 3U, 16U, 17U, 64U})
      for (const std::size_t outputs : {2U, 5U}) {
        check_lanes<double>(loss, lanes, outputs, 1e-12);
        check_lanes<float>(loss, lanes, outputs, 1e-5);
      }
}

TEST_CASE("losses in lanes hand on what is not a number, and stay finite where each does", "[train][simd]") {
  for (const LossRow& loss : loss_rows()) {
    CAPTURE(loss.name);
    const std::vector<double> bad{0.5, std::nan(""), 0.25, 0.75}, far{0, 1, 700, -700}, target{1, 0, 0, 1};
    CHECK(std::isnan(metric_in_lanes(loss.loss, LaneSamples<double>{bad.data(), target.data(), 2, 2}).loss()));
    CHECK(std::isfinite(metric_in_lanes(loss.loss, LaneSamples<double>{far.data(), target.data(), 2, 2}).loss()));
  }
}

}  // namespace plexus
