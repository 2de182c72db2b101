#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <plexus/primitive/noise.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::Drawing;
using primitive::dropping;
using primitive::Noise;

namespace {

Pass training(std::uint64_t seed = 1, std::uint64_t first_sample = 0) {
  Pass pass;
  pass.training = true;
  pass.seed = seed;
  pass.first_sample = first_sample;
  return pass;
}

std::vector<double> drawn(const Noise& noise, std::size_t batch, const Pass& pass = training()) {
  return PrimitiveRun<double>(noise, {}, batch, pass).forward();
}

struct Moments {
  double mean, variance;
};

Moments moments(const std::vector<double>& numbers) {
  double sum = 0, squares = 0;
  for (const double each : numbers) sum += each, squares += each * each;
  const auto count = static_cast<double>(numbers.size());
  return {sum / count, squares / count - sum / count * sum / count};
}

}  // namespace

TEST_CASE("what drops numbers keeps their mean") {
  const auto numbers = drawn(dropping(0.2, {100}, 0), 1000);
  for (const double each : numbers) CHECK((each == 0 || each == Approx(1.25)));
  CHECK(moments(numbers).mean == Approx(1).margin(0.008));  // 5 standard deviations
  CHECK(drawn(dropping(1, {2}, 0), 1) == std::vector<double>{0, 0});
  CHECK(drawn(dropping(0, {2}, 0), 1) == std::vector<double>{1, 1});
}

TEST_CASE("noise has the mean and the variance that it is asked for") {
  const auto normal = moments(drawn({Drawing::normal, {101}, 3, 0.5}, 1000));
  CHECK(normal.mean == Approx(3).margin(0.008));
  CHECK(normal.variance == Approx(0.25).epsilon(0.03));
  const auto numbers = drawn({Drawing::uniform, {101}, -1, 3}, 1000);
  CHECK(*std::ranges::min_element(numbers) >= -1);
  CHECK(*std::ranges::max_element(numbers) < 3);
  CHECK(moments(numbers).mean == Approx(1).margin(0.02));
  CHECK(moments(numbers).variance == Approx(16 / 12.0).epsilon(0.03));
}

TEST_CASE("noise is a constant outside training") {
  CHECK(drawn({Drawing::normal, {3}, 0, 1, 0}, 1, {}) == std::vector<double>{0, 0, 0});
  CHECK(drawn(dropping(0.5, {3}, 0), 2, {}) == std::vector<double>(6, 1));
}

TEST_CASE("noise is a function of the seed, its number and the sample") {
  const Noise noise{Drawing::uniform, {20}, 0, 1};
  Noise other = noise;
  other.number = 1;
  const auto first = drawn(noise, 2);
  CHECK(first == drawn(noise, 2));
  CHECK(first != drawn(noise, 2, training(2)));
  CHECK(first != drawn(other, 2));
  CHECK(!std::equal(first.begin(), first.begin() + 20, first.begin() + 20));
}

TEST_CASE("noise does not depend on how a batch is cut") {
  for (const auto how : {Drawing::bernoulli, Drawing::normal, Drawing::uniform}) {
    const Noise noise{how, {3, 7}, 0.5, 2};
    const auto whole = drawn(noise, 5, training(1, 10));
    auto cut = drawn(noise, 2, training(1, 10));
    const auto rest = drawn(noise, 3, training(1, 12));
    cut.insert(cut.end(), rest.begin(), rest.end());
    CHECK(whole == cut);
    check_primitive(noise, {}, 5, training(1, 10));
  }
}

TEST_CASE("noise that was drawn before is taken as it is") {
  std::size_t seen = 0;
  for (const std::string layer : {"Dropout", "GaussianNoise"})
    for (const auto& expected : keras_cases(layer)) {
      if (!expected.contains("noise") ||
          expected.at("noise").at("kind") != (layer == "Dropout" ? "keep_mask" : "additive"))
        continue;
      ++seen;
      const Given x = keras_group(expected.at("inputs").at(0));
      const Given kept = keras_group(expected.at("noise"));
      const std::size_t batch = keras_batch(expected.at("inputs").at(0));
      const std::size_t elements = element_count(kept.shape);
      const Noise noise = layer == "Dropout" ? dropping(expected.at("config").at("rate"), kept.shape, 0)
                                             : Noise{Drawing::normal, kept.shape};
      const auto routine = make_ready(noise, {}, kept.shape);
      std::vector<double> own(routine->own_rows() * batch), result(own.size());
      for (std::size_t i = 0; i < own.size(); ++i)
        own[i % elements * batch + i / elements] = kept.values[i] * (layer == "Dropout" ? noise.second : 1);
      Pass pass = training();
      pass.drawn = true;
      routine->forward(ForwardCall<double>{{}, result.data(), own.data(), batch, pass});
      std::vector<double> by_sample(own.size());
      for (std::size_t i = 0; i < own.size(); ++i) by_sample[i] = result[i % elements * batch + i / elements];
      const auto how = layer == "Dropout" ? primitive::Combining::product : primitive::Combining::sum;
      check_keras_case(expected, primitive::Combine{how}, {x, {kept.shape, by_sample}}, {});
    }
  CHECK(seen == 3);
}

TEST_CASE("noise that cannot be says why") {
  const auto shape_of = [](const Noise& noise, const std::vector<Shape>& operands = {}) {
    return result_shape(noise, operands);
  };
  CHECK(shape_of({Drawing::normal, {2, 1}}) == Shape{2, 1});
  CHECK_THROWS_WITH(shape_of({}, {{1}}), Catch::Contains("got 1 operands, wanted none"));
  CHECK_THROWS_WITH(shape_of({Drawing::bernoulli, {2}, 1.5}), Catch::Contains("got a chance of 1.5"));
  CHECK_THROWS_WITH(shape_of({Drawing::normal, {2}, 0, -1}), Catch::Contains("got a standard deviation of -1"));
  CHECK_THROWS_WITH(shape_of({Drawing::uniform, {2}, 0, std::numeric_limits<double>::infinity()}),
                    Catch::Contains("wanted finite numbers"));
  CHECK_THROWS_WITH(shape_of({Drawing::normal, {0}}), Catch::Contains("has no elements"));
  CHECK_THROWS_WITH(dropping(-0.1, {2}, 0), Catch::Contains("got a rate of -0.1"));
}
