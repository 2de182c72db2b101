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

/// What SingleBackpropagation::learn works on. `states` is [step][row].
template <class Real>
struct SingleJob {
  const SinglePlan& plan;
  const Samples<Real>& samples;
  std::span<const std::size_t> sequences;
  const SingleTask<Real>& task;
  Real* states;
  Real* adjoint;
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
    Real& stored = state[work.sum];
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
    state[work.output] = output;
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

// The derivative by the state of a unit that has something special.
template <class Real>
HWY_INLINE Real delta_of_special(const SingleStep<Real>& step, const SinglePlan::Work& work,
                                 const SinglePlan::Special& special, Real adjoint) {
  const Real sum = step.now[work.sum];
  if (special.gain != none) adjoint += std::exchange(step.adjoint[special.gain], Real{0});
  // The output does not tell its value before the mask.
  const Real output = special.mask == 1 ? step.now[work.output] : value_at(work.activation, sum);
  const Real slope = static_cast<Real>(special.mask) * slope_at(work.activation, sum, output);
  const Real delta = multiply_add(adjoint, slope, step.adjoint[work.sum]);
  const bool carries = special.self_weight != none;
  step.adjoint[work.sum] = carries ? hand_on_self(step, special, step.before[work.sum], delta) : Real{0};
  return delta;
}

template <class Real>
HWY_INLINE void backward_single(const SingleStep<Real>& step) {
  const SinglePlan& plan = step.plan;
  const SinglePlan::Special* special = plan.specials.data() + plan.specials.size();
  const SinglePlan::Edge* const edges = plan.edges.data();
  const Real* HWY_RESTRICT now = step.now;
  const Real* HWY_RESTRICT parameters = step.parameters;
  Real* HWY_RESTRICT adjoints = step.adjoint;
  Real* HWY_RESTRICT gradient = step.gradient;
  for (const SinglePlan::Work* work = plan.works.data() + plan.works.size(); work != plan.works.data();) {
    --work;
    const Real adjoint = std::exchange(adjoints[work->output], Real{0});
    const Real delta = work->special
                           ? delta_of_special(step, *work, *--special, adjoint)
                           : adjoint * slope_at(work->activation, now[work->sum], now[work->output]);
    gradient[work->bias] += delta;
    const SinglePlan::Edge* edge = edges + work->first_edge;
    for (const auto* const end = edges + work->inputs_end; edge != end; ++edge)
      gradient[edge->weight] = multiply_add(delta, now[edge->from], gradient[edge->weight]);
    for (const auto* const end = edges + work->plain_end; edge != end; ++edge) {
      gradient[edge->weight] = multiply_add(delta, now[edge->from], gradient[edge->weight]);
      adjoints[edge->from] = multiply_add(delta, parameters[edge->weight], adjoints[edge->from]);
    }
    if (work->plain_end < work->edge_end) hand_on_rest(step, *work, delta);
  }
}

template <class Real>
HWY_INLINE void carry(const SinglePlan& plan, const Real* from, Real* to) {
  for (const auto& [first, count] : plan.carried) std::copy_n(from + first, count, to + first);
}

// One window of a sequence, from the state that stands first in job.states.
template <class Real>
HWY_INLINE Metric learn_window(const SingleJob<Real>& job, OneLoss<One<Real>> loss, std::size_t first_sample,
                               std::size_t steps) {
  const SinglePlan& plan = job.plan;
  const std::uint32_t first_output = plan.unit_count - plan.output_count;
  SingleStep<Real> step{plan,        job.task.parameters.data(), job.states, job.states, job.adjoint,
                        job.task.gradient.data()};
  for (std::size_t n = 0; n < steps; ++n) {
    step.now += plan.row_count;
    carry(plan, step.now - plan.row_count, step.now);
    const Real* input = job.samples.input(first_sample + n);
    for (std::size_t i = 0; i < plan.input_count; ++i) step.now[i] = input[i];
    forward_single(step);
  }
  Metric metric;
  const Real scale = Real{1} / static_cast<Real>(steps);
  for (std::size_t n = steps; n > 0; --n, step.now -= plan.row_count) {
    step.before = step.now - plan.row_count;
    const LaneSamples<Real> sample{step.now + first_output, job.samples.target(first_sample + n - 1), plan.output_count,
                                   1};
    metric.add(loss(sample, scale, job.adjoint + first_output));
    backward_single(step);
  }
  return metric;
}

template <class Real>
Metric learn_single(const SingleJob<Real>& job) {
  const SinglePlan& plan = job.plan;
  const OneLoss<One<Real>> loss = one_loss<One<Real>>(job.task.loss);
  const Dataset& data = job.samples.data();
  Metric metric;
  for (const std::size_t sequence : job.sequences) {
    std::size_t first_sample = data.first_of(sequence);
    for (const auto& [first, count] : plan.carried) std::fill_n(job.states + first, count, Real{0});
    for (std::size_t left = data.length_of(sequence); left > 0;) {
      const std::size_t steps = std::min(job.task.window, left);
      metric.add(learn_window(job, loss, first_sample, steps));
      first_sample += steps;
      left -= steps;
      carry(plan, job.states + steps * plan.row_count, job.states);
      for (const auto& [row, count] : plan.carried) std::fill_n(job.adjoint + row, count, Real{0});
      job.task.update(job.task.learner);
    }
  }
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
Metric SingleBackpropagation<Real>::learn(const Samples<Real>& samples, std::span<const std::size_t> sequences,
                                          const SingleTask<Real>& task) {
  std::size_t steps = 0;
  for (const std::size_t sequence : sequences) steps = std::max(steps, samples.data().length_of(sequence));
  const std::size_t size = plan_.row_count * (std::min(steps, task.window) + 1);
  if (states_.size() < size) states_.resize(size);
  return learn_fast(SingleJob<Real>{plan_, samples, sequences, task, states_.data(), adjoint_.data()});
}

template class SingleBackpropagation<float>;
template class SingleBackpropagation<double>;

}  // namespace plexus
#endif
