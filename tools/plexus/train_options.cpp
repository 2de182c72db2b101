#include "train_options.hpp"

#include <array>

#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

#include "layer_list.hpp"
#include "name_check.hpp"
#include "number_options.hpp"
#include "output_file.hpp"

namespace plexus::command {
namespace {

constexpr std::array loss_choices{
    LossChoice{Loss::softmax_cross_entropy, Activation::identity, true, false, false},
    LossChoice{Loss::binary_cross_entropy, Activation::logistic, true, false, true},
    LossChoice{Loss::mean_squared_error, Activation::identity, true, true, true},
    LossChoice{Loss::mean_absolute_error, Activation::identity, true, true, false},
};

constexpr std::array not_online{"--optimizer", "--weight-decay", "--clip",   "--validation",
                                "--patience",  "--truncation",   "--threads"};
constexpr std::array only_online{"--momentum", "--dropout"};

void add_training_options(CLI::App& command, TrainChoice& choice) {
  constexpr auto group = "Training";
  command
      .add_option("--layers", choice.layers,
                  std::string("What lies between inputs and outputs, in order: ") + layer_grammar +
                      ", or none. A bare SIZE is of relu units. With an LSTM, GRU or Memory the inputs also join the "
                      "outputs directly [tanh:64; for a series LSTM:16]")
      ->type_name("LAYER,...")
      ->group(group);
  command
      .add_option("--rule", choice.rule,
                  "How it learns: backpropagation (through time), or online, after each row, with eligibility traces")
      ->check(CLI::IsMember({"backpropagation", "online"}, CLI::ignore_space))
      ->type_name("RULE")
      ->capture_default_str()
      ->group(group);
  add_whole_number(command, "--epochs", choice.epochs, "Passes over the training rows [100; for a series 300]")
      ->group(group);
  add_whole_number(command, "--batch", choice.batch,
                   "Rows, or windows of a series, in one update [32; for a series 8; online 1, and always rows]")
      ->group(group);
  add_number(command, "--rate", choice.rate, "Learning rate [0.01; for a series 0.02]", {0, 1e6, true})->group(group);
  command.add_option("--optimizer", choice.optimizer, names_of(optimizer_rows()))
      ->check(name_in(optimizer_rows(), optimizer_named))
      ->capture_default_str()
      ->group(group);
  add_number(command, "--weight-decay", choice.weight_decay, "Of adamw: how fast weights shrink", {0, 1e6})
      ->capture_default_str()
      ->group(group);
  command.add_option("--schedule", choice.schedule, "Of the rate: " + names_of(schedule_rows()))
      ->check(name_in(schedule_rows(), schedule_named))
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--loss", choice.loss,
                  "Classes: softmax_cross_entropy (default) or binary_cross_entropy; numbers: mean_squared_error "
                  "(default) or mean_absolute_error")
      ->group(group);
  add_number(command, "--clip", choice.clip, "Longest gradient [0, which is any; for a series 1]", {0, 1e9})
      ->group(group);
  add_number(command, "--validation", choice.validation,
             "Share of the training rows to measure on; the best epoch is kept", {0, 0.99})
      ->group(group);
  add_whole_number(command, "--patience", choice.patience,
                   "Epochs without a better validation loss before training stops", any_count)
      ->group(group);
  add_whole_number(command, "--window", choice.window, "Steps of a series that are learned at a time")
      ->capture_default_str()
      ->group(group);
  add_whole_number(command, "--truncation", choice.truncation,
                   "Steps after which backpropagation through time is cut [0, which is never]", any_count)
      ->group(group);
  add_whole_number(command, "--threads", choice.threads,
                   "Threads that share the work of large batches, at most 1024 [0, which is one for each core]",
                   {0, 1024})
      ->group(group);
  add_number(command, "--momentum", choice.momentum, "Online: share of the last change that is made again", {0, 0.999})
      ->group(group);
  add_number(command, "--dropout", choice.dropout, "Online: share of the hidden units that is dropped in each step",
             {0, 0.999})
      ->group(group);
}

}  // namespace

LossChoice loss_of(const TrainChoice& choice, bool classes) {
  std::string fitting;
  for (const LossChoice& each : loss_choices) {
    if (classes ? !each.for_classes : !each.for_numbers) continue;
    if (choice.online() && !each.for_online) continue;
    if (!choice.loss || row(each.loss).name == *choice.loss) return each;
    fitting += (fitting.empty() ? "" : ", ") + std::string(row(each.loss).name);
  }
  throw Error("--loss: '", *choice.loss, "' does not fit a target of ", classes ? "classes" : "numbers",
              choice.online() ? " learned online" : "", "; wanted one of ", fitting);
}

TrainOptions options_of(const TrainChoice& choice, Loss loss) {
  TrainOptions options;
  options.loss = loss;
  options.optimizer.kind = optimizer_named(choice.optimizer);
  options.optimizer.weight_decay = choice.weight_decay;
  options.schedule.kind = schedule_named(choice.schedule);
  options.truncation = choice.truncation;
  options.patience = choice.patience;
  options.validation = choice.validation > 0 || choice.patience == 0 ? choice.validation : 0.2;
  options.seed = choice.seed;
  options.threads = choice.threads;
  return options;
}

void check_rule(const CLI::App& command, const TrainChoice& choice) {
  const auto refuse = [&](const auto& names) {
    for (const char* name : names)
      if (command.count(name) > 0) throw CLI::ValidationError(name, "does not go with --rule " + choice.rule);
  };
  choice.online() ? refuse(not_online) : refuse(only_online);
}

void add_train_options(CLI::App& command, TrainChoice& choice) {
  command.add_option("file", choice.file, "CSV file, its first line with the names of the columns")
      ->required()
      ->type_name("FILE");
  add_column_options(command, choice.columns);
  command.add_option("--series", choice.series, "Column to forecast, row after row, instead of --target")
      ->type_name("COLUMN")
      ->excludes("--target", "--inputs", "--ignore", "--classify", "--regress");
  command.add_option("--hold-out", choice.hold_out, hold_out_help)->type_name("SHARE|ROWS");
  add_whole_number(command, "--seed", choice.seed, "Of the split, the first weights and the order", any_seed)
      ->capture_default_str();
  command.add_flag("--quiet", choice.quiet, "No progress");
  add_output_option(command, choice.output);
  add_training_options(command, choice);
}

}  // namespace plexus::command
