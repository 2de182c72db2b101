#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/loss.hpp>
#include <plexus/train/metric.hpp>
#include <plexus/train/optimizer.hpp>
#include <plexus/train/schedule.hpp>

namespace plexus {

enum class Precision : std::uint8_t { single, twice };  ///< float or double

/// What one epoch, a pass over the training data, came to.
struct Epoch {
  std::size_t epoch = 0;   ///< counted from 1
  std::size_t epochs = 0;  ///< at most so many
  double rate = 0;         ///< learning rate
  double loss = 0;         ///< mean over the training samples, measured while they were learned
  double metric = 0;       ///< see metric_name
  std::optional<double> validation_loss;
  std::optional<double> validation_metric;
  double samples_per_second = 0;
  double seconds_left = 0;  ///< if all epochs are run
  bool last = false;        ///< whether training ends here, whatever the callback says
};

enum class StopReason : std::uint8_t { epochs, target, patience, callback, not_finite, updates };

struct TrainOptions {
  Loss loss = Loss::mean_squared_error;
  double rate = 0.01;  ///< learning rate, > 0
  OptimizerOptions optimizer = {};
  ScheduleOptions schedule = {};
  std::size_t epochs = 100;    ///< passes over the training data, >= 1
  std::size_t updates = 0;     ///< training stops with the batch that makes so many updates; 0: any number
  std::size_t batch = 32;      ///< sequences side by side in one update, >= 1
  std::size_t truncation = 0;  ///< steps after which backpropagation through time is cut and an update made; 0: never
  double clip = 0;             ///< longest gradient vector; 0: any
  bool shuffle = true;         ///< new order of the sequences in every epoch
  double validation = 0;       ///< share of the sequences kept apart to measure on, in [0, 1)
  std::size_t patience = 0;    ///< epochs without a better validation loss before training stops; 0: never stops
  std::optional<double> target = {};  ///< training stops when the (validation) loss is not above it
  std::uint64_t seed = 0;             ///< of the order and the split
  Precision precision = Precision::single;
  std::size_t threads = 0;  ///< at most 1024; 0: one for each core; changes nothing but the speed, and only of big work
  std::function<bool(const Epoch&)> on_epoch = {};  ///< called after every epoch; training stops when it returns false
};

/// The history of a training.
struct TrainResult {
  double loss = 0;             ///< of the epoch whose parameters the network has now: validation loss if there is one
  double metric = 0;           ///< of that epoch
  std::size_t best_epoch = 0;  ///< that epoch
  StopReason stopped = StopReason::epochs;
  std::vector<Epoch> history;
};

/// Trains a network by backpropagation through time, as far as its biases and weights are trainable. Any network can
/// be trained: evolved, recurrent, gated. With validation the network ends with the parameters of its best epoch, else
/// with those of the last. Training is a function of the options and the data; if the loss or a parameter stops being
/// finite it stops, and the network has the parameters of the best epoch before that (its own, when there was none:
/// then best_epoch is 0, and the loss NaN).
///
/// Throws Error, and leaves the network as it was, when sizes do not fit or an option is out of its range.
/// Source: Werbos 1990, "Backpropagation through time: what it does and how to do it".
TrainResult train(Network& network, const Dataset& data, const TrainOptions& options = {});

/// Loss and metric of a network on a data set, each sequence from a cleared state.
struct TestResult {
  double loss = 0;
  double metric = 0;
};
TestResult test(const Network& network, const Dataset& data, Loss loss);

/// Writes the progress of a training: on a terminal of so many columns one line that is written over and cut to fit;
/// with 0 columns, which is no terminal, a line for each epoch. For TrainOptions::on_epoch.
std::function<bool(const Epoch&)> progress_to(std::ostream& out, Loss loss, std::size_t columns = 0);

}  // namespace plexus
