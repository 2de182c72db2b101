#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/task/task.hpp>

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
  std::optional<std::size_t> episodes;
  std::optional<std::uint64_t> seed;
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

// The task that a network was evolved for, if its note says so and there still is one of that name.
const evolve::TaskRow* task_in(const std::string& note) {
  constexpr std::string_view begin = "evolved for the task ";
  if (!note.starts_with(begin)) return nullptr;
  const std::string name = note.substr(begin.size(), note.find(';') - begin.size());
  const auto found = std::ranges::find(evolve::task_rows(), name, &evolve::TaskRow::name);
  return found == evolve::task_rows().end() ? nullptr : &*found;
}

// One evaluation, as in a run, and the criterion.
void test_task(const Network& network, const evolve::TaskRow& row, std::uint64_t seed) {
  const evolve::Task task = row.make();
  const evolve::Evaluation found = task.fitness.evaluate(network, {.seed = seed});
  const bool solved = found.solved || task.fitness.solves(network, found);
  std::cout << row.name << ": score " << rounded(found.score, 6) << ", " << (solved ? "solved" : "not solved")
            << " by the criterion of the task\n";
}

void test_game(const Model& model, const TestChoice& choice) {
  const evolve::GameRow& game = evolve::game_named(model.game);
  std::cout << line_of(game, play_episodes(model.network, game, choice.episodes.value_or(100), choice.seed.value_or(1)))
            << '\n';
}

// Options that mean nothing to what a network does.
void require_meaning(const Model& model, const TestChoice& choice, const evolve::TaskRow* task) {
  const auto& file = choice.file;
  const bool plays = !model.game.empty();
  const std::string does = plays             ? "plays " + model.game
                           : model.table     ? "answers " + model.table->target.name
                           : model.series    ? "forecasts " + model.series->column
                           : task != nullptr ? "does the task " + std::string(task->name)
                                             : "is a network alone";
  if (choice.last && !model.series) throw Error("--last is for a series, and '", file, "' ", does);
  if (choice.episodes && !plays) throw Error("--episodes is for a game, and '", file, "' ", does);
  if (choice.seed && !plays && task == nullptr) throw Error("--seed is for a game or a task, and '", file, "' ", does);
  if (!choice.data.empty() && (plays || task != nullptr))
    throw Error("'", file, "' ", does, " and does not read ", choice.data);
}

void run(const TestChoice& choice) {
  const Model model = read_model(choice.file);
  const bool of_data = model.table || model.series;
  const evolve::TaskRow* task = model.game.empty() && !of_data ? task_in(model.note) : nullptr;
  require_meaning(model, choice, task);
  if (!model.game.empty()) return test_game(model, choice);
  if (task != nullptr) return test_task(model.network, *task, choice.seed.value_or(1));
  if (!of_data)
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
  CLI::App* command =
      app.add_subcommand("test", "Test a network on a CSV file, in fresh episodes of its game, or on its task");
  command->add_option("file", choice->file, "Saved network")->required()->type_name("FILE");
  command->add_option("data", choice->data, "CSV file with the columns that the network was made for")
      ->type_name("CSV");
  add_whole_number(*command, "--last", choice->last,
                   "Test forecasts of the last so many rows alone; those before lead up to them")
      ->type_name("ROWS");
  add_whole_number(*command, "--episodes", choice->episodes, "Of a game [100]", some_episodes);
  add_whole_number(*command, "--seed", choice->seed, "Of the episodes, or of what a task draws [1]", any_seed);
  command->footer(
      "Examples:\n"
      "  plexus test model.json iris.csv\n"
      "  plexus test model.json co2.csv --last 60\n"
      "  plexus test champion.json --episodes 1000");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
