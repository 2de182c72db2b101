// Losses in vectors, in which a lane is a sample, for one instruction set.

#if defined(PLEXUS_TRAIN_LANE_LOSS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_TRAIN_LANE_LOSS_INL_HPP
#undef PLEXUS_TRAIN_LANE_LOSS_INL_HPP
#else
#define PLEXUS_TRAIN_LANE_LOSS_INL_HPP
#endif

#include <plexus/simd/activations-inl.hpp>
#include <plexus/simd/lanes-inl.hpp>
#include <plexus/train/lane_loss.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The logarithm of numbers above 0; hands on a NaN and an infinity. Losses use the other functions of vectors too.
template <class D>
HWY_INLINE Vector<D> log(Vector<D> x) {
  return hn::IfThenElse(hn::IsFinite(x.vector), hn::Log(D(), x.vector), x.vector);
}

/// x / n as a product, which does not make x wait for a division.
template <class D>
HWY_INLINE Vector<D> divided(Vector<D> x, std::size_t n) {
  using Real = hn::TFromD<D>;
  return x * Vector<D>(Real{1} / static_cast<Real>(n));
}

namespace loss_formula {
#include <plexus/train/loss_formulas.inc>
}

/// Reads the vector of lanes from `lane` on of row i.
template <class D>
struct LaneReader {
  using Real = hn::TFromD<D>;
  const Real* rows;
  std::size_t stride;
  std::size_t left;  // lanes that are there

  HWY_INLINE Vector<D> operator()(std::size_t i) const {
    const D d;
    if (left >= hn::Lanes(d)) return hn::LoadU(d, rows + i * stride);
    return RestBlock<D>(left).load(rows + i * stride, 0);
  }
};

template <class D>
struct LaneAdder {
  using Real = hn::TFromD<D>;
  Real* rows;
  std::size_t stride;
  std::size_t left;
  Real scale;

  HWY_INLINE void operator()(std::size_t i, Vector<D> slope) const {
    const D d;
    Real* row = rows + i * stride;
    if (left >= hn::Lanes(d)) {
      hn::StoreU(hn::MulAdd(slope.vector, hn::Set(d, scale), hn::LoadU(d, row)), d, row);
    } else {
      const RestBlock<D> rest(left);
      rest.store(hn::MulAdd(slope.vector, hn::Set(d, scale), rest.load(row, 0).vector), row, 0);
    }
  }
};

// The sum of the first lanes.
template <class D>
HWY_INLINE double sum_of_first(std::size_t left, Vector<D> values) {
  const D d;
  const auto counted = left >= hn::Lanes(d) ? values.vector : hn::IfThenElseZero(hn::FirstN(d, left), values.vector);
  return static_cast<double>(hn::GetLane(hn::SumOfLanes(d, counted)));
}

template <class D, class Formula>
Metric metric_of(const LaneSamples<hn::TFromD<D>>& samples) {
  using T = Vector<D>;
  const std::size_t width = hn::Lanes(D());
  double loss = 0, success = 0;
  for (std::size_t lane = 0; lane < samples.lanes; lane += width) {
    const std::size_t left = samples.lanes - lane;
    const LaneReader<D> o{samples.output + lane, samples.lanes, left}, t{samples.target + lane, samples.lanes, left};
    loss += sum_of_first<D>(left, Formula::template value<T>(samples.outputs, o, t));
    success += sum_of_first<D>(left, loss_formula::Success<Formula::answer>::template value<T>(samples.outputs, o, t));
  }
  return {samples.lanes, loss, success};
}

template <class D, class Formula>
void gradient_of(const LaneSamples<hn::TFromD<D>>& samples, hn::TFromD<D> scale, hn::TFromD<D>* gradient) {
  for (std::size_t lane = 0; lane < samples.lanes; lane += hn::Lanes(D())) {
    const std::size_t left = samples.lanes - lane;
    const LaneReader<D> o{samples.output + lane, samples.lanes, left}, t{samples.target + lane, samples.lanes, left};
    const LaneAdder<D> add{gradient + lane, samples.lanes, left, scale};
    Formula::template gradient<Vector<D>>(samples.outputs, o, t, add);
  }
}

// Of one sample, that is alone in a vector.
template <class D, class Formula>
Metric metric_and_gradient_of(const LaneSamples<hn::TFromD<D>>& samples, hn::TFromD<D> scale, hn::TFromD<D>* gradient) {
  using T = Vector<D>;
  const LaneReader<D> o{samples.output, 1, 1}, t{samples.target, 1, 1};
  const double loss = static_cast<double>(hn::GetLane(Formula::template value<T>(samples.outputs, o, t).vector));
  using Success = loss_formula::Success<Formula::answer>;
  const double success = static_cast<double>(hn::GetLane(Success::template value<T>(samples.outputs, o, t).vector));
  Formula::template gradient<T>(samples.outputs, o, t, LaneAdder<D>{gradient, 1, 1, scale});
  return {1, loss, success};
}

/// The functions of a loss, chosen by its position.
template <class D>
struct LaneLoss {
  Metric (*metric)(const LaneSamples<hn::TFromD<D>>& samples);
  void (*gradient)(const LaneSamples<hn::TFromD<D>>& samples, hn::TFromD<D> scale, hn::TFromD<D>* gradient);
};

template <class D>
using OneLoss = Metric (*)(const LaneSamples<hn::TFromD<D>>& samples, hn::TFromD<D> scale, hn::TFromD<D>* gradient);

template <class D, std::size_t... Position>
constexpr auto make_lane_losses(std::index_sequence<Position...>) {
  return std::array{LaneLoss<D>{metric_of<D, std::tuple_element_t<Position, loss_formula::All>>,
                                gradient_of<D, std::tuple_element_t<Position, loss_formula::All>>}...};
}

template <class D>
LaneLoss<D> lane_loss(Loss loss) {
  static constexpr auto losses = make_lane_losses<D>(std::make_index_sequence<std::tuple_size_v<loss_formula::All>>{});
  return losses[static_cast<std::size_t>(loss)];
}

template <class D, std::size_t... Position>
constexpr auto make_one_losses(std::index_sequence<Position...>) {
  return std::array<OneLoss<D>, sizeof...(Position)>{
      metric_and_gradient_of<D, std::tuple_element_t<Position, loss_formula::All>>...};
}

/// Metric and gradient together, of one sample, for vectors of one number.
template <class D>
OneLoss<D> one_loss(Loss loss) {
  static constexpr auto losses = make_one_losses<D>(std::make_index_sequence<std::tuple_size_v<loss_formula::All>>{});
  return losses[static_cast<std::size_t>(loss)];
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
