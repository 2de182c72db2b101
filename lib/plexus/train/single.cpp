#include <plexus/train/single.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

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
#include <plexus/train/single_backward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

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
