#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <set>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/program/program.hpp>

#include "evolve/small_population.hpp"

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("the leader is the first of a ranking, also of equals, infinite scores and NaN", "[evolve][population]") {
  Random random(11);
  for (const Goal goal : {Goal::maximise, Goal::minimise})
    for (int repetition = 0; repetition < 200; ++repetition) {
      Options options = small(1 + random.below(6));
      options.goal = goal;
      const Population population(architect::Perceptron({2, 1}), options);
      std::vector<double> scores;
      for (std::size_t i = 0; i < options.population; ++i)
        scores.push_back(random.pick(std::vector{nan, infinity, -infinity, 0.0, 1.0}));
      CHECK(population.leader(scores) == ranking(scores, goal).front());
    }
  CHECK_THROWS_AS(Population(architect::Perceptron({2, 1}), small(2)).leader({}), Error);
}

TEST_CASE("a function of the user's may choose the mutations", "[evolve][population]") {
  Options options = small(20);
  options.mutation.choose = [](const Network& network, Random& random) {
    const bool small_one = network.topology().hidden_count() < 3;
    return small_one && random.chance(0.5) ? Mutation::add_node : Mutation::modify_weight;
  };
  Population population(architect::Perceptron({2, 1}), options);
  std::size_t largest = 0;
  for (int generation = 0; generation < 20; ++generation) {
    std::vector<double> scores;
    for (const Network& network : population.ask()) {
      largest = std::max(largest, network.topology().hidden_count());
      CHECK_FALSE(network.topology().is_recurrent());  // small() has the recurrent kinds
      scores.push_back(static_cast<double>(network.topology().hidden_count()));
    }
    population.tell(scores);
  }
  CHECK(largest >= 3);
  options.mutation.choose = [](const Network&, Random&) { return static_cast<Mutation>(200); };
  Population broken(architect::Perceptron({2, 1}), options);
  CHECK_THROWS_WITH(broken.tell(score_all(broken)), Catch::Matchers::Contains("200"));
}

TEST_CASE("a population keeps its size and its networks stay sound, whatever it is told", "[evolve][population]") {
  const std::vector<std::vector<double>> tellings{{1, 2, 3}, {nan},           {infinity, -infinity, nan, 0},
                                                  {-5},      {-1e308, 1e308}, {0}};
  for (const std::size_t size : {1U, 2U, 3U, 30U})
    for (const Goal goal : {Goal::maximise, Goal::minimise}) {
      Options options = small(size);
      options.goal = goal;
      Population population(architect::Perceptron({2, 2}), options);
      for (std::size_t generation = 0; generation < 24; ++generation) {
        const auto& told = tellings[generation % tellings.size()];
        std::vector<double> scores;
        for (std::size_t i = 0; i < size; ++i) scores.push_back(told[i % told.size()]);
        CAPTURE(size, generation);
        population.tell(scores);
        REQUIRE(population.ask().size() == size);
        for (const Network& network : population.ask()) REQUIRE(in_words(check(network)).empty());
        std::size_t members = 0;
        for (const Species& species : population.species()) members += species.size;
        CHECK(members == size);
      }
    }
}

TEST_CASE("the best live on unchanged, and the champion is never lost", "[evolve][population]") {
  Options options = small(25, 7);
  options.elitism = 3;
  Population population(architect::Perceptron({3, 2}), options);
  double best = -infinity;
  for (int generation = 0; generation < 30; ++generation) {
    const auto scores = score_all(population);
    const std::vector<Network> before(population.ask().begin(), population.ask().end());
    const auto order = ranking(scores, Goal::maximise);
    best = std::max(best, scores[order.front()]);
    population.tell(scores);
    for (std::size_t i = 0; i < 3; ++i)
      CHECK(std::ranges::find(population.ask(), before[order[i]]) != population.ask().end());
    CHECK(population.champion().score == best);
    CHECK(some_score(population.champion().network) == best);
    CHECK(population.history().back().champion == best);
  }
}

TEST_CASE("NaN is the worst score: its networks have no children while others do", "[evolve][population]") {
  Options options = small(40, 3);
  options.species.enabled = false;
  options.crossover.share = 0;
  options.mutation.kinds = {{Mutation::modify_bias, 1}};
  Population population(architect::Perceptron({1, 1}), options);
  std::vector<double> scores(40, nan);
  scores[5] = -100;
  const double weight = population.ask()[5].weight(0);
  population.tell(scores);
  CHECK(population.champion().score == -100);
  // Twelve survive (0.3 of 40), but a tournament of three is won by number 5 whenever it is drawn.
  const auto children =
      std::ranges::count_if(population.ask(), [=](const Network& network) { return network.weight(0) == weight; });
  CHECK(children > 3);
}

TEST_CASE("the same scores give the same generations on 1, 2 and 3 threads", "[evolve][population]") {
  const auto evolve_on = [](std::size_t threads) {
    Options options = small(33, 5);
    options.threads = threads;
    Population population(architect::Perceptron({2, 2}), options);
    for (int generation = 0; generation < 25; ++generation) population.tell(score_all(population));
    return population;
  };
  const Population one = evolve_on(1);
  for (const std::size_t threads : {2U, 3U}) {
    const Population more = evolve_on(threads);
    CHECK(std::ranges::equal(one.ask(), more.ask()));
    CHECK(one.champion().network == more.champion().network);
    CHECK(one.champion().score == more.champion().score);
  }
}

TEST_CASE("limits on the size hold in every generation, with every crossover", "[evolve][population]") {
  const Crossover kind = GENERATE(Crossover::uniform, Crossover::two_point, Crossover::by_position);
  Options options = small(40, 2);
  options.mutation.amount = 3;
  options.crossover.share = 0.7;
  options.crossover.equal = true;
  options.crossover.kinds = {{kind, 1}};
  options.mutation.limits = {.max_units = 8, .max_connections = 12, .max_gates = 2};
  Population population(architect::Perceptron({2, 1}), options);
  std::size_t largest = 0;
  for (int generation = 0; generation < 30; ++generation) {
    std::vector<double> scores;
    for (const Network& network : population.ask()) {
      const Topology& topology = network.topology();
      CHECK(topology.unit_count() <= 8);
      CHECK(topology.connection_count() <= 12);
      CHECK(topology.gate_count() <= 2);
      largest = std::max(largest, topology.unit_count());
      scores.push_back(static_cast<double>(topology.unit_count() + topology.connection_count()));  // growth is rewarded
    }
    population.tell(scores);
  }
  CHECK(largest == 8);
}

TEST_CASE("a start beyond the limits, and a wrong number of scores, are refused and change nothing",
          "[evolve][population]") {
  Options options = small(4);
  options.mutation.limits.max_connections = 3;
  CHECK_THROWS_WITH(Population(architect::Perceptron({2, 2}), options), Catch::Matchers::Contains("4 connections"));

  Population population(architect::Perceptron({2, 2}), small(4));
  const std::vector<Network> before(population.ask().begin(), population.ask().end());
  CHECK_THROWS_WITH(population.tell(std::vector<double>(3)),
                    Catch::Matchers::Contains("4 networks") && Catch::Matchers::Contains("3 scores"));
  CHECK(std::ranges::equal(population.ask(), before));
  CHECK_THROWS_WITH(population.champion(), Catch::Matchers::Contains("no generation"));
}

TEST_CASE("a generation that cannot be bred leaves the population as it was", "[evolve][population]") {
  Options options = small(20);
  std::atomic<bool> fails = false;
  options.mutation.choose = [&](const Network&, Random&) {
    if (fails) throw Error("no more");
    return Mutation::add_node;
  };
  Population population(architect::Perceptron({2, 1}), options);
  for (int generation = 0; generation < 3; ++generation) population.tell(score_all(population));
  const Population before = population;
  auto scores = score_all(population);
  scores[3] = 1e9;  // a new champion
  fails = true;
  CHECK_THROWS_WITH(population.tell(scores), Catch::Matchers::Contains("no more"));
  CHECK(to_bytes(population) == to_bytes(before));
  fails = false;
  population.tell(scores);
  Population again = before;
  again.tell(scores);
  CHECK(to_bytes(population) == to_bytes(again));
  CHECK(population.champion().score == 1e9);
}

TEST_CASE("children and survivors do not remember what their parents saw", "[evolve][population]") {
  std::vector<Network> starts(4, architect::Perceptron({2, 1}));
  for (Network& start : starts) start.activate({1, 2});
  Population population(starts, small(12));
  population.tell(score_all(population));
  for (const Network& network : population.ask()) CHECK(network.outputs_of_units().empty());
}

TEST_CASE("NEAT's options keep six to twenty species", "[evolve][population]") {
  Options options = neat_options();
  options.population = 150;
  options.seed = 4;
  Population population(architect::Perceptron({3, 2}), options);
  Random random(9);
  for (int generation = 0; generation < 60; ++generation) {
    std::vector<double> scores(population.ask().size());
    for (double& score : scores) score = random.uniform();
    population.tell(scores);
  }
  double mean = 0;
  for (const Record& record : population.history().last(30)) mean += static_cast<double>(record.species) / 30;
  CHECK(mean >= 6);
  CHECK(mean <= 20);
}

TEST_CASE("a species keeps its number and its birthday, and no other gets them", "[evolve][population]") {
  Options options = small(40, 6);
  options.species.threshold = 0.3;
  options.species.steering = 0;
  Population population(architect::Perceptron({2, 1}), options);
  std::map<std::uint64_t, std::size_t> birthdays;
  std::uint64_t newest = 0;
  for (std::size_t generation = 0; generation < 20; ++generation) {
    population.tell(score_all(population));
    for (const Species& species : population.species()) {
      const bool known = birthdays.contains(species.id);
      CHECK((known ? birthdays[species.id] == species.born : species.born == generation && species.id > newest));
      birthdays[species.id] = species.born;
    }
    newest = birthdays.rbegin()->first;
    CHECK(population.state().species_seen == newest);
  }
  CHECK(birthdays.size() > 5);
}

TEST_CASE("species without progress die out, but never all", "[evolve][population]") {
  Options options = small(30);
  options.species.threshold = 0.05;
  options.species.steering = 0;
  Population population(architect::Perceptron({2, 1}), options);
  for (int generation = 0; generation < 20; ++generation)
    population.tell(std::vector<double>(30, 1.0));  // no progress at all
  CHECK(population.ask().size() == 30);
  CHECK_FALSE(population.species().empty());
}

}  // namespace plexus::evolve
