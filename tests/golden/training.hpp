#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <plexus/train/online/train_online.hpp>

#include "comparison.hpp"

// Training of a `train` file, twice: by Neataptic's loop, which takes options that make no sense too, and by ours.

namespace plexus::golden {

/// Neataptic's options of a training, with its defaults.
struct Training {
  CostFunction cost;
  double rate = 0.3;
  std::function<double(std::size_t)> rate_at;  ///< the rate of an iteration, counted from 1
  std::optional<ScheduleOptions> schedule;     ///< the same as ours, if there is one
  double momentum = 0;
  double batch = 1;  ///< samples in one update; may be a fraction
  double dropout = 0;
  bool shuffle = false, clear = false;
  std::optional<double> iterations;  ///< may be a fraction
  double target = -1;
  std::optional<double> tested;  ///< cross-validation: share that is tested
  double tested_target = -std::numeric_limits<double>::infinity();
};

Training training_in(const Json& options, Comparison& comparison);

struct Trained {
  double error = 1;  ///< Neataptic starts with it
  std::vector<double> errors;
  std::vector<std::size_t> order;  ///< of the samples
};

/// Neataptic's loop around an OnlineLearner.
Trained train_as_neataptic(OnlineLearner& learner, const Dataset& data, const Training& training, Random& random);

/// Why train_online does not take these options, or does something else by them; empty if it does the same.
std::string difference_to_ours(const Training& training, const Dataset& data);

/// The same training by train_online.
Trained train_as_ours(OnlineLearner& learner, const Dataset& data, const Training& training, Random& random);

}  // namespace plexus::golden
