#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>
#include <plexus/evolve/game/game.hpp>

#include "commands.hpp"
#include "episodes.hpp"
#include "input_file.hpp"
#include "number_options.hpp"
#include "report.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

struct TestChoice {
  std::string file;
  std::string data;
  std::optional<std::size_t> last;
  std::size_t episodes = 100;
  std::uint64_t seed = 1;
};

void test_table(const Model& model, const TestChoice& choice) {
  const Dataset data = encode(read_csv(choice.data), *model.table);
  const Score score = score_of(model.network, *model.table, data);
  std::cout << choice.data << ": " << line_of(score, *model.table) << '\n';
  if (model.table->target.is_class()) print_classes(std::cout, score, model.table->target);
  print_origin(std::cout, model, choice.data);
}

void test_series(const Model& model, const TestChoice& choice) {
  const Table table = read_csv(choice.data);
  const std::vector<double> series = numbers_in(table, table.column(model.series->column));
  if (series.size() < 3)
    throw Error(choice.data, ": has ", count_of(series.size(), "row"), ", and the first forecast is that of the third");
  const std::size_t rows = choice.last.value_or(series.size() - 2);
  if (rows > series.size() - 2)
    throw Error("--last: got ", rows, ", but ", choice.data, " has ", series.size(),
                " rows, and the first forecast is that of the third: at most ", series.size() - 2);
  const ForecastScore score = forecast_score(model.network, *model.series, series, rows);
  std::cout << choice.data << ": " << line_of(score, *model.series) << '\n';
  print_origin(std::cout, model, choice.data, series.size() - rows);
}

void run(const TestChoice& choice) {
  const Model model = read_model(choice.file);
  if (!model.game.empty()) {
    if (!choice.data.empty()) throw Error("'", choice.file, "' plays ", model.game, " and does not read ", choice.data);
    const auto scores = play_episodes(model.network, evolve::game_named(model.game), choice.episodes, choice.seed);
    std::cout << model.game << ", " << line_of(scores) << '\n';
    return;
  }
  if (choice.last && model.table)
    throw Error("--last is for a series, and '", choice.file, "' answers ", model.table->target.name);
  if (!model.table && !model.series)
    throw Error("'", choice.file,
                "' is a network alone: it does not say what its inputs and outputs mean; plexus train and plexus "
                "evolve save that");
  if (choice.data.empty())
    throw Error("which CSV file is '", choice.file, "' to be tested on? Say plexus test ", choice.file, " FILE.csv");
  model.table ? test_table(model, choice) : test_series(model, choice);
}

}  // namespace

void add_test(CLI::App& app) {
  const auto choice = std::make_shared<TestChoice>();
  CLI::App* command = app.add_subcommand("test", "Test a network on a CSV file, or in fresh episodes of its game");
  command->add_option("file", choice->file, "Saved network")->required()->type_name("FILE");
  command->add_option("data", choice->data, "CSV file with the columns that the network was made for")
      ->type_name("CSV");
  add_whole_number(*command, "--last", choice->last,
                   "Test forecasts of the last so many rows alone; those before lead up to them")
      ->type_name("ROWS");
  add_whole_number(*command, "--episodes", choice->episodes, "Of a game", some_episodes)->capture_default_str();
  add_whole_number(*command, "--seed", choice->seed, "Of the episodes", any_seed)->capture_default_str();
  command->footer(
      "Examples:\n"
      "  plexus test model.json iris.csv\n"
      "  plexus test model.json co2.csv --last 60\n"
      "  plexus test champion.json --episodes 1000");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
