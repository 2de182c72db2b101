#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <plexus/network/topology.hpp>
#include <plexus/program/aligned.hpp>
#include <plexus/program/carried_rows.hpp>
#include <plexus/program/program.hpp>
#include <plexus/train/loss.hpp>
#include <plexus/train/metric.hpp>
#include <plexus/train/samples.hpp>

namespace plexus {

/// Backpropagation through time: runs a batch of sequences of equal length side by side, and adds up the gradient of
/// their mean loss. Keeps its buffers from call to call, and allocates only to make them larger.
///
/// Source: Werbos 1990, "Backpropagation through time: what it does and how to do it".
template <class Real>
class Backpropagation {
 public:
  explicit Backpropagation(const Topology& topology, Arithmetic arithmetic = usual_arithmetic<Real>)
      : program_(topology.program<Real>()),
        arithmetic_(arithmetic),
        carried_(carried_rows(topology, program_->plan())) {}

  /// Makes these sequences of `samples`, all of one length, the batch, from a cleared state. `pass` says whether it is
  /// for training; each step draws noise of its own.
  void start(const Samples<Real>& samples, std::span<const std::size_t> sequences, const Pass& pass = {});

  /// Runs the next `steps` steps of the batch, and adds their samples to `metric`.
  void forward(std::span<const Real> parameters, std::size_t steps, Loss loss, Metric& metric);

  /// Adds the gradient of the mean loss of the samples of the last `forward` to `gradient`, one number for each
  /// parameter. What happened before that forward counts as given. When the batch is a part of one of `mean_of`
  /// sequences, it adds its part of the gradient of their mean.
  void backward(std::span<const Real> parameters, Loss loss, std::span<Real> gradient, std::size_t mean_of = 0);

  /// Changes the parameters that the last `forward` changes by itself, see Program::update.
  void update(std::span<Real> parameters);

 private:
  std::span<Real> snapshot(std::size_t step);
  Pass pass_of(std::size_t step) const;
  void read_samples();
  void read_inputs(std::size_t step);
  Metric measure(std::size_t step, Loss loss);
  void add_loss_gradient(std::size_t step, Loss loss, Real scale);
  void read_lane(std::size_t step, std::size_t lane);

  std::shared_ptr<const Program<Real>> program_;
  Arithmetic arithmetic_;
  std::vector<Rows> carried_;
  const Samples<Real>* samples_ = nullptr;
  std::vector<std::size_t> sequences_;  // one for each lane of the batch
  Pass pass_;
  std::size_t first_step_ = 0;     // of the last forward, in its sequences
  std::size_t steps_ = 0;          // of the last forward
  AlignedVector<Real> snapshots_;  // the states before the first step and after each: [step][row][lane]
  AlignedVector<Real> inputs_;     // [step][input][lane], of several steps
  AlignedVector<Real> targets_;    // [step][target][lane]
  AlignedVector<Real> adjoint_;
  std::size_t adjoint_lanes_ = 0;                   // for which adjoint_ was last used
  std::vector<const Real*> lanes_;                  // where the numbers of each lane begin
  std::vector<double> output_, target_, gradient_;  // of one sample, in exact arithmetic
};

extern template class Backpropagation<float>;
extern template class Backpropagation<double>;

}  // namespace plexus
