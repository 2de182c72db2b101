#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/steps.hpp>
#include <plexus/evolve/neat.hpp>

namespace plexus::evolve {
namespace {

struct Moments {
  double share_changed = 0, mean = 0, square = 0, largest = 0;
};

// What becomes of many values of 0, over many mutations.
Moments moments(const StepOptions& options, std::size_t count = 700, std::uint64_t times = 300) {
  Moments found;
  double changed = 0;
  for (std::uint64_t seed = 1; seed <= times; ++seed) {
    std::vector<double> values(count);
    Random random(seed);
    REQUIRE(step_values(values, options, random));
    for (const double value : values) {
      if (value == 0) continue;
      ++changed;
      found.mean += value;
      found.square += value * value;
      found.largest = std::max(found.largest, std::abs(value));
    }
  }
  found.mean /= changed;
  found.square /= changed;
  found.share_changed = changed / static_cast<double>(count * times);
  return found;
}

}  // namespace

TEST_CASE("steps: a share that is fixed changes just that share", "[evolve][mutation]") {
  for (const Distribution distribution : {Distribution::normal, Distribution::uniform})
    for (const double share : {0.9, 0.25, 1.0}) {
      const Moments found = moments({.share = share, .sparsest = 1, .distribution = distribution});
      // Five standard errors of 210,000 draws.
      CHECK(found.share_changed == Approx(share).margin(5 * std::sqrt(share * (1 - share) / 210000) + 1e-12));
    }
}

TEST_CASE("steps: without that, shares are spread evenly on a logarithmic scale", "[evolve][mutation]") {
  // The mean of a log-uniform number between 1/n and 1 is (1 - 1/n) / ln n; between 1/4 and 1 it is 0.75 / ln 4.
  CHECK(moments({}, 100, 4000).share_changed == Approx(0.99 / std::log(100)).epsilon(0.05));
  CHECK(moments({.sparsest = 0.25}, 100, 4000).share_changed == Approx(0.75 / std::log(4)).epsilon(0.05));
}

TEST_CASE("steps: a normal step has the standard deviation, and a uniform one the largest value, of the option",
          "[evolve][mutation]") {
  const StepOptions normal{.sparsest = 1, .step = 1.5, .finest = 1, .replace = 0};
  StepOptions uniform = normal;
  uniform.distribution = Distribution::uniform;
  const Moments of_normal = moments(normal), of_uniform = moments(uniform);
  CHECK(of_normal.mean == Approx(0).margin(5 * 1.5 / std::sqrt(210000)));
  CHECK(of_normal.square == Approx(1.5 * 1.5).epsilon(5 * std::sqrt(2.0 / 210000)));
  CHECK(of_normal.largest > 4.5);
  CHECK(of_uniform.mean == Approx(0).margin(5 * 1.5 / std::sqrt(3 * 210000.0)));
  CHECK(of_uniform.square == Approx(1.5 * 1.5 / 3).epsilon(5 * std::sqrt(0.8 / 210000)));
  CHECK(of_uniform.largest <= 1.5);
  CHECK(of_uniform.largest > 1.49);
}

TEST_CASE("steps: what is drawn anew forgets what it was, in its share of the changed", "[evolve][mutation]") {
  for (const Distribution distribution : {Distribution::normal, Distribution::uniform})
    for (const bool ranged : {false, true}) {
      StepOptions options{.share = 0.5, .sparsest = 1, .step = 0.01, .replace = 0.25, .spread = 0.5, .limit = 1000};
      options.distribution = distribution;
      if (ranged) options.even_new = Range{3, 5};
      std::size_t kept = 0, stepped = 0, renewed = 0;
      double sum = 0;
      for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        std::vector<double> values(1000, 100.0);
        Random random(seed);
        step_values(values, options, random);
        for (const double value : values) {
          if (value == 100)
            ++kept;
          else if (value > 90)
            ++stepped;
          else {
            ++renewed;
            sum += value;
            if (ranged) REQUIRE((value >= 3 && value <= 5));
            if (distribution == Distribution::uniform && !ranged) REQUIRE(std::abs(value) <= 0.5);
          }
        }
      }
      CHECK(static_cast<double>(kept) == Approx(50000).margin(5 * 158));
      CHECK(static_cast<double>(stepped) == Approx(37500).margin(5 * 153));
      CHECK(static_cast<double>(renewed) == Approx(12500).margin(5 * 105));
      CHECK(sum / static_cast<double>(renewed) == Approx(ranged ? 4 : 0).margin(5 * 0.6 / std::sqrt(12500)));
    }
}

TEST_CASE("steps: all stay within the limit, and one at least is changed", "[evolve][mutation]") {
  for (const Distribution distribution : {Distribution::normal, Distribution::uniform})
    for (const double share : {0.0, 1e-6, 1.0})
      for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const StepOptions options{.share = share, .step = 100, .limit = 3, .distribution = distribution};
        std::vector<double> values(1 + seed % 9, 0.5);
        Random random(seed);
        REQUIRE(step_values(values, options, random));
        CHECK(std::ranges::any_of(values, [](double value) { return value != 0.5; }));
        CHECK(std::ranges::all_of(values, [](double value) { return std::abs(value) <= 3; }));
      }
  std::vector<double> none;
  Random random(1);
  CHECK_FALSE(step_values(none, {}, random));
}

TEST_CASE("steps: those of all values and those at all positions are the same", "[evolve][mutation]") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const StepOptions options{.distribution = seed % 2 == 0 ? Distribution::normal : Distribution::uniform};
    std::vector<double> all(1 + seed * 13, 1.0), some(2 * all.size(), 1.0);
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < all.size(); ++i) positions.push_back(2 * i);
    Random one(seed), other(seed);
    step_values(all, options, one);
    step_values(some, positions, options, other);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(some[2 * i] == all[i]);
      CHECK(some[2 * i + 1] == 1);
    }
  }
}

TEST_CASE("independent mutations each happen with their own probability, none or several at once",
          "[evolve][mutation]") {
  const Network start = architect::Perceptron({3, 2}, {.seed = 1});
  MutationOptions options;
  options.independent = true;
  options.kinds = {{Mutation::add_node, 0.3}, {Mutation::add_connection, 0}, {Mutation::modify_weight, 0.8}};
  std::size_t nodes = 0, weights = 0, both = 0, none = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    Network network = start;
    Random random(seed);
    const bool changed = mutate(network, random, options);
    const bool node = network.topology().hidden_count() > 0;
    // A split keeps the weight that was there, so one that is missing was changed.
    bool weight = false;
    for (std::size_t i = 0; i < start.topology().connection_count(); ++i)
      weight = weight || std::ranges::find(network.parameters(), start.weight(i)) == network.parameters().end();
    CHECK(changed == (node || weight));
    nodes += node ? 1 : 0;
    weights += weight ? 1 : 0;
    both += node && weight ? 1 : 0;
    none += changed ? 0 : 1;
  }
  // Five standard errors of 4000 draws.
  CHECK(static_cast<double>(nodes) == Approx(1200).margin(5 * 29));
  CHECK(static_cast<double>(weights) == Approx(3200).margin(5 * 26));
  CHECK(static_cast<double>(both) == Approx(960).margin(5 * 27));
  CHECK(static_cast<double>(none) == Approx(560).margin(5 * 22));
}

TEST_CASE("independent mutations of a child are as often as `amount` says", "[evolve][mutation]") {
  MutationOptions options{.amount = 4, .kinds = {{Mutation::add_node, 1}}};
  options.independent = true;
  Network network = architect::Perceptron({2, 1});
  Random random(1);
  REQUIRE(mutate(network, random, options));
  CHECK(network.topology().hidden_count() == 4);
}

}  // namespace plexus::evolve
