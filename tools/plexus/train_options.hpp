#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <plexus/train/train.hpp>

#include "table_job.hpp"

namespace plexus::command {

/// What a person says to `plexus train`. What is left out depends on whether a table or a series is learned.
struct TrainChoice {
  std::string file;
  ColumnChoice columns;
  std::string series;
  std::optional<std::size_t> epochs, batch;
  std::optional<double> rate, clip, hold_out;
  std::optional<std::string> layers, loss;
  std::string rule = "backpropagation", optimizer = "adamw", schedule = "cosine";
  double weight_decay = 0.1, validation = 0, momentum = 0, dropout = 0;
  std::size_t patience = 0, truncation = 0, window = 48, threads = 0;
  std::uint64_t seed = 1;
  std::string output = "model.json";
  bool quiet = false;

  bool online() const { return rule == "online"; }
};

/// A loss that fits what the encodings make of targets, and the outputs that it wants.
struct LossChoice {
  Loss loss;
  Activation output;
  bool for_classes;
  bool for_numbers;
  bool for_online;  ///< whether the online rule follows its gradient: where that is output - target
};

/// The loss that was asked for, or the usual one for classes or numbers. Throws Error when it does not fit them, or the
/// rule.
LossChoice loss_of(const TrainChoice& choice, bool classes);

/// The options of a training, without those that have defaults of their own for tables and series.
TrainOptions options_of(const TrainChoice& choice, Loss loss);

/// Throws an error of the command line when an option was given that means nothing to the rule.
void check_rule(const CLI::App& command, const TrainChoice& choice);

/// Adds all options to the command line.
void add_train_options(CLI::App& command, TrainChoice& choice);

}  // namespace plexus::command
