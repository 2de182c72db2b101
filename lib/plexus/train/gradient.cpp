#include <plexus/train/gradient.hpp>

#include <algorithm>

#include <plexus/core/id.hpp>
#include <plexus/train/lane_loss.hpp>
#include <plexus/train/to_lanes.hpp>

namespace plexus {
namespace {

template <class Real>
void clear(std::span<Real> state, const std::vector<Rows>& rows, std::size_t lanes) {
  for (const auto& [first, count] : rows) std::ranges::fill(state.subspan(first * lanes, count * lanes), Real{0});
}

template <class Real>
void copy(std::span<const Real> from, std::span<Real> to, const std::vector<Rows>& rows, std::size_t lanes) {
  for (const auto& [first, count] : rows)
    std::ranges::copy(from.subspan(first * lanes, count * lanes), to.subspan(first * lanes, count * lanes).begin());
}

template <class Numbers>
void grow(Numbers& numbers, std::size_t size) {
  if (numbers.size() < size) numbers.resize(size);
}

}  // namespace

template <class Real>
void Backpropagation<Real>::start(const Samples<Real>& samples, std::span<const std::size_t> sequences,
                                  const Pass& pass) {
  samples_ = &samples;
  pass_ = pass;
  sequences_.assign(sequences.begin(), sequences.end());
  first_step_ = steps_ = 0;
  grow(snapshots_, program_->state_size(sequences_.size()));
  grow(lanes_, sequences_.size());
  output_.resize(program_->plan().output_count);
  target_.resize(output_.size());
  gradient_.resize(output_.size());
  clear(snapshot(0), carried_, sequences_.size());
}

template <class Real>
void Backpropagation<Real>::forward(std::span<const Real> parameters, std::size_t steps, Loss loss, Metric& metric) {
  const std::size_t lanes = sequences_.size();
  grow(snapshots_, program_->state_size(lanes) * (steps + 1));
  grow(targets_, output_.size() * lanes * steps);
  if (steps_ > 0) copy<Real>(snapshot(steps_), snapshot(0), carried_, lanes);  // where the last forward ended
  first_step_ += steps_;
  steps_ = steps;
  read_samples();
  for (std::size_t step = 1; step <= steps; ++step) {
    copy<Real>(snapshot(step - 1), snapshot(step), carried_, lanes);
    read_inputs(step);
    program_->forward(parameters, snapshot(step), lanes, arithmetic_, pass_of(step));
    metric.add(measure(step, loss));
  }
}

template <class Real>
void Backpropagation<Real>::backward(std::span<const Real> parameters, Loss loss, std::span<Real> gradient,
                                     std::size_t mean_of) {
  const std::size_t lanes = sequences_.size();
  const Real scale = Real{1} / static_cast<Real>(steps_ * (mean_of > 0 ? mean_of : lanes));
  grow(adjoint_, program_->state_size(lanes));
  const std::span<Real> adjoint = std::span(adjoint_).first(program_->state_size(lanes));
  // A backward pass leaves nothing behind but in the rows of inputs, which nobody reads, and in those carried.
  if (adjoint_lanes_ != lanes) std::ranges::fill(adjoint, Real{0});
  adjoint_lanes_ = lanes;
  for (std::size_t step = steps_; step > 0; --step) {
    add_loss_gradient(step, loss, scale);
    program_->backward(parameters, snapshot(step), snapshot(step - 1), adjoint, gradient, lanes, arithmetic_, false,
                       pass_of(step));
  }
  clear(adjoint, carried_, lanes);
}

template <class Real>
void Backpropagation<Real>::update(std::span<Real> parameters) {
  for (std::size_t step = 1; step <= steps_; ++step) program_->update(parameters, snapshot(step), sequences_.size());
}

template <class Real>
Pass Backpropagation<Real>::pass_of(std::size_t step) const {
  Pass pass = pass_;
  pass.seed = mix(pass.seed, first_step_ + step);
  return pass;
}

template <class Real>
std::span<Real> Backpropagation<Real>::snapshot(std::size_t step) {
  const std::size_t size = program_->state_size(sequences_.size());
  return std::span(snapshots_).subspan(step * size, size);
}

// The numbers of all steps go to the lanes at once: the samples of a sequence stand side by side.
template <class Real>
void Backpropagation<Real>::read_samples() {
  const Dataset& data = samples_->data();
  const std::size_t lanes = sequences_.size(), inputs = data.input_count();
  const auto first_sample = [&](std::size_t lane) { return data.first_of(sequences_[lane]) + first_step_; };
  for (std::size_t lane = 0; lane < lanes; ++lane) lanes_[lane] = samples_->target(first_sample(lane));
  to_lanes(lanes_.data(), lanes, output_.size() * steps_, targets_.data());
  for (std::size_t lane = 0; lane < lanes; ++lane) lanes_[lane] = samples_->input(first_sample(lane));
  if (steps_ == 1) return;
  grow(inputs_, inputs * lanes * steps_);
  to_lanes(lanes_.data(), lanes, inputs * steps_, inputs_.data());
}

template <class Real>
void Backpropagation<Real>::read_inputs(std::size_t step) {
  const std::size_t lanes = sequences_.size(), inputs = samples_->data().input_count(), count = inputs * lanes;
  if (steps_ == 1) return to_lanes(lanes_.data(), lanes, inputs, snapshot(1).data());
  std::copy_n(inputs_.data() + (step - 1) * count, count, snapshot(step).data());
}

template <class Real>
Metric Backpropagation<Real>::measure(std::size_t step, Loss loss) {
  const std::size_t lanes = sequences_.size(), outputs = output_.size();
  const Real* output = snapshot(step).data() + program_->first_output_row() * lanes;
  if (arithmetic_ == Arithmetic::fast)
    return metric_in_lanes(loss, {output, targets_.data() + (step - 1) * outputs * lanes, outputs, lanes});
  Metric metric;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    read_lane(step, lane);
    metric.add(loss, output_, target_);
  }
  return metric;
}

template <class Real>
void Backpropagation<Real>::add_loss_gradient(std::size_t step, Loss loss, Real scale) {
  const std::size_t lanes = sequences_.size(), outputs = output_.size();
  const std::size_t first = program_->first_output_row() * lanes;
  Real* adjoint = adjoint_.data() + first;
  if (arithmetic_ == Arithmetic::fast)
    return add_gradient_in_lanes(
        loss, {snapshot(step).data() + first, targets_.data() + (step - 1) * outputs * lanes, outputs, lanes}, scale,
        adjoint);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    read_lane(step, lane);
    row(loss).gradient(output_, target_, gradient_);
    for (std::size_t i = 0; i < outputs; ++i) adjoint[i * lanes + lane] += static_cast<Real>(gradient_[i]) * scale;
  }
}

template <class Real>
void Backpropagation<Real>::read_lane(std::size_t step, std::size_t lane) {
  const std::size_t lanes = sequences_.size(), outputs = output_.size();
  const std::span<const Real> state = snapshot(step);
  for (std::size_t i = 0; i < outputs; ++i) {
    output_[i] = static_cast<double>(state[(program_->first_output_row() + i) * lanes + lane]);
    target_[i] = static_cast<double>(targets_[((step - 1) * outputs + i) * lanes + lane]);
  }
}

template class Backpropagation<float>;
template class Backpropagation<double>;

}  // namespace plexus
