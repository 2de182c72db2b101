#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>
#include <string>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/report.hpp>
#include <plexus/evolve/run.hpp>

// To minimise is to maximise the negated score: everything else must be the same, to the last bit.

namespace plexus::evolve {
namespace {

Fitness directed(Goal goal, bool lucky) {
  const double sign = goal == Goal::maximise ? 1 : -1;
  if (!lucky) return Fitness(goal, [sign](const Network& network, const Trial&) { return sign * some_score(network); });
  return Fitness(
      [sign](Agent& agent, Random& random) {
        return sign * (agent.activate({random.uniform(), 1})[0] + random.normal());
      },
      {.episodes = 2, .confirm = 20, .goal = goal});
}

Result run_to(Goal goal, bool lucky, Options options, std::vector<std::vector<double>>& species) {
  if (options.target && goal == Goal::minimise) options.target = -*options.target;
  options.goal = goal;
  Population population(architect::Perceptron({2, 1}), options);
  const Result result = run(population, directed(goal, lucky), [&](const Generation& generation) {
    auto& best = species.emplace_back();
    for (const Species& each : generation.population.species()) best.push_back(each.best_score);
    return true;
  });
  return result;
}

}  // namespace

TEST_CASE("minimising finds what maximising the negated score finds, for every selection and way to stop",
          "[evolve][minimise]") {
  for (const bool lucky : {false, true})
    for (const Selection selection : {Selection::power, Selection::proportional, Selection::tournament})
      for (const int stop : {0, 1, 2}) {
        CAPTURE(lucky, static_cast<int>(selection), stop);
        Options options = stop == 1 ? neat_options() : small(25, 9);
        options.population = 25;
        options.generations = 12;
        options.selection.kind = selection;
        if (stop == 1) options.target = 2;
        if (stop == 2) options.patience = 2;
        std::vector<std::vector<double>> species_up, species_down;
        const Result up = run_to(Goal::maximise, lucky, options, species_up);
        const Result down = run_to(Goal::minimise, lucky, options, species_down);
        CHECK(up.stopped == down.stopped);
        CHECK(up.best == down.best);
        CHECK(up.score == -down.score);
        REQUIRE(up.history.size() == down.history.size());
        for (std::size_t i = 0; i < up.history.size(); ++i) {
          const Record &a = up.history[i], &b = down.history[i];
          CHECK(a.best == -b.best);
          CHECK(a.mean == -b.mean);
          CHECK(a.worst == -b.worst);
          CHECK(a.champion == -b.champion);
          CHECK(a.species == b.species);
          CHECK(a.connections == b.connections);
          CHECK(b.best <= b.mean);
          CHECK(b.mean <= b.worst);
          if (i > 0) CHECK(b.champion <= down.history[i - 1].champion);
          for (double& score : species_down[i]) score = -score;
          CHECK(species_up[i] == species_down[i]);
        }
      }
}

TEST_CASE("reports of a minimised score tell it as it is, the lowest as the best", "[evolve][minimise][report]") {
  std::ostringstream csv, lines, progress;
  Options options = small(6);
  options.generations = 1;
  run(architect::Perceptron({2, 1}),
      Fitness(Goal::minimise,
              [](const Network&, const Trial& trial) { return 2.0 + static_cast<double>(trial.individual); }),
      options, all_of({csv_to(csv), jsonl_to(lines), progress_to(progress)}));
  CHECK_THAT(csv.str(), Catch::Matchers::Contains("\n0,6,2,4.5,7,2,1,0,"));
  CHECK_THAT(lines.str(), Catch::Matchers::Contains("\"best\": 2, \"mean\": 4.5, \"worst\": 7"));
  CHECK_THAT(progress.str(), Catch::Matchers::Contains("best 2  mean 4.5"));
}

}  // namespace plexus::evolve
