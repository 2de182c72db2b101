#pragma once

#include <plexus/train/dataset.hpp>
#include <plexus/train/train.hpp>

#include "train_options.hpp"

namespace plexus::command {

/// Trains a network by the rule of `choice`, and says how it went: progress on stderr unless it is to be quiet, the
/// result on stdout. Ctrl-C ends it after the epoch. Throws Error when nothing was learned.
void learn(Network& network, const Dataset& data, const TrainOptions& options, const TrainChoice& choice);

}  // namespace plexus::command
