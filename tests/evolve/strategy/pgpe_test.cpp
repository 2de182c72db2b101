#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/random.hpp>
#include <plexus/evolve/strategy/pgpe.hpp>

#include "support/on_functions.hpp"

namespace plexus::evolve {

TEST_CASE("PGPE's gradient of a linear function is its slope times sigma squared, in expectation", "[evolve][pgpe]") {
  constexpr std::size_t pairs = 200'000;
  const std::vector<double> slope{2, -1, 0.5}, sigma{0.5, 1, 2};
  Random random(11);
  std::vector<double> noises, merits;
  for (std::size_t k = 0; k < pairs; ++k) {
    double along = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      noises.push_back(sigma[i] * random.normal());
      along += slope[i] * noises.back();
    }
    merits.push_back(7 + along);
    merits.push_back(7 - along);
  }
  const PgpeGradient gradient = pgpe_gradient(noises, merits, sigma);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(gradient.centre[i] == Approx(slope[i] * sigma[i] * sigma[i]).epsilon(0.03).margin(0.03));
    CHECK(gradient.sigma[i] == Approx(0).margin(1e-6));  // a linear function likes no noise better than another
  }
}

TEST_CASE("PGPE's gradient of the standard deviations of a square is its closed form, in expectation",
          "[evolve][pgpe]") {
  // For merit a e^2 with e of variance s^2: E[(a e^2 - a s^2) (e^2 - s^2) / s] = a (E e^4 - s^4) / s = 2 a s^3.
  constexpr std::size_t pairs = 200'000;
  const std::vector<double> factor{-1, 3}, sigma{0.5, 0.8};
  Random random(12);
  std::vector<double> noises, merits;
  for (std::size_t k = 0; k < pairs; ++k) {
    double merit = 1;
    for (std::size_t i = 0; i < 2; ++i) {
      noises.push_back(sigma[i] * random.normal());
      merit += factor[i] * noises.back() * noises.back();
    }
    merits.insert(merits.end(), 2, merit);
  }
  const PgpeGradient gradient = pgpe_gradient(noises, merits, sigma);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(gradient.sigma[i] == Approx(2 * factor[i] * std::pow(sigma[i], 3)).epsilon(0.05));
    CHECK(gradient.centre[i] == 0);  // pairs are alike
  }
}

TEST_CASE("PGPE's networks are pairs around its centre, which stands last when the population is odd",
          "[evolve][pgpe]") {
  for (const Goal goal : {Goal::maximise, Goal::minimise}) {
    Options options = minimising(Strategy::pgpe, 11, 3);
    options.goal = goal;
    Population population(network_at(6, 0.5), options);
    for (int generation = 0; generation < 20; ++generation) {
      const auto& centre = remembered(population.state(), "centre");
      REQUIRE(population.ask().size() == 11);
      CHECK(std::ranges::equal(population.ask()[10].parameters(), centre));
      for (std::size_t pair = 0; pair < 5; ++pair)
        for (std::size_t i = 0; i < 6; ++i)
          CHECK((population.ask()[2 * pair].parameters()[i] + population.ask()[2 * pair + 1].parameters()[i]) / 2 ==
                Approx(centre[i]).margin(1e-12));
      population.tell(score_by(sphere, population));
    }
  }
}

TEST_CASE("the score of PGPE's centre moves nothing", "[evolve][pgpe]") {
  Population even(network_at(4, 1), minimising(Strategy::pgpe, 8, 2)),
      odd(network_at(4, 1), minimising(Strategy::pgpe, 9, 2));
  for (int i = 0; i < 10; ++i) {
    CHECK(std::ranges::equal(even.ask(), odd.ask().first(8)));
    auto scores = score_by(sphere, odd);
    even.tell(std::span(scores).first(8));
    scores[8] = -1e9;
    odd.tell(scores);
  }
}

TEST_CASE("PGPE climbs, whatever its scores, its ascent and its goal", "[evolve][pgpe]") {
  for (const Ascent ascent : {Ascent::clip_up, Ascent::adam})
    for (const bool ranking : {true, false})
      for (const Goal goal : {Goal::minimise, Goal::maximise}) {
        CAPTURE(static_cast<int>(ascent), ranking, static_cast<int>(goal));
        Options options = minimising(Strategy::pgpe, 21, 6);
        options.goal = goal;
        options.pgpe.ascent = ascent;
        options.pgpe.ranking = ranking;
        options.pgpe.rate = 0.05;
        options.pgpe.max_speed = 0.1;
        Population population(network_at(10, 2), options);
        const double sign = goal == Goal::minimise ? 1 : -1;
        const auto height = [&](std::span<const double> x) { return sign * sphere(x); };
        for (int i = 0; i < 300; ++i) population.tell(score_by(height, population));
        CHECK(sphere(remembered(population.state(), "centre")) < 0.4);  // of 40 at the start
      }
}

TEST_CASE("a step of ClipUp is as long as the rate says, and the next no longer than the highest speed",
          "[evolve][pgpe]") {
  Options options = minimising(Strategy::pgpe, 8, 6);
  options.pgpe.rate = 0.2;
  options.pgpe.max_speed = 0.3;
  Population population(network_at(5, 2), options);
  const auto slope = [](std::span<const double> x) { return x[0] * 100 + x[1]; };
  auto before = remembered(population.state(), "centre");
  for (int i = 0; i < 12; ++i) {
    population.tell(score_by(slope, population));
    const auto& after = remembered(population.state(), "centre");
    double square = 0;
    for (std::size_t k = 0; k < after.size(); ++k) square += (after[k] - before[k]) * (after[k] - before[k]);
    if (i == 0) CHECK(std::sqrt(square) == Approx(0.2));
    CHECK(std::sqrt(square) <= 0.3 + 1e-12);
    before = after;
  }
}

TEST_CASE("PGPE recovers from scores that are far too large", "[evolve][pgpe]") {
  Options options = minimising(Strategy::pgpe, 20, 6);
  options.pgpe.ranking = false;
  options.pgpe.rate = 0.05;
  options.pgpe.max_speed = 0.1;
  Population population(network_at(4, 2), options);
  auto scores = score_by(sphere, population);
  scores[3] = 1e308;
  scores[6] = -1e308;
  const auto before = remembered(population.state(), "centre");
  population.tell(scores);
  CHECK(remembered(population.state(), "centre") != before);
  for (int i = 0; i < 300; ++i) population.tell(score_by(sphere, population));
  CHECK(sphere(remembered(population.state(), "centre")) < 0.4);
}

TEST_CASE("a standard deviation of PGPE grows no larger than a weight may be, or than it was at first",
          "[evolve][pgpe]") {
  for (const double first : {3.0, 8.0}) {
    Options options = minimising(Strategy::pgpe, 20, 6);
    options.mutation.weights.limit = options.mutation.biases.limit = 5;
    options.pgpe.sigma = first;
    options.pgpe.sigma_rate = 100;
    Population population(network_at(4, 0), options);
    const auto at_limit = [](std::span<const double> x) {
      return -static_cast<double>(std::ranges::count_if(x, [](double each) { return std::abs(each) >= 5; }));
    };
    double widest = 0;
    for (int i = 0; i < 100; ++i) {
      population.tell(score_by(at_limit, population));
      for (const double each : remembered(population.state(), "sigma")) widest = std::max(widest, each);
    }
    CHECK(widest == std::max(first, 5.0));
  }
}

TEST_CASE("a standard deviation of PGPE changes by a share of it at most", "[evolve][pgpe]") {
  Options options = minimising(Strategy::pgpe, 8, 6);
  options.pgpe.sigma_rate = 1e6;
  options.pgpe.max_change = 0.25;
  Population population(network_at(5, 2), options);
  const auto before = remembered(population.state(), "sigma");
  population.tell(score_by(ellipsoid, population));
  const auto& after = remembered(population.state(), "sigma");
  bool moved = false;
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(after[i] >= before[i] * 0.75 - 1e-15);
    CHECK(after[i] <= before[i] * 1.25 + 1e-15);
    moved = moved || after[i] != before[i];
  }
  CHECK(moved);
}

}  // namespace plexus::evolve
