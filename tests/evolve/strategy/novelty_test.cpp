#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/novelty.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

using Catch::Matchers::Contains;

Options novel(std::size_t population, std::uint64_t seed = 1) {
  Options options = small(population, seed);
  options.strategy = Strategy::novelty;
  return options;
}

Population begun(const Options& options) { return {architect::Perceptron({2, 1}), options}; }

// Two numbers of each network that are not the same for any two, and a score.
std::vector<Evaluation> evaluate_all(const Population& population) {
  std::vector<Evaluation> evaluations;
  for (const Network& network : population.ask()) {
    const double score = some_score(network);
    evaluations.push_back({score, false, {score * score, network.parameters().front() * 10}});
  }
  return evaluations;
}

void play(Population& population, std::size_t generations) {
  for (std::size_t i = 0; i < generations; ++i) population.tell(evaluate_all(population));
}

bool are_same(const Population& a, const Population& b) {
  return std::ranges::equal(a.ask(), b.ask()) &&
         remembered(a.state(), "novelty archive") == remembered(b.state(), "novelty archive") &&
         remembered(a.state(), "novelty pace") == remembered(b.state(), "novelty pace");
}

std::vector<Evaluation> all_at(const Population& population, std::vector<double> behaviour) {
  return std::vector<Evaluation>(population.ask().size(), {0, false, std::move(behaviour)});
}

// Places on a line, so far apart.
std::vector<Evaluation> in_a_row(const Population& population, double first, double apart) {
  std::vector<Evaluation> evaluations(population.ask().size());
  for (std::size_t i = 0; i < evaluations.size(); ++i)
    evaluations[i].behaviour = {first + apart * static_cast<double>(i)};
  return evaluations;
}

}  // namespace

TEST_CASE("novelty search is the same on 1 and on 3 threads, and after it was saved", "[evolve][strategy][novelty]") {
  for (const Admission admission : {Admission::threshold, Admission::chance}) {
    Options options = novel(60);
    options.novelty.admission = admission;
    options.novelty.threshold = 0.3;
    options.threads = 1;
    Population whole = begun(options);
    play(whole, 12);
    CHECK(remembered(whole.state(), "novelty archive").size() > 10);

    options.threads = 3;
    Population threaded = begun(options);
    play(threaded, 12);
    CHECK(are_same(whole, threaded));

    Population first = begun(options);
    play(first, 5);
    for (const Format format : {Format::binary, Format::json, Format::xml}) {
      Population resumed = population_from_bytes(to_bytes(first, format));
      CHECK(resumed.options() == options);
      play(resumed, 7);
      CHECK(are_same(whole, resumed));
    }
  }
}

TEST_CASE("the most novel network lives on and the best one is the champion", "[evolve][strategy][novelty]") {
  for (const Goal goal : {Goal::maximise, Goal::minimise}) {
    Options options = novel(30);
    options.goal = goal;
    options.novelty.threshold = 0.2;
    Population population = begun(options);
    for (int generation = 0; generation < 6; ++generation) {
      const auto evaluations = evaluate_all(population);
      std::vector<double> numbers;
      for (const Evaluation& each : evaluations)
        numbers.insert(numbers.end(), each.behaviour.begin(), each.behaviour.end());
      const auto archive = remembered(population.state(), "novelty archive");
      const auto novelty = novelties({numbers, 2}, {archive, 2}, 15, 1);
      const Network most_novel =
          population.ask()[static_cast<std::size_t>(std::ranges::max_element(novelty) - novelty.begin())];
      population.tell(evaluations);
      CHECK(std::ranges::count(population.ask(), most_novel) >= 1);
      const auto scores = scores_of(evaluations);
      if (population.champion().generation + 1 == population.generation())
        CHECK(population.champion().score ==
              (goal == Goal::maximise ? std::ranges::max(scores) : std::ranges::min(scores)));
    }
  }
}

TEST_CASE("novelty search with all weight on the score is NEAT", "[evolve][strategy][novelty]") {
  for (const Goal goal : {Goal::maximise, Goal::minimise})
    for (const double weight : {1.0, 0.5}) {
      Options options = novel(40);
      options.goal = goal;
      options.species.stagnation = 0;  // of which novelty search knows none
      options.novelty.score = weight;
      Population mixed = begun(options);
      options.strategy = Strategy::neat;
      Population neat = begun(options);
      play(mixed, 8);
      play(neat, 8);
      CHECK(std::ranges::equal(mixed.ask(), neat.ask()) == (weight == 1));
    }
}

TEST_CASE("behaviours that are far from the archive enter it and raise its threshold", "[evolve][strategy][novelty]") {
  Options options = novel(10);
  options.novelty.threshold = 3;
  Population population = begun(options);
  population.tell(in_a_row(population, 0, 1));
  // 0, 4 and 8 are farther than 3 from those before.
  CHECK(remembered(population.state(), "novelty archive") == std::vector<double>{0, 4, 8});
  CHECK(remembered(population.state(), "novelty pace")[1] == 3);
  population.tell(in_a_row(population, 100, 3.1));
  CHECK(remembered(population.state(), "novelty archive").size() == 13);
  CHECK(remembered(population.state(), "novelty pace")[1] == Approx(3.6));
  for (int i = 1; i <= 20; ++i) {
    population.tell(all_at(population, {4}));
    CHECK(remembered(population.state(), "novelty archive").size() == 13);
    CHECK(remembered(population.state(), "novelty pace")[1] == Approx(3.6 * std::pow(0.95, i / 10)));
  }
}

TEST_CASE("the threshold of the archive is not lowered below its floor, nor raised to it",
          "[evolve][strategy][novelty]") {
  for (const double first : {1.0, 0.5}) {
    Options options = novel(10);
    options.novelty.threshold = first;
    options.novelty.floor = 0.9;
    Population population = begun(options);
    for (int i = 1; i <= 41; ++i) {
      population.tell(all_at(population, {4}));
      const int falls = (i - 1) / 10;  // the first of all enters
      CHECK(remembered(population.state(), "novelty pace")[1] ==
            Approx(first < 0.9 ? first : std::max(0.9, std::pow(0.95, falls))));
    }
    CHECK(population_from_bytes(to_bytes(population)).options() == options);
  }
}

TEST_CASE("the archive takes behaviours with a probability, when asked to", "[evolve][strategy][novelty]") {
  Options options = novel(100);
  options.novelty.admission = Admission::chance;
  options.novelty.chance = 0.1;
  Population population = begun(options);
  for (int i = 0; i < 20; ++i) population.tell(all_at(population, {1, 2, 3}));
  const double entered = static_cast<double>(remembered(population.state(), "novelty archive").size()) / 3;
  CHECK(std::abs(entered - 200) < 5 * std::sqrt(2000 * 0.1 * 0.9));
}

TEST_CASE("the oldest behaviours leave an archive that is full", "[evolve][strategy][novelty]") {
  Options options = novel(10);
  options.novelty.threshold = 0.5;
  for (const std::size_t limit : {0U, 4U}) {
    options.novelty.limit = limit;
    Population population = begun(options);
    population.tell(in_a_row(population, 0, 1));
    CHECK(remembered(population.state(), "novelty archive") ==
          (limit == 0 ? std::vector<double>{} : std::vector<double>{6, 7, 8, 9}));
    population.tell(in_a_row(population, 20, 0.01));
    CHECK(remembered(population.state(), "novelty archive") ==
          (limit == 0 ? std::vector<double>{} : std::vector<double>{7, 8, 9, 20}));
  }
}

TEST_CASE("a network whose behaviour is not finite has no children and is not archived",
          "[evolve][strategy][novelty]") {
  for (const double weight : {0.0, 0.9}) {
    Options options = novel(10);
    options.novelty.score = weight;
    options.crossover.share = 0;
    options.mutation.rate = 0;
    options.species.enabled = false;
    Population population = begun(options);
    const std::vector<Network> before(population.ask().begin(), population.ask().end());
    auto evaluations = in_a_row(population, 0, 10);
    for (std::size_t i = 5; i < 10; ++i) {
      evaluations[i].behaviour = {i % 2 == 0 ? INFINITY : std::nan("")};
      evaluations[i].score = 1000;
    }
    population.tell(evaluations);
    CHECK(remembered(population.state(), "novelty archive").size() == 5);
    for (const Network& network : population.ask())
      CHECK(std::find(before.begin() + 5, before.end(), network) == before.end());
    CHECK(population.champion().score == 1000);
  }
  Population lost = begun(novel(10));
  lost.tell(all_at(lost, {std::nan(""), 1}));
  CHECK(lost.ask().size() == 10);
}

TEST_CASE("novelty search without behaviours, or with others, says so and changes nothing",
          "[evolve][strategy][novelty]") {
  Population population = begun(novel(10));
  CHECK_THROWS_WITH(population.tell(score_all(population)),
                    Contains("network 0 of generation 0 has no behaviour") && Contains("Evaluation::behaviour"));
  play(population, 2);
  const std::string before = to_bytes(population);
  auto evaluations = evaluate_all(population);
  evaluations[7].behaviour.push_back(1);
  CHECK_THROWS_WITH(population.tell(evaluations),
                    Contains("network 7 of generation 2 has 3 numbers, wanted as many as all others, 2"));
  CHECK(to_bytes(population) == before);
  CHECK_THROWS_WITH(population.tell(all_at(population, {1})), Contains("has 1 numbers"));
  play(population, 1);
}

TEST_CASE("the options of novelty search have ranges, also when another strategy is chosen",
          "[evolve][options][novelty]") {
  const auto refuses = [](auto change, const std::string& name) {
    Options options = novel(10);
    change(options.novelty);
    const auto found = check(options);
    options.strategy = Strategy::neat;
    return found.size() == 1 && found[0].find("novelty." + name) == 0 && check(options) == found;
  };
  CHECK(check(novel(10)).empty());
  CHECK(refuses([](NoveltyOptions& o) { o.neighbours = 0; }, "neighbours"));
  CHECK(refuses([](NoveltyOptions& o) { o.admission = static_cast<Admission>(2); }, "admission"));
  CHECK(refuses([](NoveltyOptions& o) { o.threshold = 0; }, "threshold"));
  CHECK(refuses([](NoveltyOptions& o) { o.threshold = INFINITY; }, "threshold"));
  CHECK(refuses([](NoveltyOptions& o) { o.floor = -1; }, "floor"));
  CHECK(refuses([](NoveltyOptions& o) { o.chance = 1.1; }, "chance"));
  CHECK(refuses([](NoveltyOptions& o) { o.limit = 10'000'001; }, "limit"));
  CHECK(refuses([](NoveltyOptions& o) { o.score = std::nan(""); }, "score"));
}

TEST_CASE("a loaded archive that cannot be one is refused", "[evolve][checkpoint][novelty]") {
  Population population = begun(novel(10));
  play(population, 3);
  const auto refuses = [&](auto change, const std::string& what) {
    State state = population.state();
    change(state);
    CHECK_THROWS_WITH(Population(state), Contains(what));
  };
  refuses([](State& s) { remembered(s, "novelty archive").push_back(1); }, "numbers in the archive");
  refuses([](State& s) { remembered(s, "novelty archive")[0] = std::nan(""); }, "the archive is not finite");
  refuses([](State& s) { remembered(s, "novelty pace")[0] = 0; }, "numbers of a behaviour");
  refuses([](State& s) { remembered(s, "novelty pace")[0] = 1.5; }, "numbers of a behaviour");
  refuses([](State& s) { remembered(s, "novelty pace")[1] = -1; }, "threshold of the archive");
  refuses([](State& s) { remembered(s, "novelty pace")[2] = 10; }, "generations without an admission");
  refuses([](State& s) { remembered(s, "novelty pace").clear(); }, "pace of novelty search");
  refuses([](State& s) { s.memory.clear(); }, "'novelty archive'");
}

}  // namespace plexus::evolve
