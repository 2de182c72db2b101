#pragma once

#include <cstddef>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/train.hpp>

namespace plexus::evolve {

/// A data set made ready to score many networks: sequences of one length stand side by side, step by step.
class DataScore {
 public:
  /// Throws Error when the data set is empty.
  DataScore(const Dataset& data, Loss loss);

  /// Loss and metric of a network in float, each sequence from a cleared state. Safe from any thread.
  /// Throws Error when the network's sizes are not those of the data set.
  TestResult of(const Network& network) const;

 private:
  struct Batch {
    std::size_t lanes = 0;        // sequences
    std::size_t steps = 0;        // of each
    std::vector<float> inputs;    // [step][input][lane]
    std::vector<double> targets;  // [step][lane][target]
  };

  void add_batch(const Dataset& data, const std::vector<std::size_t>& sequences);

  Loss loss_;
  std::size_t input_count_;
  std::size_t target_count_;
  std::vector<Batch> batches_;
};

}  // namespace plexus::evolve
