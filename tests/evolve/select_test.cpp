#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <plexus/evolve/select.hpp>

namespace plexus::evolve {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// How often each position is picked, as a share.
std::vector<double> shares(const std::vector<double>& fitness, const SelectionOptions& options) {
  constexpr std::size_t times = 40000;
  Random random(12345);
  std::vector<double> counts(fitness.size());
  for (std::size_t i = 0; i < times; ++i) counts.at(row(options.kind).pick(fitness, options, random)) += 1.0 / times;
  return counts;
}

void check_shares(const std::vector<double>& got, const std::vector<double>& wanted) {
  REQUIRE(got.size() == wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    CAPTURE(i, got[i], wanted[i]);
    CHECK(std::abs(got[i] - wanted[i]) < 0.0125);  // 5 sigma of 40,000 draws
  }
}

}  // namespace

TEST_CASE("power selection picks rank k with probability ((k+1)/n)^(1/p) - (k/n)^(1/p)", "[evolve][select]") {
  for (const double power : {0.5, 1.0, 2.0, 4.0}) {
    std::vector<double> wanted;
    for (int k = 0; k < 5; ++k) wanted.push_back(std::pow((k + 1) / 5.0, 1 / power) - std::pow(k / 5.0, 1 / power));
    check_shares(shares({9, 4, 3, 2, 1}, {.kind = Selection::power, .power = power}), wanted);
  }
}

TEST_CASE("proportional selection picks in proportion, raised by the lowest when that is negative",
          "[evolve][select]") {
  const SelectionOptions options{.kind = Selection::proportional};
  check_shares(shares({5, 3, 2}, options), {0.5, 0.3, 0.2});
  check_shares(shares({4, 0, -2}, options), {6.0 / 8, 2.0 / 8, 0});
  check_shares(shares({0, 0, 0, 0}, options), {0.25, 0.25, 0.25, 0.25});
  check_shares(shares({-3, -3}, options), {0.5, 0.5});
}

TEST_CASE("proportional selection is defined for NaN and infinite fitness", "[evolve][select]") {
  const SelectionOptions options{.kind = Selection::proportional};
  check_shares(shares({3, 1, nan}, options), {0.75, 0.25, 0});
  check_shares(shares({infinity, infinity, 1}, options), {0.5, 0.5, 0});
  check_shares(shares({2, 2, -infinity}, options), {0.5, 0.5, 0});
  check_shares(shares({nan, nan}, options), {0.5, 0.5});
  check_shares(shares({-infinity, -infinity}, options), {0.5, 0.5});
  const double huge = std::numeric_limits<double>::max();
  check_shares(shares({huge, 0, -huge}, options), {2.0 / 3, 1.0 / 3, 0});
}

TEST_CASE("a tournament is won by rank k with probability ((n-k)^s - (n-k-1)^s) / n^s", "[evolve][select]") {
  for (const std::size_t size : {1U, 2U, 5U}) {
    std::vector<double> wanted;
    for (int k = 0; k < 4; ++k) wanted.push_back(std::pow((4 - k) / 4.0, size) - std::pow((3 - k) / 4.0, size));
    check_shares(shares({4, 3, 2, 1}, {.kind = Selection::tournament, .size = size, .probability = 1}), wanted);
  }
  // Two drawn, the better one wins with probability p, else the other.
  check_shares(shares({2, 1}, {.kind = Selection::tournament, .size = 2, .probability = 0.8}),
               {0.25 + 0.5 * 0.8, 0.25 + 0.5 * 0.2});
}

TEST_CASE("selections that draw as Neataptic does pick with the same chances", "[evolve][select]") {
  SelectionOptions options{.kind = Selection::proportional, .neataptic_draws = true};
  check_shares(shares({5, 3, 2}, options), {0.5, 0.3, 0.2});
  check_shares(shares({4, 0, -2}, options), {6.0 / 8, 2.0 / 8, 0});
  check_shares(shares({-3, -3}, options), {0.5, 0.5});
  check_shares(shares({2, 2, -infinity}, options), {1.0 / 3, 1.0 / 3, 1.0 / 3});  // its wheel has no size
  options = {.kind = Selection::tournament, .size = 2, .probability = 0.8, .neataptic_draws = true};
  check_shares(shares({2, 1}, options), {0.25 + 0.5 * 0.8, 0.25 + 0.5 * 0.2});
}

TEST_CASE("a tournament of Neataptic's takes equally fit ones as they were drawn, and draws for the last one too",
          "[evolve][select]") {
  const SelectionOptions options{.kind = Selection::tournament, .size = 2, .probability = 0.5, .neataptic_draws = true};
  Random random = Random::replay({0.9, 0.1, 0.4, 0.9, 0.1, 0.6, 0.7});
  const std::vector<double> fitness{1, 1, 1};
  CHECK(row(options.kind).pick(fitness, options, random) == 2);
  CHECK(row(options.kind).pick(fitness, options, random) == 0);
  CHECK(random.left_to_replay() == 0);
}

TEST_CASE("every selection picks the only one there is, whatever its fitness", "[evolve][select]") {
  Random random(1);
  for (const SelectionRow& each : selection_rows())
    for (const double fitness : {1.0, 0.0, -1.0, nan, infinity, -infinity})
      for (int i = 0; i < 20; ++i)
        CHECK(each.pick(std::vector{fitness}, {.kind = each.selection, .size = 4, .probability = 0.5}, random) == 0);
}

TEST_CASE("selections are found by name", "[evolve][select]") {
  for (const SelectionRow& each : selection_rows()) CHECK(selection_named(each.name) == each.selection);
  CHECK_THROWS_WITH(selection_named("roulette"), Catch::Matchers::Contains("power, proportional, tournament"));
}

}  // namespace plexus::evolve
