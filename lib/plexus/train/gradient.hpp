#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <plexus/program/program.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/loss.hpp>
#include <plexus/train/metric.hpp>

namespace plexus {

/// Backpropagation through time: runs a batch of sequences of equal length side by side, and adds up the gradient of
/// their mean loss. Keeps its buffers from call to call.
///
/// Source: Werbos 1990, "Backpropagation through time: what it does and how to do it".
template <class Real>
class Backpropagation {
 public:
  explicit Backpropagation(std::shared_ptr<const Program<Real>> program) : program_(std::move(program)) {}

  /// Makes these sequences of `data`, all of one length, the batch, from a cleared state.
  void start(const Dataset& data, std::span<const std::size_t> sequences);

  /// Runs the next `steps` steps of the batch, and adds their samples to `metric`.
  void forward(std::span<const Real> parameters, std::size_t steps, Loss loss, Metric& metric);

  /// Adds the gradient of the mean loss of the samples of the last `forward` to `gradient`, one number for each
  /// parameter. What happened before that forward counts as given.
  void backward(std::span<const Real> parameters, Loss loss, std::span<Real> gradient);

 private:
  std::span<Real> snapshot(std::size_t step);
  void read_inputs(std::size_t step);
  Sample sample(std::size_t step, std::size_t lane) const;
  std::span<const double> read_output(std::size_t step, std::size_t lane);

  std::shared_ptr<const Program<Real>> program_;
  const Dataset* data_ = nullptr;
  std::vector<std::size_t> sequences_;  // one for each lane of the batch
  std::size_t first_step_ = 0;          // of the last forward, in its sequences
  std::size_t steps_ = 0;               // of the last forward
  std::vector<Real> snapshots_;         // the states before the first step and after each: [step][row][lane]
  std::vector<Real> adjoint_;
  std::vector<double> output_;    // of one sample
  std::vector<double> gradient_;  // by the outputs of one sample
};

extern template class Backpropagation<float>;
extern template class Backpropagation<double>;

}  // namespace plexus
