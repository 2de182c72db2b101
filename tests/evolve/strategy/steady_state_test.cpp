#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

Options steady(std::size_t population, std::size_t window, std::uint64_t seed = 1) {
  Options options = small(population, seed);
  options.strategy = Strategy::steady_state;
  options.steady_state.window = window;
  return options;
}

std::vector<double> resident_scores(const Population& population) {
  return remembered(population.state(), "resident scores");
}

// A state that is told by hand what it would be told by a run.
void tell_some(Population& population) { population.tell(score_all(population)); }

}  // namespace

TEST_CASE("a steady state first scores as many variations of the start as it has residents",
          "[evolve][strategy][steady_state]") {
  for (const std::size_t window : {3U, 10U, 25U}) {
    CAPTURE(window);
    const Options options = steady(10, window);
    const Network start = architect::Perceptron({2, 1});
    Population population(start, options);
    const auto wanted = first_generation(std::vector{start}, options, std::max<std::size_t>(10, window));
    std::vector<Network> asked;
    while (asked.size() < wanted.size()) {
      CHECK(population.ask().size() == window);
      asked.insert(asked.end(), population.ask().begin(), population.ask().end());
      tell_some(population);
    }
    CHECK(std::equal(wanted.begin(), wanted.end(), asked.begin()));
  }
}

TEST_CASE("a steady state that replaces the worst keeps the best that were ever scored",
          "[evolve][strategy][steady_state]") {
  for (const Goal goal : {Goal::maximise, Goal::minimise}) {
    Options options = steady(15, 4, 3);
    options.steady_state.replacement = Replacement::worst;
    options.goal = goal;
    Population population(architect::Perceptron({2, 1}), options);
    std::vector<double> all;
    Random random(5);
    for (int window = 0; window < 40; ++window) {
      std::vector<double> scores;
      for (std::size_t i = 0; i < 4; ++i) scores.push_back(random.normal());
      population.tell(scores);
      all.insert(all.end(), scores.begin(), scores.end());
      std::ranges::sort(all, [=](double a, double b) { return is_better(a, b, goal); });
      std::vector<double> best(all.begin(),
                               all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(15, all.size())));
      CHECK(resident_scores(population) == best);
      std::size_t members = 0;
      for (const Species& each : population.species()) members += each.size;
      CHECK(members == best.size());
    }
  }
}

TEST_CASE("of equally good residents the oldest goes", "[evolve][strategy][steady_state]") {
  Options options = steady(9, 4, 3);
  options.steady_state.replacement = Replacement::worst;
  Population population(architect::Perceptron({2, 1}), options);
  std::vector<Network> all;
  for (int window = 0; window < 8; ++window) {
    all.insert(all.begin(), population.ask().rbegin(), population.ask().rend());
    population.tell(std::vector<double>(4, 1));
    all.resize(std::min<std::size_t>(9, all.size()), all.front());
    CHECK(population.state().kept == all);
  }
}

TEST_CASE("a steady state never replaces its elite, and in a tournament others by chance",
          "[evolve][strategy][steady_state]") {
  for (const Replacement replacement : {Replacement::tournament, Replacement::worst_species}) {
    Options options = steady(12, 3, 7);
    options.elitism = 4;
    options.steady_state.replacement = replacement;
    options.species.threshold = 0.5;
    Population population(architect::Perceptron({2, 1}), options);
    std::vector<double> all;
    Random random(2);
    bool keeps_only_the_best = true;
    for (int window = 0; window < 60; ++window) {
      std::vector<double> scores;
      for (std::size_t i = 0; i < 3; ++i) scores.push_back(random.normal());
      population.tell(scores);
      all.insert(all.end(), scores.begin(), scores.end());
      std::ranges::sort(all, std::greater<>());
      const auto residents = resident_scores(population);
      CHECK(residents.size() == std::min<std::size_t>(12, all.size()));
      for (std::size_t i = 0; i < 3; ++i) CHECK(residents[i] == all[i]);
      keeps_only_the_best = keeps_only_the_best && std::equal(residents.begin(), residents.end(), all.begin());
    }
    CHECK_FALSE(keeps_only_the_best);
  }
}

TEST_CASE("a tournament replaces the worse ones more often the larger it is", "[evolve][strategy][steady_state]") {
  const auto mean_after = [](std::size_t size) {
    Options options = steady(30, 5, 9);
    options.steady_state = {.window = 5, .replacement = Replacement::tournament, .tournament = size};
    Population population(architect::Perceptron({2, 1}), options);
    Random random(4);
    double sum = 0;
    for (int window = 0; window < 200; ++window) {
      std::vector<double> scores;
      for (std::size_t i = 0; i < 5; ++i) scores.push_back(random.uniform());
      population.tell(scores);
      if (window < 100) continue;
      for (const double each : resident_scores(population)) sum += each;
    }
    return sum / 3000;
  };
  const double one = mean_after(1), three = mean_after(3), nine = mean_after(9);
  CAPTURE(one, three, nine);
  CHECK(one < three);
  CHECK(three < nine);
}

TEST_CASE("a steady state's answer is told by window, in the order of its tickets",
          "[evolve][strategy][steady_state]") {
  // Of two newcomers the first is there when the second comes; with a window of 1 each child sees all before it.
  Options options = steady(1, 2);
  options.elitism = 0;
  options.mutation.kinds = {{Mutation::modify_bias, 1}};
  options.spread = 1;
  Population population(architect::Perceptron({1, 1}), options);
  const Network first = population.ask()[0], second = population.ask()[1];
  population.tell(std::vector<double>{1, 2});
  // The child in the first place was bred when only the first was there, the other after the better second came.
  CHECK(population.ask()[0].weight(0) == first.weight(0));
  CHECK(population.ask()[1].weight(0) == second.weight(0));
  CHECK(population.state().kept == std::vector<Network>{second});
}

TEST_CASE("a steady state goes on from a file with the same bits, and refuses a broken one",
          "[evolve][strategy][steady_state][checkpoint]") {
  Options options = steady(14, 5, 6);
  options.steady_state.replacement = Replacement::worst_species;
  options.phases.ceiling = Ceiling::relative;
  Population whole(architect::Perceptron({2, 1}), options);
  Population part = whole;
  for (int window = 0; window < 30; ++window) {
    tell_some(whole);
    part = population_from_bytes(to_bytes(part, window % 2 == 0 ? Format::binary : Format::json));
    tell_some(part);
  }
  CHECK(part.options() == options);
  CHECK(to_bytes(part) == to_bytes(whole));

  using Catch::Matchers::Contains;
  const auto refuses = [&](const std::string& words, const std::function<void(State&)>& damage) {
    State state = whole.state();
    damage(state);
    CHECK_THROWS_WITH(Population(state), Contains(words));
  };
  refuses("the number of residents", [](State& state) { state.kept.pop_back(); });
  refuses("scores and species of residents", [](State& state) { remembered(state, "resident scores").pop_back(); });
  refuses("best first", [](State& state) { std::ranges::reverse(remembered(state, "resident scores")); });
  refuses("the sizes of species", [](State& state) { remembered(state, "resident species")[3] = 0.5; });
  refuses("the sizes of species", [](State& state) { ++state.species[0].size; });
  refuses("the ids of species", [](State& state) { state.species.push_back(state.species.front()); });
  refuses("the number of networks", [](State& state) { state.networks.pop_back(); });
  refuses("the number of starts", [](State& state) { state.starts.clear(); });
  refuses("resident scores", [](State& state) { state.memory.clear(); });
}

TEST_CASE("a steady state does not depend on the number of threads", "[evolve][strategy][steady_state]") {
  const auto evolve_on = [](std::size_t threads) {
    Options options = steady(20, 6, 8);
    options.threads = threads;
    Population population(architect::Perceptron({2, 2}), options);
    for (int window = 0; window < 30; ++window) tell_some(population);
    State state = population.state();
    state.options.threads = 0;
    return to_bytes(Population(state));
  };
  const std::string one = evolve_on(1);
  CHECK(one == evolve_on(3));
}

TEST_CASE("a steady state learns XOR", "[evolve][strategy][steady_state]") {
  const Dataset cases{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {0}}};
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    Options options;
    options.strategy = Strategy::steady_state;
    options.seed = seed;
    options.generations = 3000;
    options.target = 0.01;
    const Result result = run(architect::Perceptron({2, 1}), error_on(cases), options);
    CHECK(result.stopped == Stopped::target);
  }
}

}  // namespace plexus::evolve
