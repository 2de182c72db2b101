#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/train/measure.hpp>
#include <plexus/train/train.hpp>

#include "support/random_network.hpp"

namespace plexus {
namespace {

struct Answered {
  std::vector<double> output, target;
};

using Catch::Matchers::Contains;

double value_of(Measure measure, const std::vector<Answered>& cases, const MeasureOptions& options = {}) {
  Meter meter(measure, options);
  for (const auto& [output, target] : cases) meter.add(output, target);
  return meter.value();
}

// Scores of one output and whether they should be high, with many equal ones.
std::vector<Answered> random_scores(std::uint64_t seed, std::size_t count) {
  Random random(seed);
  std::vector<Answered> cases;
  for (std::size_t i = 0; i < count; ++i) {
    const bool yes = random.chance(0.3);
    cases.push_back({{std::round(random.normal() * 4 + (yes ? 3 : 0))}, {yes ? 1.0 : 0.0}});
  }
  return cases;
}

}  // namespace

TEST_CASE("accuracies count right answers", "[train][measure]") {
  CHECK(value_of(Measure::binary_accuracy, {{{0.6, 0.4}, {1, 1}}, {{0.5, 0.9}, {0, 1}}}) == Approx(0.75));
  CHECK(value_of(Measure::binary_accuracy, {{{-1}, {0}}, {{0.2}, {1}}}, {.threshold = 0}) == 1);
  const std::vector<Answered> shares{
      {{0.1, 0.7, 0.2}, {0, 1, 0}}, {{0.5, 0.3, 0.2}, {0, 0, 1}}, {{3, 1, 2}, {1, 0, 0}}};
  const std::vector<Answered> sparse{{{0.1, 0.7, 0.2}, {1}}, {{0.5, 0.3, 0.2}, {2}}, {{3, 1, 2}, {0}}};
  CHECK(value_of(Measure::categorical_accuracy, shares) == Approx(2.0 / 3));
  CHECK(value_of(Measure::sparse_categorical_accuracy, sparse) == Approx(2.0 / 3));
}

TEST_CASE("top-k accuracy asks how many outputs are above the right one", "[train][measure]") {
  const std::vector<Answered> cases{{{5, 4, 3, 2}, {0}}, {{5, 4, 3, 2}, {1}}, {{5, 4, 3, 2}, {2}}, {{1, 1, 1, 1}, {3}}};
  const std::vector<double> wanted{0.5, 0.75, 1, 1};
  for (std::size_t k = 1; k <= 4; ++k) {
    CHECK(value_of(Measure::sparse_top_k_categorical_accuracy, cases, {.top = k}) == wanted[k - 1]);
    std::vector<Answered> dense = cases;
    for (Answered& each : dense) {
      std::vector<double> one_hot(4);
      one_hot[static_cast<std::size_t>(each.target[0])] = 1;
      each.target = one_hot;
    }
    CHECK(value_of(Measure::top_k_categorical_accuracy, dense, {.top = k}) == wanted[k - 1]);
  }
  CHECK(value_of(Measure::sparse_top_k_categorical_accuracy, {{{1, std::nan("")}, {1}}}, {.top = 1}) == 0);
}

TEST_CASE("precision, recall and F1 come from the counts of right and wrong yeses", "[train][measure]") {
  // Output 0: 2 right, 1 false yes, 1 false no. Output 1: 1 right, 0 false yes, 2 false noes.
  const std::vector<Answered> cases{
      {{0.9, 0.9}, {1, 1}}, {{0.8, 0.1}, {1, 1}}, {{0.7, 0.2}, {0, 1}}, {{0.3, 0.1}, {1, 0}}};
  const MeasureOptions macro{.averaging = Averaging::macro};
  CHECK(value_of(Measure::precision, cases) == Approx(3.0 / 4));
  CHECK(value_of(Measure::recall, cases) == Approx(3.0 / 6));
  CHECK(value_of(Measure::f1_score, cases) == Approx(2 * 0.75 * 0.5 / (0.75 + 0.5)));
  CHECK(value_of(Measure::precision, cases, macro) == Approx((2.0 / 3 + 1) / 2));
  CHECK(value_of(Measure::recall, cases, macro) == Approx((2.0 / 3 + 1.0 / 3) / 2));
  CHECK(value_of(Measure::f1_score, cases, macro) == Approx((2.0 / 3 + 0.5) / 2));
  const std::vector<Answered> never{{{0}, {0}}};
  for (const Measure each : {Measure::precision, Measure::recall, Measure::f1_score}) CHECK(value_of(each, never) == 0);
}

TEST_CASE("areas under curves have the values that are published", "[train][measure]") {
  // The example of scikit-learn's documentation of both.
  const std::vector<Answered> cases{{{0.1}, {0}}, {{0.4}, {0}}, {{0.35}, {1}}, {{0.8}, {1}}};
  CHECK(value_of(Measure::roc_auc, cases) == Approx(0.75));
  CHECK(value_of(Measure::pr_auc, cases) == Approx(5.0 / 6));
  CHECK(value_of(Measure::roc_auc, {{{1}, {0}}, {{1}, {1}}}) == 0.5);
  CHECK(std::isnan(value_of(Measure::roc_auc, {{{1}, {1}}})));
  CHECK(value_of(Measure::roc_auc, {{{std::nan("")}, {1}}, {{-5}, {0}}, {{2}, {0}}}) == 0);
}

TEST_CASE("areas under curves agree with counting pairs and thresholds one by one", "[train][measure]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const auto cases = random_scores(seed, 60);
    double pairs = 0, won = 0;
    for (const Answered& a : cases)
      for (const Answered& b : cases)
        if (a.target[0] == 1 && b.target[0] == 0) {
          pairs += 1;
          won += a.output[0] > b.output[0] ? 1 : a.output[0] == b.output[0] ? 0.5 : 0;
        }
    CHECK(value_of(Measure::roc_auc, cases) == Approx(won / pairs));

    std::set<double, std::greater<>> thresholds;
    for (const Answered& each : cases) thresholds.insert(each.output[0]);
    double area = 0, recalled = 0;
    for (const double threshold : thresholds) {
      const MeasureOptions below{.threshold = threshold - 0.5};
      const double recall = value_of(Measure::recall, cases, below);
      area += (recall - recalled) * value_of(Measure::precision, cases, below);
      recalled = recall;
    }
    CHECK(value_of(Measure::pr_auc, cases) == Approx(area));
  }
}

TEST_CASE("errors of numbers, and the share of the variance that is explained", "[train][measure]") {
  const std::vector<Answered> cases{{{2.5}, {3}}, {{0}, {-0.5}}, {{2}, {2}}, {{8}, {7}}};
  CHECK(value_of(Measure::mean_absolute_error, cases) == Approx(0.5));
  CHECK(value_of(Measure::mean_squared_error, cases) == Approx(1.5 / 4));
  CHECK(value_of(Measure::root_mean_squared_error, cases) == Approx(std::sqrt(1.5 / 4)));
  CHECK(value_of(Measure::r2_score, cases) == Approx(1 - 1.5 / 29.1875));  // squares 62.25 - 11.5^2 / 4
  CHECK(value_of(Measure::r2_score, {{{1}, {2}}, {{3}, {2}}}) == 0);
  CHECK(value_of(Measure::r2_score, {{{2}, {2}}, {{2}, {2}}}) == 1);
}

TEST_CASE("R2 does not lose its digits when targets are far from 0, and is the mean over the outputs",
          "[train][measure]") {
  Random random(4);
  std::vector<Answered> cases;
  for (int i = 0; i < 500; ++i) {
    const double a = random.normal(), b = random.normal();
    cases.push_back({{1e8 + a + 0.1 * b, a}, {1e8 + a, b}});
  }
  double wanted = 0;
  for (std::size_t output = 0; output < 2; ++output) {
    double mean = 0, errors = 0, distances = 0;
    for (const Answered& each : cases) mean += each.target[output] / 500;
    for (const Answered& each : cases) {
      errors += std::pow(each.output[output] - each.target[output], 2);
      distances += std::pow(each.target[output] - mean, 2);
    }
    wanted += (1 - errors / distances) / 2;
  }
  CHECK(value_of(Measure::r2_score, cases) == Approx(wanted).epsilon(1e-6));
}

TEST_CASE("meters that saw parts of the samples add up to one that saw all", "[train][measure]") {
  for (const MeasureRow& each : measure_rows()) {
    CAPTURE(each.name);
    Random random(9);
    Meter all(each.measure, {.top = 2}), first(each.measure, {.top = 2}), second(each.measure, {.top = 2});
    first.add(second);
    for (int i = 0; i < 100; ++i) {
      const std::vector<double> output{random.uniform(), random.uniform(), random.uniform()};
      std::vector<double> target{0, 0, 0};
      target[random.below(3)] = 1;
      if (each.sparse) target = {static_cast<double>(random.below(3))};
      all.add(output, target);
      (i < 37 ? first : second).add(output, target);
    }
    first.add(second);
    CHECK(first.samples() == 100);
    CHECK(first.value() == Approx(all.value()).epsilon(1e-12));
    const double before = first.value();
    first.add(first);
    CHECK(first.samples() == 200);
    CHECK(first.value() == Approx(before).epsilon(1e-12));
  }
}

TEST_CASE("measures are found by name, and a meter says what it does not take", "[train][measure]") {
  for (const MeasureRow& each : measure_rows()) {
    CHECK(measure_named(each.name) == each.measure);
    if (!each.alias.empty()) CHECK(measure_named(each.alias) == each.measure);
    Meter meter(each.measure);
    CHECK(std::isnan(meter.value()));
    CHECK_THROWS_WITH(meter.add(std::vector<double>{}, std::vector<double>{}), Contains("0 outputs"));
  }
  CHECK_THROWS_WITH(measure_named(""), Contains("measure") && Contains("roc_auc"));
  Meter sparse(Measure::sparse_categorical_accuracy);
  const std::vector<double> two{0, 1}, one{1};
  for (const double target : {-1.0, 2.0, 0.5, std::nan("")})
    CHECK_THROWS_WITH(sparse.add(two, std::vector<double>{target}), Contains("wanted the number of one of 2 outputs"));
  CHECK(sparse.samples() == 0);
  sparse.add(two, one);
  CHECK_THROWS_WITH(sparse.add(std::vector<double>{1, 2, 3}, one), Contains("3 outputs") && Contains("with 2"));
  CHECK_THROWS_WITH(sparse.add(Meter(Measure::precision)), Contains("precision"));
  CHECK_THROWS_WITH(Meter(Measure::top_k_categorical_accuracy, {.top = 0}), Contains("top is 0"));
}

TEST_CASE("a network is measured as it is tested", "[train][measure]") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Network network = testing::random_network(seed, {.recurrent = true, .gated = true});
    Random random(seed);
    Dataset data(2, 2);
    for (int i = 0; i < 20; ++i) {
      std::vector<Case> steps;
      for (std::size_t step = 0; step <= random.below(3); ++step)
        steps.push_back({{random.normal(), random.normal()}, {static_cast<double>(random.below(2)), random.uniform()}});
      data.add_sequence(steps);
    }
    CHECK(measure(network, data, Measure::root_mean_squared_error) ==
          Approx(test(network, data, Loss::mean_squared_error).metric));
    CHECK(measure(network, data, Measure::mean_absolute_error) ==
          Approx(test(network, data, Loss::mean_absolute_error).loss));
    CHECK(measure(network, data, Measure::categorical_accuracy) ==
          Approx(test(network, data, Loss::softmax_cross_entropy).metric));
    CHECK_THROWS_WITH(measure(network, Dataset(3, 2), Measure::recall), Contains("3 inputs"));
  }
}

}  // namespace plexus
