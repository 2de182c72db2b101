#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/random.hpp>
#include <plexus/evolve/strategy/cosyne.hpp>

#include "support/on_functions.hpp"

namespace plexus::evolve {
namespace {

std::vector<double> subpopulation(const Population& population, std::size_t i) {
  std::vector<double> values;
  for (const Network& network : population.ask()) values.push_back(network.parameters()[i]);
  return values;
}

std::vector<double> ascending(std::vector<double> values) {
  std::ranges::sort(values);
  return values;
}

}  // namespace

TEST_CASE("CoSyNE's permutation keeps each weight in its subpopulation", "[evolve][cosyne]") {
  for (const bool all : {false, true}) {
    Options options = minimising(Strategy::cosyne, 12, 8);
    options.cosyne.offspring = 0;
    options.cosyne.permute_all = all;
    Population population(network_at(5, 0), options);
    bool moved = false;
    for (int generation = 0; generation < 20; ++generation) {
      std::vector<std::vector<double>> before;
      for (std::size_t i = 0; i < 5; ++i) before.push_back(subpopulation(population, i));
      population.tell(score_by(sphere, population));
      for (std::size_t i = 0; i < 5; ++i) {
        const auto after = subpopulation(population, i);
        CHECK(ascending(after) == ascending(before[i]));
        moved = moved || after != before[i];
      }
    }
    CHECK(moved);
  }
}

TEST_CASE("weights change their places the more often the worse their network is", "[evolve][cosyne]") {
  CHECK(permutation_chance(1, 10) == 0);
  CHECK(permutation_chance(0, 10) == 1);
  CHECK(permutation_chance(0.25, 2) == Approx(0.5));
  const std::vector<double> start{0, 1, 2, 3, 4, 5, 6, 7}, chances{0, 0, 0, 0.5, 1, 1, 1, 1};
  int marked = 0, stayed = 0;
  constexpr int times = 20'000;
  for (std::uint64_t seed = 0; seed < times; ++seed) {
    Random random(seed);
    auto values = start;
    permute(values, chances, random);
    CHECK(std::equal(values.begin(), values.begin() + 3, start.begin()));
    marked += values[3] != 3 ? 1 : 0;
    stayed += values[4] == 4 ? 1 : 0;
  }
  CHECK(marked == Approx(times * 0.5 * 0.8).epsilon(0.05));  // one in five draws its own place
  CHECK(stayed == Approx(times * (0.5 / 4 + 0.5 / 5)).epsilon(0.05));
}

TEST_CASE("offspring of the best replace the worst, with the weights of their parents", "[evolve][cosyne]") {
  Options options = minimising(Strategy::cosyne, 16, 9);
  options.cosyne.mutation = 0;
  options.cosyne.offspring = 0.5;
  Population population(network_at(6, 0), options);
  const auto scores = score_by(sphere, population);
  const auto order = ranking(scores, Goal::minimise);
  const std::vector<Network> before(population.ask().begin(), population.ask().end());
  population.tell(scores);
  CHECK(population.ask()[0] == before[order[0]]);  // the best stays as it is
  for (std::size_t child = 8; child < 16; ++child) {
    bool from_first[4] = {};
    for (std::size_t i = 0; i < 6; ++i) {
      bool found = false;
      for (std::size_t parent = 0; parent < 4; ++parent)
        if (before[order[parent]].parameters()[i] == population.ask()[child].parameters()[i])
          found = from_first[parent] = true;
      CHECK(found);
    }
    CHECK(std::count(std::begin(from_first), std::end(from_first), true) <= 2);
  }
}

TEST_CASE("no network that is as good as the best is lost by CoSyNE", "[evolve][cosyne]") {
  Options options = minimising(Strategy::cosyne, 16, 9);
  options.cosyne.offspring = 0;
  Population population(network_at(6, 0), options);
  std::vector<double> scores(16, 5);
  for (const std::size_t best : {3U, 7U, 8U, 15U}) scores[best] = 1;
  std::size_t changed = 0;
  for (int generation = 0; generation < 20; ++generation) {
    const std::vector<Network> before(population.ask().begin(), population.ask().end());
    population.tell(scores);
    for (std::size_t i = 0; i < 16; ++i) {
      const bool stays = std::ranges::find(population.ask(), before[i]) != population.ask().end();
      if (scores[i] == 1) CHECK(stays);
      changed += stays ? 0 : 1;
    }
    scores.assign(16, 5);  // the best come first now
    std::fill_n(scores.begin(), 4, 1.0);
  }
  CHECK(changed > 20);
  // Where all are equally good there is nothing to keep, so values still change their places.
  for (const double all : {2.0, std::nan("")}) {
    const std::vector<Network> before(population.ask().begin(), population.ask().end());
    population.tell(std::vector<double>(16, all));
    CHECK_FALSE(std::ranges::equal(population.ask(), before));
  }
}

TEST_CASE("CoSyNE starts within its range and finds the bottom of a valley", "[evolve][cosyne]") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Options options = minimising(Strategy::cosyne, 40, seed);
    options.cosyne.range = 4;
    Population population(network_at(5, 1), options);
    for (const Network& network : population.ask())
      for (const double value : network.parameters()) CHECK(std::abs(value - 1) <= 4);
    CHECK(evaluations_to(population, sphere, 0.01, 20'000));
  }
}

}  // namespace plexus::evolve
