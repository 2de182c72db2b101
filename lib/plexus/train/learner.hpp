#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/single_learner.hpp>
#include <plexus/train/train.hpp>

namespace plexus {

/// Parameters that learn from batches, in one precision. A batch is cut into chunks of lanes whose gradients are added
/// up in order; where they are cut depends on the batch alone, so the number of threads changes no bit. Keeps its
/// buffers from batch to batch.
template <class Real>
class Learner {
 public:
  /// `options` must stay there.
  Learner(const Network& network, const TrainOptions& options);

  /// Learns from a batch of sequences of one length: one update, or, with truncation, one for each window. Adds the
  /// samples, measured before each update, to `metric`.
  void learn(const Samples<Real>& samples, std::span<const std::size_t> batch, double rate, Metric& metric);

  /// The same for batches of one sequence: these, in this order.
  void learn_each(const Samples<Real>& samples, std::span<const std::size_t> sequences, double rate, Metric& metric);

  std::span<const Real> parameters() const noexcept { return parameters_; }
  std::size_t updates() const noexcept { return updates_; }  ///< that were made

 private:
  // A part of a batch, and what came of it.
  struct Chunk {
    AlignedVector<Real> gradient;  // 0 between batches
    Metric metric;
  };
  // Neighbouring parameters that are updated by one thread.
  struct Block {
    std::size_t first, count;
    std::span<const std::size_t> fixed;  // those that keep their value, as positions among all parameters
  };

  void make_blocks();
  void update_statistics();
  std::size_t lanes_of_chunk(std::size_t lanes, std::size_t steps) const;
  void prepare(std::size_t chunks, std::size_t passes);
  void update(double rate);
  void step_block(const Block& block, double rate, Real scale);
  void sum_chunks(const Block& block);

  const TrainOptions& options_;
  const Topology& topology_;
  AlignedVector<Real> parameters_;
  AlignedVector<Real> first_;       // memory of the optimizer
  AlignedVector<Real> second_;      // memory of the optimizer
  std::vector<std::size_t> fixed_;  // parameters that are not trained
  std::vector<Real> fixed_values_;  // theirs
  bool couples_lanes_;              // then a batch is one chunk
  std::vector<Block> blocks_;
  std::vector<Chunk> chunks_;
  std::size_t chunk_count_ = 0;  // of the batch
  std::vector<Backpropagation<Real>> passes_;
  std::optional<SingleLearner<Real>> single_;  // for batches of one
  std::size_t updates_ = 0;
};

extern template class Learner<float>;
extern template class Learner<double>;

}  // namespace plexus
