#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>

#include "commands.hpp"
#include "layer_list.hpp"
#include "learning.hpp"
#include "output_file.hpp"
#include "report.hpp"
#include "table_job.hpp"
#include "text.hpp"
#include "train_options.hpp"

namespace plexus::command {
namespace {

Model train_table(const TrainChoice& choice) {
  const TableJob job = prepare(choice.file, choice.columns, choice.hold_out.value_or(0.2), choice.seed);
  const LossChoice loss = loss_of(choice, job.encoding.target.is_class());
  TrainOptions options = options_of(choice, loss.loss);
  const auto rows = static_cast<double>(job.training.sequence_count());
  if (const double measured = std::round(options.validation * rows);
      options.validation > 0 && !(measured >= 1 && measured < rows))
    throw Error("--validation: ", options.validation, " of ", rows, " training rows leaves none to ",
                measured < 1 ? "measure on" : "learn from");
  options.epochs = choice.epochs.value_or(100);
  options.batch = choice.batch.value_or(choice.online() ? 1 : 32);
  options.rate = choice.rate.value_or(0.01);
  options.clip = choice.clip.value_or(0);
  const LayerList layers{choice.layers.value_or("tanh:64"), loss.output};
  Network network = network_of(layers, job.encoding.input_count(), job.encoding.output_count(), choice.seed);
  describe(std::cout, job, choice.columns);
  learn(network, job.training, options, choice);
  const std::string results = print_results(std::cout, network, job);
  return {network,
          job.encoding,
          {},
          {},
          note_of({"trained", job.training.size(), job.table.row_count(), choice.file, results})};
}

Model train_series(const TrainChoice& choice) {
  if (choice.validation > 0 || choice.patience > 0)
    throw Error(
        "--validation and --patience do not go with --series: parts of a series overlap; --hold-out keeps its last "
        "rows apart");
  const Table table = read_csv(choice.file);
  const std::vector<double> series = numbers_in(table, table.column(choice.series));
  const std::size_t held_out = held_out_rows(choice.hold_out.value_or(series.size() >= 300 ? 60 : 0.2), series.size());
  if (series.size() - held_out < 3)
    throw Error(choice.file, ": has ", count_of(series.size(), "row"), ", of which ", held_out,
                " are held out; wanted at least 3 to learn from");
  const auto training = std::span(series).first(series.size() - held_out);
  const SeriesEncoding encoding = find_series_encoding(choice.series, training);
  const Dataset windows = windows_of(training, encoding, choice.window, std::max<std::size_t>(choice.window / 4, 1));

  const LossChoice loss = loss_of(choice, false);
  TrainOptions options = options_of(choice, loss.loss);
  options.epochs = choice.epochs.value_or(300);
  options.batch = choice.batch.value_or(choice.online() ? 1 : 8);
  options.rate = choice.rate.value_or(0.02);
  options.clip = choice.clip.value_or(1);
  const LayerList layers{choice.layers.value_or("LSTM:16"), loss.output};
  Network network = network_of(layers, 1, 1, choice.seed);
  std::cout << choice.file << ": " << series.size() << " rows in the order of time; the first " << training.size()
            << " to learn from, the last " << held_out << " held out to test on\n"
            << "series: " << choice.series << "; the network sees each change and forecasts the next one\n";
  learn(network, windows, options, choice);
  std::string results =
      "training rows: " + line_of(forecast_score(network, encoding, training, training.size() - 2), encoding);
  std::cout << results << '\n';
  if (held_out > 0) {
    results = "held-out rows: " + line_of(forecast_score(network, encoding, series, held_out), encoding);
    std::cout << results << '\n';
  }
  return {network, {}, encoding, {}, note_of({"trained", training.size(), series.size(), choice.file, results})};
}

void run(const TrainChoice& choice) {
  require_writable("--output", choice.output);
  require_other_file("--output", choice.output, choice.file);
  write_model(choice.series.empty() ? train_table(choice) : train_series(choice), choice.output);
}

}  // namespace

void add_train(CLI::App& app) {
  const auto choice = std::make_shared<TrainChoice>();
  CLI::App* command = app.add_subcommand("train", "Train a network on a CSV file");
  add_train_options(*command, *choice);
  command->footer(
      "Examples:\n"
      "  plexus train iris.csv --target species\n"
      "  plexus train digits.csv --target digit --layers 64 -o digits.json\n"
      "  plexus train digits.csv --target digit --layers relu:64,tanh:32 --epochs 50 --patience 10\n"
      "  plexus train breast_cancer.csv --target mean_area --inputs mean_radius,mean_texture\n"
      "  plexus train co2.csv --series co2_ppm --layers LSTM:16");
  command->callback([choice, command] {
    check_rule(*command, *choice);
    run(*choice);
  });
}

}  // namespace plexus::command
