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
using Number = Vector<One<Real>>;

template <class Real>
HWY_INLINE Real number(Number<Real> one) {
  return hn::GetLane(one.vector);
}

template <class Real>
HWY_INLINE Number<Real> load(const Real* from) {
  return hn::Set(One<Real>(), *from);
}

// a * b + c
template <class Real>
HWY_INLINE Number<Real> multiply_add(Number<Real> a, Number<Real> b, Number<Real> c) {
  return hn::MulAdd(a.vector, b.vector, c.vector);
}

template <class Real>
HWY_INLINE Number<Real> value_at(Activation activation, Number<Real> x) {
  Number<Real> y = x;
  with_formula(activation, [&](auto formula) HWY_ATTR { y = formula.value(x); });
  return y;
}

template <class Real>
HWY_INLINE Number<Real> slope_at(Activation activation, Number<Real> x, Number<Real> y) {
  Number<Real> slope = x;
  with_formula(activation, [&](auto formula) HWY_ATTR { slope = formula.slope(x, y); });
  return slope;
}

/// One step of one sequence: the states after and before it, and the derivatives by their rows.
template <class Real>
struct SingleStep {
  const SinglePlan& plan;
  const Real* parameters;
  Real* now;
  const Real* before;
  Real* adjoint;
  Real* gradient;

  const Real* read(bool late) const { return late ? before : now; }
};

// What a unit with something special receives beside its bias and its plain connections.
template <class Real>
HWY_INLINE Real special_sum(const SinglePlan::Special& special, const SinglePlan::Edge* edge,
                            const SinglePlan::Edge* end, const Real* parameters, const Real* state, Real before) {
  Real sum{0};
  if (special.self_weight != none) {
    const Real gain = special.self_gain == none ? Real{1} : state[special.self_gain];
    sum = gain * parameters[special.self_weight] * before;
  }
  for (; edge != end; ++edge)
    sum += state[edge->from] * parameters[edge->weight] * (edge->gain == none ? Real{1} : state[edge->gain]);
  return sum;
}

template <class Real>
HWY_INLINE void forward_single(const SinglePlan& plan, const Real* HWY_RESTRICT parameters, Real* HWY_RESTRICT state) {
  for (std::size_t i = 0; i < plan.open_inputs.size(); i += 2)
    state[plan.open_inputs[i + 1]] = state[plan.open_inputs[i]];
  const SinglePlan::Special* special = plan.specials.data();
  const SinglePlan::Edge *const edges = plan.edges.data(), *edge = edges;
  const SinglePlan::Work* const end = plan.works.data() + plan.works.size();
  for (const SinglePlan::Work* work = plan.works.data(); work != end; ++work) {
    Number<Real> sum = load(parameters + work->bias);
    for (const SinglePlan::Edge* const plain_end = edges + work->plain_end; edge != plain_end; ++edge)
      sum = multiply_add<Real>(load(state + edge->from), load(parameters + edge->weight), sum);
    if (!work->special) {
      state[work->sum] = number<Real>(sum);
      state[work->output] = number<Real>(value_at<Real>(work->activation, sum));
      continue;
    }
    const SinglePlan::Edge* const edge_end = edges + work->edge_end;
    sum = sum + Number<Real>(special_sum(*special, edge, edge_end, parameters, state, state[work->sum]));
    edge = edge_end;
    const Real output = number<Real>(value_at<Real>(work->activation, sum) * Number<Real>(special->mask));
    state[work->sum] = number<Real>(sum);
    state[work->output] = output;
    if (special->gain != none) state[special->gain] = output;
    ++special;
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

// The derivative by the state of a unit that has something special, which it hands on but for the plain connections.
template <class Real>
HWY_INLINE Number<Real> special_delta(const SingleStep<Real>& step, const SinglePlan::Work& work,
                                      const SinglePlan::Special& special, Real adjoint) {
  const Number<Real> sum = load(step.now + work.sum);
  if (special.gain != none) adjoint += std::exchange(step.adjoint[special.gain], Real{0});
  // The output does not tell its value before the mask.
  const Number<Real> output = special.mask == 1 ? load(step.now + work.output) : value_at<Real>(work.activation, sum);
  const Number<Real> slope = Number<Real>(special.mask) * slope_at<Real>(work.activation, sum, output);
  const Real delta = number<Real>(multiply_add<Real>(Number<Real>(adjoint), slope, load(step.adjoint + work.sum)));
  const bool carries = special.self_weight != none;
  step.adjoint[work.sum] = carries ? hand_on_self(step, special, step.before[work.sum], delta) : Real{0};
  for (std::uint32_t n = work.plain_end; n < work.edge_end; ++n) {
    const SinglePlan::Edge& edge = step.plan.edges[n];
    const Real weight = step.parameters[edge.weight], from = step.read(edge.late)[edge.from];
    const Real gain = edge.gain == none ? Real{1} : step.read(edge.late_gain)[edge.gain];
    step.gradient[edge.weight] += delta * gain * from;
    step.adjoint[edge.from] += delta * gain * weight;
    if (edge.gain != none) step.adjoint[edge.gain] += delta * weight * from;
  }
  return Number<Real>(delta);
}

template <class Real>
HWY_INLINE void backward_single(const SingleStep<Real>& step) {
  const SinglePlan& plan = step.plan;
  const SinglePlan::Special* special = plan.specials.data() + plan.specials.size();
  const SinglePlan::Edge* const edges = plan.edges.data();
  const SinglePlan::Work* const begin = plan.works.data();
  const Real *const now = step.now, *const parameters = step.parameters;
  Real *const adjoints = step.adjoint, *const gradient = step.gradient;
  for (const SinglePlan::Work* work = begin + plan.works.size(); work != begin;) {
    --work;
    const Real adjoint = std::exchange(adjoints[work->output], Real{0});
    const Number<Real> delta =
        work->special
            ? special_delta(step, *work, *--special, adjoint)
            : Number<Real>(adjoint) * slope_at<Real>(work->activation, load(now + work->sum), load(now + work->output));
    gradient[work->bias] = number<Real>(load(gradient + work->bias) + delta);
    const SinglePlan::Edge* edge = edges + work->first_edge;
    const SinglePlan::Edge *const inputs_end = edges + work->inputs_end, *const plain_end = edges + work->plain_end;
    for (; edge != inputs_end; ++edge) {
      Real& slope = gradient[edge->weight];
      slope = number<Real>(multiply_add<Real>(delta, load(now + edge->from), load(&slope)));
    }
    for (; edge != plain_end; ++edge) {
      Real &slope = gradient[edge->weight], &handed_on = adjoints[edge->from];
      slope = number<Real>(multiply_add<Real>(delta, load(now + edge->from), load(&slope)));
      handed_on = number<Real>(multiply_add<Real>(delta, load(parameters + edge->weight), load(&handed_on)));
    }
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
  SingleStep<Real> step{plan,        job.task.parameters.data(), job.states, job.states,
                        job.adjoint, job.task.gradient.data()};
  for (std::size_t n = 0; n < steps; ++n) {
    step.now += plan.row_count;
    carry(plan, step.now - plan.row_count, step.now);
    const Real* input = job.samples.input(first_sample + n);
    for (std::size_t i = 0; i < plan.input_count; ++i) step.now[i] = input[i];
    forward_single(plan, step.parameters, step.now);
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
