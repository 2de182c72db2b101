#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <plexus/train/cost.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/online/online_learner.hpp>
#include <plexus/train/schedule.hpp>
#include <plexus/train/train.hpp>

namespace plexus {

/// When a network forgets the past.
enum class Clearing : std::uint8_t {
  never,      ///< all data are one stream, which every epoch continues
  epochs,     ///< after every epoch: an epoch is one stream
  sequences,  ///< before every sequence
};

/// What one epoch, a pass over the training data, came to.
struct OnlineEpoch {
  std::size_t epoch = 0;  ///< counted from 1
  double rate = 0;        ///< learning rate
  double error = 0;       ///< mean cost, see OnlineResult
};

struct OnlineTrainOptions {
  CostFunction cost = row(Cost::mean_squared_error).value;  ///< measures the error; the rule does not follow it
  double rate = 0.3;                                        ///< learning rate, >= 0
  ScheduleOptions schedule = {};  ///< of the rate; as in Neataptic it is asked for epoch 1 first
  double momentum = 0;            ///< in [0, 1)
  std::size_t batch = 1;          ///< samples in one update, by the sum of their changes; an epoch ends the last
  std::optional<std::size_t> epochs = {};  ///< at most so many, >= 1; needed unless there is a target
  std::optional<double> target = {};       ///< training stops when the error is not above it
  double dropout = 0;                      ///< share of the hidden units that is dropped in each step, in [0, 1)
  bool shuffle = false;                    ///< new order of the sequences after every epoch
  Clearing clearing = Clearing::sequences;
  double validation = 0;   ///< share of the sequences, the last ones, kept apart to measure on, in [0, 1)
  std::uint64_t seed = 0;  ///< of the order and of what is dropped
  std::function<bool(const OnlineEpoch&)> on_epoch = {};  ///< called after every epoch; training stops at false
};

/// The history of a training. The error is the mean cost of the training samples, measured while they were learned, or,
/// with validation, of those kept apart, measured after the epoch.
struct OnlineResult {
  double error = 0;  ///< of the last epoch
  StopReason stopped =
      StopReason::epochs;  ///< not_finite: the error was not a number, or a parameter or the rate not finite
  std::vector<OnlineEpoch> history;
  std::vector<std::size_t> order;  ///< of the training sequences, for an epoch that would follow
};

/// Trains a network by the online rule (see OnlineLearner), sample after sample, as Neataptic's `train`. After a
/// training with dropout the masks of its hidden units are 1 - dropout, else 1. If a parameter stops being finite the
/// network has those of the epoch before. Training is a function of the options and the data.
///
/// Throws Error, and leaves the network as it was, when sizes do not fit or an option is out of its range.
OnlineResult train_online(Network& network, const Dataset& data, const OnlineTrainOptions& options = {});

/// The same for a learner at work, which keeps its state, and with random numbers from `random` instead of the seed:
/// for each sample those of OnlineLearner::draw_masks, and after each epoch, with shuffle, those of Random::shuffle and
/// one more. If a parameter stops being finite the learner is a fresh one with those of the epoch before.
OnlineResult train_online(OnlineLearner& learner, const Dataset& data, const OnlineTrainOptions& options,
                          Random& random);

/// The mean cost of a data set, without masks and without learning, as Neataptic's `test`. The learner moves on.
/// Throws Error when the data set is empty or sizes do not fit.
double test_online(OnlineLearner& learner, const Dataset& data, const CostFunction& cost,
                   Clearing clearing = Clearing::sequences);

}  // namespace plexus
