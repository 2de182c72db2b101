#pragma once

#include <cstddef>
#include <cstdint>
#include <future>
#include <optional>
#include <vector>

#include <plexus/core/task_queue.hpp>
#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/population.hpp>

namespace plexus::evolve {

/// Scores a steady state without waiting: threads take the networks that are to be scored in the order in which they
/// were bred, the results are told in that order, and the child that takes the place of each is there to be scored at
/// once. A thread waits only when all others are done and the slowest is a whole window behind. What comes of it are
/// the bits of `ask` and `tell`, on any number of threads.
class SteadyRun {
 public:
  /// The population has Strategy::steady_state; it and the evaluator must outlive this.
  SteadyRun(Population& population, ThreadEvaluator& evaluator);

  /// Takes the results of the networks that the population asks for, and tells them. Others are being scored already. A
  /// network that seems better than the champion is confirmed when its turn comes. Throws Error naming the network when
  /// a fitness throws; then the population is as it was, and another SteadyRun may go on with it.
  void tell_window();

 private:
  void begin(std::size_t position, const Network& network, std::uint64_t generation);
  void confirm(const Network& network, std::size_t position, Evaluation& evaluation);

  Population& population_;
  ThreadEvaluator& evaluator_;
  std::optional<double> best_;                        // the best score that is confirmed
  std::vector<std::future<Evaluation>> evaluations_;  // of the networks of one window, some in the next one already
  TaskQueue queue_;                                   // ends before what its tasks use
};

}  // namespace plexus::evolve
