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

template <class D, class Formula>
HWY_INLINE void update_in(const OptimizerStep<hn::TFromD<D>>& step) {
  using Real = hn::TFromD<D>;
  const Formula formula(step.options, step.rate, step.step);
  const Vector<D> scale(step.scale);
  Real *parameters = step.parameters.data(), *gradient = step.gradient.data();
  Real *first = step.first.data(), *second = step.second.data();
  for_each_vector(D(), step.parameters.size(), [&](auto load, auto store) HWY_ATTR {
    Vector<D> parameter = load(parameters), mean = load(first), square = mean;
    if constexpr (Formula::has_second) square = load(second);
    formula(parameter, load(gradient) * scale, mean, square);
    store(parameter, parameters);
    store(Vector<D>(Real{0}), gradient);
    store(mean, first);
    if constexpr (Formula::has_second) store(square, second);
  });
}

// Who has few parameters often wrote the gradient just now, at most four slopes at a time, and a vector that spans more
// than one store waits for them all.
constexpr std::size_t few = 64;

template <class Real, class Formula>
void update_all(const OptimizerStep<Real>& step) {
  if (step.parameters.size() <= few)
    update_in<hn::CappedTag<Real, 4>, Formula>(step);
  else
    update_in<hn::ScalableTag<Real>, Formula>(step);
}

template <class Real, std::size_t... Position>
constexpr auto make_updates(std::index_sequence<Position...>) {
  return std::array{update_all<Real, std::tuple_element_t<Position, optimizer_formula::All<Real>>>...};
}

template <class Real>
OptimizerUpdate<Real> updater(Optimizer optimizer) {
  static constexpr auto updates =
      make_updates<Real>(std::make_index_sequence<std::tuple_size_v<optimizer_formula::All<Real>>>{});
  return updates[static_cast<std::size_t>(optimizer)];
}

OptimizerUpdate<float> updater_float(Optimizer optimizer) { return updater<float>(optimizer); }
OptimizerUpdate<double> updater_double(Optimizer optimizer) { return updater<double>(optimizer); }

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
OptimizerUpdate<float> OptimizerRow::updater<float>() const {
  return HWY_DYNAMIC_DISPATCH(updater_float)(optimizer);
}
template <>
OptimizerUpdate<double> OptimizerRow::updater<double>() const {
  return HWY_DYNAMIC_DISPATCH(updater_double)(optimizer);
}

std::span<const OptimizerRow> optimizer_rows() { return rows; }

const OptimizerRow& row(Optimizer optimizer) { return rows[static_cast<std::size_t>(optimizer)]; }

Optimizer optimizer_named(std::string_view name) { return row_named(rows, name, "optimizer").optimizer; }

}  // namespace plexus
#endif
