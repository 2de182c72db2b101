#include <plexus/simd/single.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/single.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/single/band-inl.hpp>
#include <plexus/simd/single/dense-inl.hpp>
#include <plexus/simd/single/slices-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

template <class Real>
void run_operation(const single::Pass& pass, const single::Operation& operation, const Real* packed, Real* state) {
  using Kind = single::Operation::Kind;
  const std::uint32_t* rows = pass.rows.data() + operation.row;
  const Real* weights = packed + operation.weight;
  Real* const output = state + operation.first;
  switch (operation.kind) {
    case Kind::slices:
      return with_finish(operation.activation,
                         [&](auto finish) HWY_ATTR { run_slices(operation, rows, weights, state, finish); });
    case Kind::gated_slices:
      return run_gated_slices(operation, rows, weights, state, pass.sum_offset, Any{operation.activation});
    case Kind::band:
      return with_finish(operation.activation, [&](auto finish) HWY_ATTR {
        run_band(operation, rows, weights, state, pass.sum_offset, finish);
      });
    case Kind::dense:
      return with_finish(operation.activation, [&](auto finish) HWY_ATTR {
        run_dense(operation, rows, weights, state, [&](std::size_t) { return Alike<decltype(finish)>{finish}; });
      });
    case Kind::mixed_dense:
      return run_dense(operation, rows, weights, state,
                       [&](std::size_t first) { return Mixed{rows + operation.rounds + first / single::mixed_width}; });
    case Kind::any_dense:
      return run_any_dense(operation, rows, weights, state, pass.sum_offset);
    case Kind::product:
      for (std::uint32_t i = 0; i < operation.count; ++i) output[i] = state[rows[2 * i]] * state[rows[2 * i + 1]];
      return;
    case Kind::activate:
      return activate(operation.activation, static_cast<const Real*>(output + pass.sum_offset), output,
                      operation.count);
    case Kind::scale:
      for (std::uint32_t i = 0; i < operation.count; ++i)
        output[i] *= static_cast<Real>(pass.masks[operation.weight + i]);
      return;
  }
}

template <class Real>
void step_all(const single::Pass& pass, const Real* packed, Real* state, const double* input, double* output) {
  for (std::uint32_t i = 0; i < pass.input_count; ++i) state[i] = static_cast<Real>(input[i]);
  for (const single::Operation& operation : pass.operations) run_operation(pass, operation, packed, state);
  for (std::size_t i = 0; i < pass.outputs.size(); ++i) output[i] = static_cast<double>(state[pass.outputs[i]]);
  for (const auto& [from, to, count] : pass.copies) {
    const Real* const source = state + from;
    Real* const target = state + to;
    using D = hn::CappedTag<Real, single::slice>;  // as outputs were stored, so that they need not be in memory yet
    for_each_vector(D(), count, [&](auto load, auto store) HWY_ATTR { store(load(source), target); });
  }
}

void step_float(const single::Pass& pass, const float* packed, float* state, const double* input, double* output) {
  step_all(pass, packed, state, input, output);
}
void step_double(const single::Pass& pass, const double* packed, double* state, const double* input, double* output) {
  step_all(pass, packed, state, input, output);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(step_float);
HWY_EXPORT(step_double);

namespace simd {
namespace {

void choose() {
  auto& chosen = hwy::GetChosenTarget();
  if (!chosen.IsInitialized()) chosen.Update(hwy::SupportedTargets());
}

}  // namespace

template <>
SingleStep<float> single_step() {
  choose();
  return HWY_DYNAMIC_DISPATCH(step_float);
}
template <>
SingleStep<double> single_step() {
  choose();
  return HWY_DYNAMIC_DISPATCH(step_double);
}

}  // namespace simd
}  // namespace plexus
#endif
