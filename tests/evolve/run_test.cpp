#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const Dataset xor_cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};

bool same(const Record& a, const Record& b) {
  const auto equal = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return a.generation == b.generation && equal(a.best, b.best) && equal(a.mean, b.mean) && equal(a.worst, b.worst) &&
         equal(a.champion, b.champion) && a.species == b.species && a.hidden == b.hidden &&
         a.connections == b.connections && a.gates == b.gates && a.evaluations == b.evaluations;
}

// A reward with luck and memory in it.
double gamble(Agent& agent, Random& random) {
  double reward = 0;
  for (int i = 0; i < 5; ++i) reward += agent.activate({random.uniform(-1, 1), random.normal()})[0] * random.normal();
  return reward;
}

Options recurrent_options(std::size_t threads) {
  Options options{.population = 40, .generations = 15, .seed = 11, .threads = threads};
  options.mutation.kinds = recurrent_mutations();
  return options;
}

}  // namespace

TEST_CASE("xor is evolved to an error below 0.01 for 20 of 20 seeds", "[evolve][run]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    auto [best, error, generations] = run(architect::Perceptron({2, 1}), error_on(xor_cases),
                                          {.population = 150, .generations = 100, .target = 0.01, .seed = seed});
    CHECK(error <= 0.01);
    CHECK(generations < 100);
    for (const auto& [input, wanted] : xor_cases) CHECK(std::abs(best.activate(input)[0] - wanted[0]) < 0.2);
  }
}

TEST_CASE("a run finds the same champion and history, bit for bit, on 1, 2 and 3 threads", "[evolve][run]") {
  for (const bool stochastic : {false, true}) {
    const Fitness fitness =
        stochastic ? Fitness(gamble, {.episodes = 2, .confirm = 10, .shared = false}) : error_on(xor_cases);
    const auto evolve_on = [&](std::size_t threads) {
      return run(architect::Perceptron({2, 1}), fitness, recurrent_options(threads));
    };
    const Result one = evolve_on(1);
    CHECK(one.generations == 15);
    for (const std::size_t threads : {2U, 3U}) {
      const Result more = evolve_on(threads);
      CHECK(one.best == more.best);
      CHECK(one.score == more.score);
      CHECK(std::ranges::equal(one.history, more.history, same));
    }
  }
}

TEST_CASE("ask and tell give what run gives", "[evolve][run]") {
  const Fitness fitness = error_on(xor_cases);
  Options options = recurrent_options(1);
  options.goal = Goal::minimise;
  Population population(architect::Perceptron({2, 1}), options);
  for (std::size_t generation = 0; generation < options.generations; ++generation) {
    std::vector<double> scores;
    for (std::size_t i = 0; i < population.ask().size(); ++i)
      scores.push_back(fitness.score(population.ask()[i], {options.seed, generation, i}));
    population.tell(scores);
  }
  const Result result = run(architect::Perceptron({2, 1}), fitness, options);
  CHECK(result.best == population.champion().network);
  CHECK(std::ranges::equal(result.history, population.history(), same));
}

TEST_CASE("cart-pole is learned so that 100 fresh episodes last to the end", "[evolve][run][game]") {
  const GameRow& game = game_named("cartpole");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Result result =
        run(architect::Perceptron({4, 2}), score_in(game), {.generations = 50, .target = game.solved, .seed = seed});
    CHECK(result.stopped == Stopped::target);
    Agent agent(result.best);
    for (std::uint64_t episode = 0; episode < 100; ++episode) {
      Random random(seed + 1000, episode);
      CHECK(play_episode(*game.make(), agent, random) == 500);
    }
  }
}

TEST_CASE("a lucky score makes no champion: it is confirmed first", "[evolve][run]") {
  // Every network is worth 0 on average; a first score of above 1 is luck.
  const Fitness luck([](Agent&, Random& random) { return random.normal(); },
                     {.episodes = 1, .confirm = 200, .shared = false});
  const Result result =
      run(architect::Perceptron({1, 1}), luck, {.population = 50, .generations = 10, .target = 1.0, .seed = 4});
  CHECK(result.stopped == Stopped::generations);
  CHECK(result.score < 0.5);
  const Fitness unconfirmed([](Agent&, Random& random) { return random.normal(); },
                            {.episodes = 1, .confirm = 0, .shared = false});
  CHECK(run(architect::Perceptron({1, 1}), unconfirmed, {.population = 50, .generations = 10, .target = 1.0, .seed = 4})
            .score >= 1);
}

TEST_CASE("a run that fails names the individual, and its population goes on from there as if nothing had been",
          "[evolve][run]") {
  const Fitness good = error_on(xor_cases);
  const Fitness flawed(Goal::minimise, [&](const Network& network, const Trial& trial) {
    if (trial.generation == 6 && trial.individual == 17) throw std::runtime_error("disk full");
    return good.score(network, trial);
  });
  Options options = recurrent_options(2);
  options.goal = Goal::minimise;
  Population population(architect::Perceptron({2, 1}), options);
  CHECK_THROWS_WITH(run(population, flawed), Catch::Matchers::Contains("generation 6") &&
                                                 Catch::Matchers::Contains("individual 17") &&
                                                 Catch::Matchers::Contains("disk full"));
  CHECK(population.generation() == 6);
  const Result resumed = run(population, good), uninterrupted = run(architect::Perceptron({2, 1}), good, options);
  CHECK(resumed.best == uninterrupted.best);
  CHECK(std::ranges::equal(resumed.history, uninterrupted.history, same));
}

TEST_CASE("a fitness that never gave a finite score ends a run at once, and the population is as it was",
          "[evolve][run]") {
  const auto refused = [](double score, Goal goal, std::size_t confirm, std::optional<double> target) {
    Population population(architect::Perceptron({1, 1}),
                          {.population = 10, .generations = 8, .target = target, .goal = goal});
    const Population before = population;
    const Fitness hopeless([&](Agent&, Random&) { return score; }, {.confirm = confirm, .goal = goal});
    try {
      run(population, hopeless);
    } catch (const Error& error) {
      CHECK(population.generation() == 0);
      CHECK(std::ranges::equal(population.ask(), before.ask()));
      return std::string(error.what());
    }
    CHECK(population.generation() == (target ? 1 : 8));
    return std::string();
  };
  for (const std::size_t confirm : {0U, 5U}) {
    CHECK_THAT(refused(nan, Goal::maximise, confirm, 0),
               Catch::Matchers::Contains("in generation 0 the fitness gave none of 10 networks a finite score (10 "
                                         "NaN, 0 infinite), so there is nothing to select by; "));
    CHECK_THAT(refused(infinity, Goal::minimise, confirm, {}), Catch::Matchers::Contains("(0 NaN, 10 infinite)"));
    CHECK_FALSE(refused(infinity, Goal::maximise, confirm, {}).empty());
    // Better than any target, and worse than any.
    CHECK(refused(infinity, Goal::maximise, confirm, 1).empty());
    CHECK_FALSE(refused(infinity, Goal::minimise, confirm, 1).empty());
    CHECK(refused(0.0, Goal::maximise, confirm, {}).empty());
  }
}

TEST_CASE("one finite score is enough for a run, and a generation without any leaves its champion", "[evolve][run]") {
  std::size_t generation = 0;
  PopulationEvaluator evaluator(Goal::maximise, [&](std::span<const Network> networks, Random&) {
    std::vector<double> scores(networks.size(), generation % 2 == 0 ? nan : -infinity);
    if (generation == 0) scores[7] = -3;
    ++generation;
    return scores;
  });
  Population population(architect::Perceptron({1, 1}), {.population = 10, .generations = 6});
  const Network seventh = population.ask()[7];
  const Result result = run(population, evaluator);
  CHECK(result.generations == 6);
  CHECK(result.score == -3);
  CHECK(result.best == seventh);
  CHECK(std::isnan(result.history.back().mean));
}

TEST_CASE("the callback sees every generation and may stop the run", "[evolve][run]") {
  std::size_t calls = 0;
  const Result result = run(architect::Perceptron({2, 1}), error_on(xor_cases), {.population = 20, .generations = 50},
                            [&](const Generation& generation) {
                              CHECK(generation.record.generation == calls);
                              CHECK(generation.record.evaluations == 20 * (calls + 1));
                              CHECK(generation.population.generation() == calls + 1);
                              CHECK(generation.seconds_left >= 0);
                              return ++calls < 4;
                            });
  CHECK(calls == 4);
  CHECK(result.generations == 4);
  CHECK(result.stopped == Stopped::callback);
}

TEST_CASE("progress is a line for each generation, or one line that is written over on a terminal", "[evolve][run]") {
  const auto written = [](std::size_t columns) {
    std::ostringstream out;
    run(architect::Perceptron({2, 1}), error_on(xor_cases), {.population = 10, .generations = 5},
        progress_to(out, columns));
    return out.str();
  };
  const std::string plain = written(0), line = written(30);
  CHECK(std::ranges::count(plain, '\n') == 5);
  CHECK(plain.find('\r') == std::string::npos);
  CHECK(plain.find("generation 5/5") != std::string::npos);
  CHECK(std::ranges::count(line, '\n') == 1);
  CHECK(std::ranges::count(line, '\r') == 5);
  std::istringstream lines(line);
  for (std::string each; std::getline(lines, each, '\r');) CHECK(each.substr(0, each.find('\x1b')).size() < 30);
}

TEST_CASE("a population that was told no scores takes the goal of the fitness, and another keeps its own",
          "[evolve][run]") {
  const Network start = architect::Perceptron({2, 1});
  const Options options{.population = 20, .generations = 5, .seed = 3};
  Population population(start, options);
  const Result result = run(population, error_on(xor_cases));
  CHECK(population.options().goal == Goal::minimise);
  CHECK(result.best == run(start, error_on(xor_cases), options).best);

  const Fitness opposite(Goal::maximise, [](const Network&, const Trial&) { return 1.0; });
  const std::vector<Network> before(population.ask().begin(), population.ask().end());
  CHECK_THROWS_WITH(run(population, opposite),
                    Catch::Matchers::Contains("to be maximised, but the population was minimising for 5 generations") &&
                        Catch::Matchers::Contains("begin with a new Population"));
  CHECK(std::ranges::equal(population.ask(), before));
  CHECK(population.options().goal == Goal::minimise);
}

TEST_CASE("progress on a terminal is of whole parts, the champion's score first, with all digits before the point",
          "[evolve][run]") {
  const std::regex part(
      "generation [0-9]+/5|champion [0-9]+|best [0-9]+|mean [0-9.]+|at most .* left|hidden [0-9]+|connections [0-9]+|"
      "species [0-9]+|[0-9]+ evaluations/s");
  const Fitness many(Goal::maximise, [](const Network& network, const Trial&) {
    return 100000 + static_cast<double>(network.topology().connection_count());
  });
  for (const std::size_t columns : {20U, 40U, 60U, 80U, 100U, 200U}) {
    std::ostringstream out;
    run(architect::Perceptron({2, 1}), many, {.population = 10, .generations = 5}, progress_to(out, columns));
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line, '\r');) {
      line = line.substr(0, line.find('\x1b'));
      INFO(columns << ": " << line);
      CHECK(line.size() < columns);
      std::size_t parts = 0;
      for (std::size_t end = 0; !line.empty(); line.erase(0, end), ++parts) {
        end = line.find("  ");
        CHECK(std::regex_match(line.substr(0, end), part));
        if (parts == 1) CHECK(line.starts_with("champion 10000"));
        end = end == std::string::npos ? line.size() : end + 2;
      }
    }
  }
}

}  // namespace plexus::evolve
