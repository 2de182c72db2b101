#include <plexus/simd/single.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/single.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/single/band-inl.hpp>
#include <plexus/simd/single/dense-inl.hpp>
#include <plexus/simd/single/slices-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// What an operation reads and writes.
template <class Real>
struct Place {
  const std::uint32_t* rows;
  const Real* weights;
  Real* output;

  HWY_INLINE Place(const single::Pass& pass, const single::Operation& operation, const Real* packed, Real* state)
      : rows(pass.rows.data() + operation.row), weights(packed + operation.weight), output(state + operation.first) {}
};

// Each operation is a function with the arguments of run_operation, which jumps there and needs no frame of its own.

template <class Finish, class Real>
HWY_NOINLINE void slices(const single::Pass& pass, const single::Operation& operation, const Real* packed,
                         Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  run_slices(operation, at.rows, at.weights, state, finish_of<Finish>(operation.activation));
}

template <class Real>
HWY_NOINLINE void gated_slices(const single::Pass& pass, const single::Operation& operation, const Real* packed,
                               Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  run_gated_slices(operation, at.rows, at.weights, state, pass.sum_offset, Any{operation.activation});
}

template <class Finish, class Real>
HWY_NOINLINE void band(const single::Pass& pass, const single::Operation& operation, const Real* packed, Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  run_band(operation, at.rows, at.weights, state, pass.sum_offset, finish_of<Finish>(operation.activation));
}

template <class Finish, class Real>
HWY_NOINLINE void dense(const single::Pass& pass, const single::Operation& operation, const Real* packed, Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  const Alike<Finish> finish{finish_of<Finish>(operation.activation)};
  run_dense(operation, at.rows, at.weights, state, [&](std::size_t) { return finish; });
}

template <class Real>
HWY_NOINLINE void mixed_dense(const single::Pass& pass, const single::Operation& operation, const Real* packed,
                              Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  run_dense(operation, at.rows, at.weights, state,
            [&](std::size_t first) { return Mixed{at.rows + operation.rounds + first / single::mixed_width}; });
}

template <class Real>
HWY_NOINLINE void any_dense(const single::Pass& pass, const single::Operation& operation, const Real* packed,
                            Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  run_any_dense(operation, at.rows, at.weights, state, pass.sum_offset);
}

template <class Real>
HWY_NOINLINE void product(const single::Pass& pass, const single::Operation& operation, const Real* packed,
                          Real* state) {
  const Place<Real> at(pass, operation, packed, state);
  for (std::uint32_t i = 0; i < operation.count; ++i) at.output[i] = state[at.rows[2 * i]] * state[at.rows[2 * i + 1]];
}

template <class Real>
HWY_NOINLINE void scale(const single::Pass& pass, const single::Operation& operation, Real* state) {
  for (std::uint32_t i = 0; i < operation.count; ++i)
    state[operation.first + i] *= static_cast<Real>(pass.masks[operation.weight + i]);
}

template <class Real>
HWY_INLINE void run_operation(const single::Pass& pass, const single::Operation& operation, const Real* packed,
                              Real* state) {
  using Kind = single::Operation::Kind;
  switch (operation.kind) {
    case Kind::slices:
      return with_finish(operation.activation,
                         [&](auto finish) HWY_ATTR { slices<decltype(finish)>(pass, operation, packed, state); });
    case Kind::gated_slices:
      return gated_slices(pass, operation, packed, state);
    case Kind::band:
      return with_finish(operation.activation,
                         [&](auto finish) HWY_ATTR { band<decltype(finish)>(pass, operation, packed, state); });
    case Kind::dense:
      return with_finish(operation.activation,
                         [&](auto finish) HWY_ATTR { dense<decltype(finish)>(pass, operation, packed, state); });
    case Kind::mixed_dense:
      return mixed_dense(pass, operation, packed, state);
    case Kind::any_dense:
      return any_dense(pass, operation, packed, state);
    case Kind::product:
      return product(pass, operation, packed, state);
    case Kind::activate: {
      Real* const output = state + operation.first;
      return activate(operation.activation, static_cast<const Real*>(output + pass.sum_offset), output,
                      operation.count);
    }
    case Kind::scale:
      return scale(pass, operation, state);
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
