#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <plexus/network/topology.hpp>
#include <plexus/program/aligned.hpp>
#include <plexus/train/metric.hpp>
#include <plexus/train/samples.hpp>
#include <plexus/train/single.hpp>
#include <plexus/train/train.hpp>

namespace plexus {

/// What learning changes: parameters, and what the optimizer remembers of each.
template <class Real>
struct LearnedNumbers {
  std::span<Real> parameters, first, second;
  std::size_t& updates;  ///< made so far
};

/// Learns from one sequence at a time: an update for each, or, with truncation, one for each window. Keeps its buffers.
template <class Real>
class SingleLearner {
 public:
  /// `options` must stay there; `fixed` are the parameters that keep their value.
  SingleLearner(const Topology& topology, const TrainOptions& options, std::span<const std::size_t> fixed);

  /// Learns from these sequences, in this order. Returns what was measured before each update.
  Metric learn(const Samples<Real>& samples, std::span<const std::size_t> sequences, double rate,
               const LearnedNumbers<Real>& numbers);

 private:
  // What an update needs.
  struct Updating {
    SingleLearner& learner;
    OptimizerUpdate<Real> take;
    OptimizerStep<Real> step;
  };

  static void update(void* updating);
  void take_guarded(Updating& updating);

  const TrainOptions& options_;
  SingleBackpropagation<Real> passes_;
  // All in the order of passes_.
  AlignedVector<Real> parameters_, gradient_, first_, second_;
  std::vector<std::size_t> fixed_;
  std::vector<Real> fixed_values_;
  bool is_guarded_;  // by a clip, or by parameters that are fixed
};

extern template class SingleLearner<float>;
extern template class SingleLearner<double>;

}  // namespace plexus
