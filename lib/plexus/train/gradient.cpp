#include <plexus/train/gradient.hpp>

#include <algorithm>

namespace plexus {

template <class Real>
void Backpropagation<Real>::start(const Dataset& data, std::span<const std::size_t> sequences) {
  data_ = &data;
  sequences_.assign(sequences.begin(), sequences.end());
  first_step_ = steps_ = 0;
  snapshots_.resize(std::max(snapshots_.size(), program_->state_size(sequences_.size())));
  output_.resize(program_->plan().output_count);
  gradient_.resize(output_.size());
  program_->clear(snapshot(0));
}

template <class Real>
void Backpropagation<Real>::forward(std::span<const Real> parameters, std::size_t steps, Loss loss, Metric& metric) {
  const std::size_t lanes = sequences_.size(), size = program_->state_size(lanes);
  snapshots_.resize(std::max(snapshots_.size(), size * (steps + 1)));
  if (steps_ > 0) std::ranges::copy(snapshot(steps_), snapshot(0).begin());  // where the last forward ended
  first_step_ += steps_;
  steps_ = steps;
  for (std::size_t step = 1; step <= steps; ++step) {
    std::ranges::copy(snapshot(step - 1), snapshot(step).begin());
    read_inputs(step);
    program_->forward(parameters, snapshot(step), lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane)
      metric.add(loss, read_output(step, lane), sample(step, lane).target);
  }
}

template <class Real>
void Backpropagation<Real>::backward(std::span<const Real> parameters, Loss loss, std::span<Real> gradient) {
  const std::size_t lanes = sequences_.size(), inputs = program_->plan().input_count;
  const auto samples = static_cast<double>(steps_ * lanes);
  adjoint_.assign(program_->state_size(lanes), Real{0});
  for (std::size_t step = steps_; step > 0; --step) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      row(loss).gradient(read_output(step, lane), sample(step, lane).target, gradient_);
      for (std::size_t i = 0; i < gradient_.size(); ++i)
        adjoint_[(program_->first_output_row() + i) * lanes + lane] += static_cast<Real>(gradient_[i] / samples);
    }
    program_->backward(parameters, snapshot(step), snapshot(step - 1), adjoint_, gradient, lanes);
    std::fill_n(adjoint_.begin(), inputs * lanes, Real{0});
  }
}

template <class Real>
std::span<Real> Backpropagation<Real>::snapshot(std::size_t step) {
  const std::size_t size = program_->state_size(sequences_.size());
  return std::span(snapshots_).subspan(step * size, size);
}

template <class Real>
void Backpropagation<Real>::read_inputs(std::size_t step) {
  const std::span<Real> state = snapshot(step);
  for (std::size_t lane = 0; lane < sequences_.size(); ++lane) {
    const std::span<const double> input = sample(step, lane).input;
    for (std::size_t i = 0; i < input.size(); ++i) state[i * sequences_.size() + lane] = static_cast<Real>(input[i]);
  }
}

template <class Real>
Sample Backpropagation<Real>::sample(std::size_t step, std::size_t lane) const {
  return (*data_)[data_->first_of(sequences_[lane]) + first_step_ + step - 1];
}

template <class Real>
std::span<const double> Backpropagation<Real>::read_output(std::size_t step, std::size_t lane) {
  const std::span<const Real> state = snapshot(step);
  for (std::size_t i = 0; i < output_.size(); ++i)
    output_[i] = static_cast<double>(state[(program_->first_output_row() + i) * sequences_.size() + lane]);
  return output_;
}

template class Backpropagation<float>;
template class Backpropagation<double>;

}  // namespace plexus
