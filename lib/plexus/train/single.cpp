#include <plexus/train/single.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

#include <plexus/program/step.hpp>

#ifndef PLEXUS_TRAIN_SINGLE_JOB
#define PLEXUS_TRAIN_SINGLE_JOB
namespace plexus {
namespace {

/// What a call of SingleBackpropagation::learn works on. `states` is [step][row].
template <class Real>
struct SingleJob {
  const SinglePlan& plan;
  const Real* parameters;
  const Real* input;
  const Real* target;
  Real* states;
  Real* adjoint;
  Real* gradient;
  std::size_t steps;
  Loss loss;
};

}  // namespace
}  // namespace plexus
#endif

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/train/single.cpp"
#include <hwy/foreach_target.h>

#include <plexus/train/lane_loss-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// One number, as a vector: so it is computed by the same formulas, with the same instructions.
template <class Real>
using One = hn::CappedTag<Real, 1>;

template <class Real>
HWY_INLINE Real number(Vector<One<Real>> one) {
  return hn::GetLane(one.vector);
}

// a * b + c
template <class Real>
HWY_INLINE Real multiply_add(Real a, Real b, Real c) {
  const One<Real> d;
  return hn::GetLane(hn::MulAdd(hn::Set(d, a), hn::Set(d, b), hn::Set(d, c)));
}

template <class Real>
HWY_INLINE Real value_at(Activation activation, Real x) {
  Real y{0};
  with_formula(activation, [&](auto formula) HWY_ATTR { y = number<Real>(formula.value(Vector<One<Real>>(x))); });
  return y;
}

template <class Real>
HWY_INLINE Real slope_at(Activation activation, Real x, Real y) {
  Real slope{0};
  with_formula(activation, [&](auto formula) HWY_ATTR {
    slope = number<Real>(formula.slope(Vector<One<Real>>(x), Vector<One<Real>>(y)));
  });
  return slope;
}

/// One step of one sequence: the states after and before it, and the derivatives by their rows.
template <class Real>
struct SingleStep {
  const SinglePlan& plan;
  const Real* HWY_RESTRICT parameters;
  Real* now;
  const Real* before;
  Real* HWY_RESTRICT adjoint;
  Real* HWY_RESTRICT gradient;

  const Real* read(bool late) const { return late ? before : now; }
};

template <class Real>
HWY_INLINE Real sum_of_rest(const SingleStep<Real>& step, const SinglePlan::Work& work, Real sum) {
  for (std::uint32_t n = work.plain_end; n < work.edge_end; ++n) {
    const SinglePlan::Edge& edge = step.plan.edges[n];
    const Real gain = edge.gain == none ? Real{1} : step.now[edge.gain];
    sum = multiply_add(step.now[edge.from], step.parameters[edge.weight] * gain, sum);
  }
  return sum;
}

template <class Real>
HWY_INLINE void forward_single(const SingleStep<Real>& step) {
  const SinglePlan& plan = step.plan;
  Real* HWY_RESTRICT state = step.now;
  for (std::size_t i = 0; i < plan.open_inputs.size(); i += 2) state[plan.open_inputs[i + 1]] = state[plan.open_inputs[i]];
  const SinglePlan::Special* special = plan.specials.data();
  const SinglePlan::Edge* edges = plan.edges.data();
  for (const SinglePlan::Work& work : plan.works) {
    Real sum = step.parameters[work.bias];
    Real& stored = state[plan.unit_count + work.unit];
    if (work.special && special->self_weight != none) {
      const Real gain = special->self_gain == none ? Real{1} : state[special->self_gain];
      sum = multiply_add(gain * step.parameters[special->self_weight], stored, sum);
    }
    for (std::uint32_t n = work.first_edge; n < work.plain_end; ++n)
      sum = multiply_add(state[edges[n].from], step.parameters[edges[n].weight], sum);
    if (work.plain_end < work.edge_end) sum = sum_of_rest(step, work, sum);
    stored = sum;
    Real output = value_at(work.activation, sum);
    if (work.special) {
      output *= static_cast<Real>(special->mask);
      if (special->gain != none) state[special->gain] = output;
      ++special;
    }
    state[work.unit] = output;
  }
}

template <class Real>
HWY_INLINE void hand_on_rest(const SingleStep<Real>& step, const SinglePlan::Work& work, Real delta) {
  for (std::uint32_t n = work.plain_end; n < work.edge_end; ++n) {
    const SinglePlan::Edge& edge = step.plan.edges[n];
    const Real weight = step.parameters[edge.weight], from = step.read(edge.late)[edge.from];
    const Real gain = edge.gain == none ? Real{1} : step.read(edge.late_gain)[edge.gain];
    step.gradient[edge.weight] += delta * gain * from;
    step.adjoint[edge.from] += delta * gain * weight;
    if (edge.gain != none) step.adjoint[edge.gain] += delta * weight * from;
  }
}

// Turns the adjoint of a state into that of the state before.
template <class Real>
HWY_INLINE Real hand_on_self(const SingleStep<Real>& step, const SinglePlan::Special& special, Real state, Real delta) {
  const Real weight = step.parameters[special.self_weight];
  Real gain{1};
  if (special.self_gain != none) {
    gain = step.read(special.late_self_gain)[special.self_gain];
    step.adjoint[special.self_gain] += delta * weight * state;
  }
  step.gradient[special.self_weight] += delta * gain * state;
  return delta * gain * weight;
}

template <class Real>
HWY_INLINE void backward_single(const SingleStep<Real>& step) {
  const SinglePlan& plan = step.plan;
  const SinglePlan::Special* special = plan.specials.data() + plan.specials.size();
  const SinglePlan::Edge* edges = plan.edges.data();
  for (auto work = plan.works.rbegin(); work != plan.works.rend(); ++work) {
    const std::uint32_t row = plan.unit_count + work->unit;
    const Real sum = step.now[row];
    Real adjoint = std::exchange(step.adjoint[work->unit], Real{0}), output = step.now[work->unit];
    if (work->special) {
      --special;
      if (special->gain != none) adjoint += std::exchange(step.adjoint[special->gain], Real{0});
      adjoint *= static_cast<Real>(special->mask);
      if (special->mask != 1) output = value_at(work->activation, sum);
    }
    const Real delta = multiply_add(adjoint, slope_at(work->activation, sum, output), step.adjoint[row]);
    step.gradient[work->bias] += delta;
    for (std::uint32_t n = work->first_edge; n < work->inputs_end; ++n)
      step.gradient[edges[n].weight] = multiply_add(delta, step.now[edges[n].from], step.gradient[edges[n].weight]);
    for (std::uint32_t n = work->inputs_end; n < work->plain_end; ++n) {
      const auto [from, weight, gain, late, late_gain] = edges[n];
      step.gradient[weight] = multiply_add(delta, step.now[from], step.gradient[weight]);
      step.adjoint[from] = multiply_add(delta, step.parameters[weight], step.adjoint[from]);
    }
    if (work->plain_end < work->edge_end) hand_on_rest(step, *work, delta);
    const bool carries = work->special && special->self_weight != none;
    step.adjoint[row] = carries ? hand_on_self(step, *special, step.before[row], delta) : Real{0};
  }
}

template <class Real>
HWY_INLINE void carry(const SinglePlan& plan, const Real* from, Real* to) {
  for (const auto& [first, count] : plan.carried) std::copy_n(from + first, count, to + first);
}

template <class Real>
Metric learn_single(const SingleJob<Real>& job) {
  const SinglePlan& plan = job.plan;
  const OneLoss<One<Real>> loss = one_loss<One<Real>>(job.loss);
  const std::uint32_t first_output = plan.unit_count - plan.output_count;
  const auto step_at = [&](std::size_t step) HWY_ATTR {
    Real* now = job.states + step * plan.row_count;
    return SingleStep<Real>{plan, job.parameters, now, now - plan.row_count, job.adjoint, job.gradient};
  };
  const auto samples_at = [&](std::size_t step) HWY_ATTR {
    return LaneSamples<Real>{job.states + step * plan.row_count + first_output,
                             job.target + (step - 1) * plan.output_count, plan.output_count, 1};
  };
  for (std::size_t step = 1; step <= job.steps; ++step) {
    const SingleStep<Real> work = step_at(step);
    carry(plan, work.before, work.now);
    for (std::size_t i = 0; i < plan.input_count; ++i) work.now[i] = job.input[(step - 1) * plan.input_count + i];
    forward_single(work);
  }
  Metric metric;
  const Real scale = Real{1} / static_cast<Real>(job.steps);
  for (std::size_t step = job.steps; step > 0; --step) {
    metric.add(loss(samples_at(step), scale, job.adjoint + first_output));
    backward_single(step_at(step));
  }
  for (const auto& [first, count] : plan.carried) std::fill_n(job.adjoint + first, count, Real{0});
  return metric;
}

Metric learn_float(const SingleJob<float>& job) { return learn_single(job); }
Metric learn_double(const SingleJob<double>& job) { return learn_single(job); }

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(learn_float);
HWY_EXPORT(learn_double);

namespace {

Metric learn_fast(const SingleJob<float>& job) { return HWY_DYNAMIC_DISPATCH(learn_float)(job); }
Metric learn_fast(const SingleJob<double>& job) { return HWY_DYNAMIC_DISPATCH(learn_double)(job); }

}  // namespace

template <class Real>
void SingleBackpropagation<Real>::start(const Samples<Real>& samples, std::size_t sequence) {
  const std::size_t first = samples.data().first_of(sequence);
  input_ = samples.input(first);
  target_ = samples.target(first);
  steps_ = 0;
  if (states_.empty()) states_.resize(2 * plan_.row_count);
  for (const auto& [row, count] : plan_.carried) std::fill_n(states_.data() + row, count, Real{0});
}

template <class Real>
void SingleBackpropagation<Real>::learn(std::span<const Real> parameters, std::size_t steps, Loss loss, Metric& metric,
                                        std::span<Real> gradient) {
  const std::size_t rows = plan_.row_count;
  if (states_.size() < rows * (steps + 1)) states_.resize(rows * (steps + 1));
  if (steps_ > 0)  // goes on where the last call ended
    for (const auto& [row, count] : plan_.carried)
      std::copy_n(states_.data() + steps_ * rows + row, count, states_.data() + row);
  steps_ = steps;
  metric.add(learn_fast(SingleJob<Real>{plan_, parameters.data(), input_, target_, states_.data(), adjoint_.data(),
                                        gradient.data(), steps, loss}));
  input_ += steps * plan_.input_count;
  target_ += steps * plan_.output_count;
}

template class SingleBackpropagation<float>;
template class SingleBackpropagation<double>;

}  // namespace plexus
#endif
