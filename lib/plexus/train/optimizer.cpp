#include <plexus/train/optimizer.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include <plexus/core/table.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/train/optimizer.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

namespace optimizer_formula {
#include <plexus/train/optimizer_formulas.inc>
}

// Of `count` parameters from `begin` on, in vectors of this kind.
template <class D, class Formula>
HWY_INLINE void update_range(const OptimizerStep<hn::TFromD<D>>& step, const Formula& formula, std::size_t begin,
                             std::size_t count) {
  using Real = hn::TFromD<D>;
  const Vector<D> scale(step.scale);
  Real *parameters = step.parameters.data() + begin, *gradient = step.gradient.data() + begin;
  Real *first = step.first.data() + begin, *second = step.second.data() + begin;
  for_each_vector(D(), count, [&](auto load, auto store) HWY_ATTR {
    Vector<D> parameter = load(parameters), mean = load(first), square = mean;
    if constexpr (Formula::has_second) square = load(second);
    formula(parameter, load(gradient) * scale, mean, square);
    store(parameter, parameters);
    store(Vector<D>(Real{0}), gradient);
    store(mean, first);
    if constexpr (Formula::has_second) store(square, second);
  });
}

// A vector that is read waits until all that it spans was written to the cache, unless it was written as a whole. From
// so many parameters on the waiting is less than what longer vectors save.
constexpr std::size_t many = 256, some = 8;

template <class Real, class Formula>
void update_all(const OptimizerStep<Real>& step) {
  const Formula formula(step.options, step.rate, step.step);
  const std::size_t count = step.parameters.size(), fours = count < many ? step.in_fours : 0, left = count - fours;
  if (fours > 0) update_range<hn::CappedTag<Real, 4>>(step, formula, 0, fours);
  if (fours > 0 && left < some)
    update_range<hn::CappedTag<Real, 1>>(step, formula, fours, left);
  else
    update_range<hn::ScalableTag<Real>>(step, formula, fours, left);
}

template <class Real, std::size_t... Position>
constexpr auto make_updates(std::index_sequence<Position...>) {
  return std::array{update_all<Real, std::tuple_element_t<Position, optimizer_formula::All<Real>>>...};
}

template <class Real>
using Updater = void (*)(const OptimizerStep<Real>& step);

template <class Real>
Updater<Real> updater(Optimizer optimizer) {
  static constexpr auto updates =
      make_updates<Real>(std::make_index_sequence<std::tuple_size_v<optimizer_formula::All<Real>>>{});
  return updates[static_cast<std::size_t>(optimizer)];
}

Updater<float> updater_float(Optimizer optimizer) { return updater<float>(optimizer); }
Updater<double> updater_double(Optimizer optimizer) { return updater<double>(optimizer); }

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {
namespace {

using Formulas = HWY_NAMESPACE::optimizer_formula::All<double>;

template <std::size_t... Position>
constexpr auto make_rows(std::index_sequence<Position...>) {
  return std::array{OptimizerRow{static_cast<Optimizer>(Position), std::tuple_element_t<Position, Formulas>::name}...};
}

constexpr auto rows = make_rows(std::make_index_sequence<std::tuple_size_v<Formulas>>{});
static_assert(rows.size() == static_cast<std::size_t>(Optimizer::adamw) + 1, "a formula for each enumerator");

}  // namespace

HWY_EXPORT(updater_float);
HWY_EXPORT(updater_double);

template <>
auto OptimizerRow::updater<float>() const -> void (*)(const OptimizerStep<float>& step) {
  return HWY_DYNAMIC_DISPATCH(updater_float)(optimizer);
}
template <>
auto OptimizerRow::updater<double>() const -> void (*)(const OptimizerStep<double>& step) {
  return HWY_DYNAMIC_DISPATCH(updater_double)(optimizer);
}

std::span<const OptimizerRow> optimizer_rows() { return rows; }

const OptimizerRow& row(Optimizer optimizer) { return rows[static_cast<std::size_t>(optimizer)]; }

Optimizer optimizer_named(std::string_view name) { return row_named(rows, name, "optimizer").optimizer; }

}  // namespace plexus
#endif
