#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/train/dataset.hpp>

namespace plexus::testing {

/// When a task counts as learned.
struct Wanted {
  double error = 0;        ///< mean squared, less than this
  std::size_t limit = 0;   ///< iterations at most: epochs, or generations
  std::size_t median = 0;  ///< iterations in which every second attempt is done
};

/// What came of one attempt.
struct Learned {
  Network network;
  std::size_t iterations = 0;
  bool reached = false;  ///< whether learning says that it reached its target
};

/// One of the tasks that Neataptic's tests learn.
struct LearningTask {
  std::string name;
  Wanted wanted;
  std::function<Dataset(std::uint64_t seed)> data;
  std::function<Learned(const Dataset& data, const Wanted& wanted, std::uint64_t seed)> learn;
};

/// All of them. Attempts differ in nothing but the seed, and one setting serves a kind of network:
///
///   evolved      evolve::Options as they are, from the inputs joined to the output
///   perceptrons  Adam with beta1 0.5 and beta2 0.99, rate 0.08, 64 samples in an update
///   LSTM, GRU    the same with rate 0.03
///   NARX         Adam with beta1 0.9 and beta2 0.9, rate 0.03
///
/// Training goes on to 0.8 of the error that is wanted, for a loss is measured before the last update.
std::vector<LearningTask> learning_tasks();

/// Whether the network, run again from a cleared state, is as good as wanted.
bool solved(const Learned& learned, const Dataset& data, const Wanted& wanted);

}  // namespace plexus::testing
