#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/run.hpp>

#include "bench/science/science.hpp"

namespace plexus::bench {
namespace {

Run run_of(bool solved, std::size_t evaluations, std::size_t hidden, std::optional<double> generalisation, double score,
           double seconds) {
  return {.seed = 1,
          .solved = solved,
          .evaluations = evaluations,
          .generations = 1,
          .hidden = hidden,
          .connections = 5,
          .generalisation = generalisation,
          .score = score,
          .seconds = seconds};
}

const ScienceRow& xor_row() { return *science_rows_named(std::vector<std::string>{"xor-neat"}).front(); }

settings::Setting short_setting() {
  evolve::Options options;
  options.population = 6;
  options.generations = 3;
  return {options, architect::Perceptron({5, 1}, {.output = Activation::tanh, .seed = 3})};
}

settings::Setting few_episodes() {
  settings::Setting setting = short_setting();
  setting.episodes = evolve::EpisodeOptions{.episodes = 2, .confirm = 5};
  return setting;
}

}  // namespace

TEST_CASE("science: a summary is that of the runs that solved it, and its score that of all", "[bench][science]") {
  const std::vector<Run> runs{run_of(true, 300, 1, 210, 10, 0.5), run_of(false, 9000, 7, 10, 2, 100),
                              run_of(true, 150, 2, 300, 12, 0.25), run_of(true, 750, 3, 240, 16, 1.5)};
  const ScienceSummary summary = summary_of(runs);
  CHECK(summary.runs == 4);
  CHECK(summary.solved == 3);
  CHECK(summary.mean == Approx(400));
  CHECK(summary.median == 300);
  CHECK(summary.deviation == Approx(std::sqrt((100.0 * 100 + 250.0 * 250 + 350.0 * 350) / 2)));
  CHECK(summary.most == 750);
  CHECK(summary.hidden == Approx(2));
  CHECK(summary.seconds == Approx(0.75));
  CHECK(summary.score == Approx(10));
  REQUIRE(summary.generalisation);
  CHECK(*summary.generalisation == Approx(250));
}

TEST_CASE("science: the median of an even number of runs lies between the two in the middle", "[bench][science]") {
  std::vector<Run> runs;
  for (const std::size_t evaluations : {900, 100, 400, 200}) runs.push_back(run_of(true, evaluations, 0, {}, 1, 1));
  const ScienceSummary summary = summary_of(runs);
  CHECK(summary.median == 300);
  CHECK_FALSE(summary.generalisation);
}

TEST_CASE("science: one run has no deviation, and runs that all fail have no evaluations", "[bench][science]") {
  CHECK(summary_of(std::vector{run_of(true, 500, 1, {}, 3, 1)}).deviation == 0);
  const ScienceSummary failed = summary_of(std::vector{run_of(false, 500, 1, 100, 3, 1)});
  CHECK(failed.runs == 1);
  CHECK(failed.solved == 0);
  CHECK(failed.mean == 0);
  CHECK(failed.score == 3);
  CHECK_FALSE(failed.generalisation);
}

TEST_CASE("science: the table has a line for our runs and one for each publication, of as many columns as its head",
          "[bench][science]") {
  const ScienceRow row{.name = "a-row",
                       .task = "xor",
                       .method = "NEAT",
                       .seeds = 2,
                       .setting = settings::xor_neat,
                       .published = {{"Some system", "9 of 9", "1,234", "250", "2.5", "Somebody 2002"}}};
  std::ostringstream text;
  print_head(text);
  print(text, row, summary_of(std::vector{run_of(true, 12000, 1, 286, 3, 0.0012), run_of(false, 9, 1, {}, 3, 1)}));
  std::istringstream lines(text.str());
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  REQUIRE(all.size() == 4);
  for (const std::string& line : all) CHECK(std::ranges::count(line, '|') == std::ranges::count(all[0], '|'));
  CHECK(all[2] ==
        "| `a-row` | **Plexus**, NEAT | 1 of 2 | 12,000 | 12,000 | 0 | 12,000 | 286 | 1.00 | 1.20 ms | this command |");
  CHECK(all[3] == "| | Some system | 9 of 9 | 1,234 | | | | 250 | 2.5 | | Somebody 2002 |");
}

TEST_CASE("science: a row of the file leaves out a generalisation that there is not", "[bench][science]") {
  const std::vector<Run> runs{run_of(true, 150, 2, {}, 12.5, 0.25), run_of(false, 300, 1, 77, 1, 2)};
  CHECK(csv_of(xor_row(), runs) ==
        "xor-neat,NEAT,1,1,150,1,2,5,,12.5,0.25\n"
        "xor-neat,NEAT,1,0,300,1,1,5,77,1,2\n");
}

TEST_CASE("science: a run is a function of its seed", "[bench][science]") {
  const Run first = run_once(xor_row(), 5), again = run_once(xor_row(), 5), other = run_once(xor_row(), 6);
  CHECK(first.seed == 5);
  CHECK(first.solved);
  CHECK(first.score == again.score);
  CHECK(first.evaluations == again.evaluations);
  CHECK(first.connections == again.connections);
  CHECK(first.score != other.score);
}

TEST_CASE("science: the episodes of a setting score and confirm its networks, instead of those of the task",
          "[bench][science]") {
  const auto row_of = [](settings::Setting (*setting)()) {
    return ScienceRow{.name = "a-row",
                      .task = "swing-up-hard",
                      .method = "NEAT",
                      .seeds = 1,
                      .setting = setting,
                      .published = {},
                      .goes_on = true};
  };
  settings::Setting setting = short_setting();
  setting.options.seed = 7;
  setting.options.threads = 1;
  const auto fitness = evolve::score_in(evolve::game_named("swing-up-hard"), {.episodes = 2, .confirm = 5});
  const Run by_setting = run_once(row_of(few_episodes), 7), by_task = run_once(row_of(short_setting), 7);
  CHECK(by_setting.score == evolve::run(setting.start, fitness, setting.options).score);
  CHECK(by_setting.score != by_task.score);
  CHECK(by_setting.generations == 3);
}

TEST_CASE("science: all rows are of tasks that exist, have names of their own, and settings that fit the task",
          "[bench][science]") {
  std::set<std::string_view> names;
  for (const ScienceRow& row : science_rows()) {
    INFO(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(row.seeds >= 10);
    const evolve::TaskRow& task = evolve::task_named(row.task);
    const settings::Setting setting = row.setting();
    CHECK(setting.start.input_count() == task.inputs);
    CHECK(setting.start.output_count() == task.outputs);
    CHECK(evolve::check(setting.options).empty());
    CHECK_FALSE(row.published.empty());
    for (const Published& each : row.published) CHECK_FALSE(each.source.empty());
  }
}

TEST_CASE("science: what is called NEAT starts without hidden units, mates, and keeps species", "[bench][science]") {
  for (const ScienceRow& row : science_rows()) {
    if (row.method != "NEAT") continue;
    INFO(row.name);
    const settings::Setting setting = row.setting();
    CHECK(setting.options.strategy == evolve::Strategy::neat);
    CHECK(setting.start.topology().hidden_count() == 0);
    CHECK(setting.options.species.enabled);
    CHECK(setting.options.species.target > 1);
    CHECK(setting.options.crossover.share >= 0.25);
    const auto share = [&](evolve::Mutation wanted) {
      const auto found = std::ranges::find(setting.options.mutation.kinds, wanted, &evolve::MutationShare::mutation);
      return found == setting.options.mutation.kinds.end() ? 0 : found->share;
    };
    CHECK(share(evolve::Mutation::add_node) > 0);
    CHECK(share(evolve::Mutation::add_connection) > 0);
  }
}

TEST_CASE("science: seeds that end before they begin are refused", "[bench][science]") {
  std::ostringstream log;
  CHECK_THROWS_WITH(run_all(xor_row(), {.first_seed = 3, .last_seed = 2}, log),
                    Catch::Matchers::Contains("the seeds end at 2"));
  CHECK_THROWS_AS(science_rows_named(std::vector<std::string>{"xor-neat", "xor-neet"}), Error);
}

}  // namespace plexus::bench
