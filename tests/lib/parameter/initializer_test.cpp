#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <plexus/core/error.hpp>
#include <plexus/parameter/initializer.hpp>

#include "support/golden.hpp"
#include "support/keras_golden.hpp"
#include "support/option_of.hpp"

namespace plexus {
namespace {

using Catch::Matchers::Contains;
using nlohmann::json;

std::vector<double> values_of(const Initializer& initializer, const Shape& shape, std::uint64_t seed = 3) {
  Random random(seed);
  return initial_values(initializer, shape, random);
}

// Compares a sample with the distribution that it should come from: n values whose mean and variance are off by 5
// standard errors at most, and that lie in the support and come near its ends. The fourth moment of a normal
// distribution is 3 times the squared variance, and that of the others less.
void check_sample(const std::vector<double>& sample, const json& expected) {
  const double n = static_cast<double>(sample.size()), mean = expected.at("mean"), variance = expected.at("variance");
  const double got_mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
  double squares = 0;
  for (const double each : sample) squares += (each - got_mean) * (each - got_mean);
  CHECK(std::abs(got_mean - mean) < 5 * std::sqrt(variance / n));
  CHECK(std::abs(squares / n - variance) < 5 * variance * std::sqrt(2 / n));
  const auto [lowest, highest] = std::ranges::minmax(sample);
  const double stddev = std::sqrt(variance);
  if (expected.at("support").is_null()) {
    CHECK(lowest < mean - 3 * stddev);  // not truncated at 2
    CHECK(highest > mean + 3 * stddev);
  } else {
    const double low = expected["support"][0], high = expected["support"][1], slack = 1e-12 * (high - low);
    CHECK(lowest >= low - slack);
    CHECK(highest <= high + slack);
    CHECK(lowest < low + 0.03 * (high - low));
    CHECK(highest > high - 0.03 * (high - low));
  }
}

// The largest |M^T M - gain^2 I|, or of M M^T when M has fewer rows.
double worst_angle(const std::vector<double>& matrix, std::size_t rows, double gain) {
  const std::size_t columns = matrix.size() / rows, few = std::min(rows, columns), many = std::max(rows, columns);
  const auto at = [&](std::size_t i, std::size_t e) {
    return rows < columns ? matrix[i * columns + e] : matrix[e * columns + i];
  };
  double worst = 0;
  for (std::size_t i = 0; i < few; ++i)
    for (std::size_t k = 0; k < few; ++k) {
      double dot = 0;
      for (std::size_t e = 0; e < many; ++e) dot += at(i, e) * at(k, e);
      worst = std::max(worst, std::abs(dot - (i == k ? gain * gain : 0)));
    }
  return worst;
}

void check_case(const json& golden, unsigned version) {
  Initializer initializer = initializer_named(golden.at("name").get<std::string>(), version);
  if (golden.contains("params")) testing::set_options(initializer, golden["params"]);
  const Shape shape = golden.at("shape").get<Shape>();
  CAPTURE(golden.at("name"), in_words(shape));
  std::optional<Fans> fans;
  if (golden.contains("layer")) fans = Fans{golden.at("fan_in"), golden.at("fan_out")};
  Random random(11);
  const auto values = initial_values(initializer, shape, random, fans);
  REQUIRE(values.size() == element_count(shape));
  if (golden.contains("value"))
    CHECK(values == testing::keras_weight(golden["value"]).values);
  else if (golden.contains("expected"))
    check_sample(values, golden["expected"]);
  else if (version < 2)
    CHECK(worst_angle(values, shape.front(), 1.1) < 1e-12);
  else
    CHECK(worst_angle(values, golden.at("matrix_shape").at(0), golden.at("gain")) < 1e-12);
}

}  // namespace

TEST_CASE("initializers draw what those of Keras draw", "[parameter][keras]") {
  for (const json& golden : testing::keras_file_cases("functions/initializers")) check_case(golden, 3);
}

TEST_CASE("initializers of Keras 0 draw what those draw", "[parameter][keras]") {
  for (const json& golden : testing::keras_file_cases("keras03/initializations")) check_case(golden, 0);
}

TEST_CASE("fans are those of Keras", "[parameter][keras]") {
  for (const json& golden : testing::keras_file_cases("functions/initializers"))
    if (golden.contains("fan_in") && !golden.contains("layer"))
      CHECK(fans_of(golden.at("shape").get<Shape>()) == Fans{golden["fan_in"], golden["fan_out"]});
  CHECK(fans_of({}) == Fans{1, 1});
  CHECK(fans_of({5}) == Fans{5, 5});
  CHECK(fans_of({3, 2, 4}) == Fans{6, 12});
  CHECK(keras0_fans_of({2, 3}) == Fans{2, 3});
  CHECK(keras0_fans_of({8, 3, 5, 5}) == Fans{75, 8});
  CHECK(keras0_fans_of({2, 4, 2}) == Fans{4, 4});
}

TEST_CASE("the same seed draws the same numbers, whatever stream is at hand, and leaves that alone", "[parameter]") {
  option::any_struct<Initializer>([](const auto& each) {
    CAPTURE(each.name);
    Initializer seeded = each;
    CHECK(values_of(seeded, {4, 3}, 1) == values_of(seeded, {4, 3}, 1));
    const bool random = values_of(seeded, {4, 3}, 1) != values_of(seeded, {4, 3}, 2);
    bool has_seed = false;
    for (const Option& option : options_of(seeded)) has_seed = has_seed || option.name == "seed";
    CHECK(random == has_seed);
    if (!has_seed) return false;
    set_option(seeded, "seed", std::uint64_t{42});
    CHECK(values_of(seeded, {4, 3}, 1) == values_of(seeded, {4, 3}, 2));
    Random one(5), other(5);
    initial_values(seeded, {4, 3}, one);
    CHECK(one.bits() == other.bits());
    return false;
  });
}

TEST_CASE("initializers are found by both names of Keras, and keep their options", "[parameter][keras]") {
  using namespace initializer;
  CHECK(initializer_named("glorot_uniform") == Initializer(GlorotUniform{}));
  CHECK(initializer_named("GlorotUniform") == Initializer(GlorotUniform{}));
  CHECK(initializer_named("glorot_uniform", 1) == Initializer(Keras0GlorotUniform{}));
  CHECK(initializer_named("orthogonal", 0) == Initializer(Keras0Orthogonal{.scale = 1.1}));
  CHECK(initializer_named("zero", 0) == Initializer(Zeros{}));
  CHECK_FALSE(find_initializer("Xavier"));
  CHECK_THROWS_WITH(initializer_named("Xavier"), Contains("'Xavier'") && Contains("GlorotUniform"));

  Initializer scaling = initializer_named("VarianceScaling");
  set_option(scaling, "mode", "fan_out");
  set_option(scaling, "distribution", "uniform");
  set_option(scaling, "scale", 3.0);
  set_option(scaling, "seed", 7.0);
  CHECK(scaling ==
        Initializer(VarianceScaling{.scale = 3, .mode = Fan::out, .distribution = Distribution::uniform, .seed = 7}));
  CHECK(scaling != initializer_named("VarianceScaling"));
  Initializer copy = initializer_named(name_of(scaling));
  for (const Option& each : options_of(scaling)) set_option(copy, each.name, each.value);
  CHECK(copy == scaling);
}

TEST_CASE("an initializer says what does not suit it", "[parameter]") {
  using namespace initializer;
  CHECK_THROWS_WITH(values_of(Identity{}, {2, 2, 2}), Contains("Identity") && Contains("(2, 2, 2)"));
  CHECK_THROWS_WITH(values_of(Orthogonal{}, {4}), Contains("Orthogonal") && Contains("2 axes or more"));
  CHECK_THROWS_WITH(values_of(RandomNormal{.stddev = -1}, {4}), Contains("stddev is -1"));
  CHECK_THROWS_WITH(values_of(RandomUniform{.minval = 2, .maxval = 1}, {4}), Contains("minval is 2"));
  CHECK_THROWS_WITH(values_of(VarianceScaling{.scale = 0}, {4}), Contains("scale is 0"));
  Initializer normal = RandomNormal{};
  CHECK_THROWS_WITH(set_option(normal, "std", 1.0), Contains("no option 'std'") && Contains("mean, stddev, seed"));
  CHECK_THROWS_WITH(set_option(normal, "stddev", "wide"), Contains("'stddev'") && Contains("finite number"));
  CHECK_THROWS_WITH(set_option(normal, "seed", 1.5), Contains("'seed'") && Contains("whole number"));
  Initializer scaling = VarianceScaling{};
  CHECK_THROWS_WITH(set_option(scaling, "mode", "fan"), Contains("fan_in, fan_out, fan_avg"));
  CHECK(normal == Initializer(RandomNormal{}));
}

}  // namespace plexus
