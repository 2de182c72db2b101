#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/core/error.hpp>
#include <plexus/parameter/constraint.hpp>

#include "support/golden.hpp"
#include "support/keras_golden.hpp"
#include "support/option_of.hpp"

namespace plexus {
namespace {

using Catch::Matchers::Contains;

std::vector<double> constrained(const Constraint& constraint, std::vector<double> values, const Shape& shape) {
  std::vector<double> scratch;
  constrain<double>(constraint, values, shape, scratch);
  return values;
}

}  // namespace

TEST_CASE("constraints do what those of Keras do, in float too", "[parameter][keras]") {
  for (const auto& golden : testing::keras_file_cases("functions/constraints")) {
    Constraint constraint = constraint_named(golden.at("name").get<std::string>());
    testing::set_options(constraint, golden.at("params"));
    const testing::KerasTensor input = testing::keras_weight(golden.at("input"));
    const auto wanted = testing::keras_numbers(golden.at("output").at("data"));
    CAPTURE(golden.at("name"), golden.at("params"));
    const auto values = constrained(constraint, input.values, input.shape);
    std::vector<float> in_float(input.values.begin(), input.values.end());
    std::vector<double> scratch;
    constrain<float>(constraint, in_float, input.shape, scratch);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CHECK(testing::agree(values[i], wanted[i], 1e-9));
      CHECK(static_cast<double>(in_float[i]) == Approx(wanted[i]).epsilon(1e-6).margin(1e-6));
    }
  }
}

TEST_CASE("norms are taken over the axes named, counted from the end when negative", "[parameter]") {
  const std::vector<double> values{3, 6, 4, 8};
  const auto check = [&](const constraint::Axes& axis, const std::vector<double>& wanted) {
    const auto got = constrained(constraint::UnitNorm{.axis = axis}, values, {2, 2});
    for (std::size_t i = 0; i < 4; ++i) CHECK(got[i] == Approx(wanted[i]).epsilon(1e-6));
  };
  check({0}, {0.6, 0.6, 0.8, 0.8});
  check({-2}, {0.6, 0.6, 0.8, 0.8});
  check({1}, {3 / std::sqrt(45), 6 / std::sqrt(45), 4 / std::sqrt(80), 8 / std::sqrt(80)});
  check({0, -1}, {3 / std::sqrt(125), 6 / std::sqrt(125), 4 / std::sqrt(125), 8 / std::sqrt(125)});
  check({}, {1, 1, 1, 1});
}

TEST_CASE("weights that keep to a constraint stay as they are, and zeros stay zeros", "[parameter]") {
  CHECK(constrained(constraint::MaxNorm{}, {0, 0}, {2}) == std::vector<double>{0, 0});
  CHECK(constrained(constraint::UnitNorm{}, {0, 0}, {2}) == std::vector<double>{0, 0});
  CHECK(constrained(constraint::NonNeg{}, {-1, 2}, {2}) == std::vector<double>{0, 2});
  const auto kept = constrained(constraint::MaxNorm{.max_value = 5}, {3, 4}, {2});
  CHECK(kept[0] == Approx(3).epsilon(1e-6));
  CHECK(kept[1] == Approx(4).epsilon(1e-6));
}

TEST_CASE("constraints are found by Keras's names, and say what does not suit them", "[parameter][keras]") {
  using namespace constraint;
  CHECK(constraint_named("maxnorm") == Constraint(MaxNorm{.max_value = 2}));
  CHECK(constraint_named("unit_norm") == Constraint(UnitNorm{.axis = {0}}));
  CHECK(constraint_named("NonNeg") == Constraint(NonNeg{}));
  CHECK_THROWS_WITH(constraint_named("norm"), Contains("'norm'") && Contains("MinMaxNorm"));
  CHECK_THROWS_WITH(constrained(MaxNorm{.axis = {2}}, {1, 2}, {1, 2}), Contains("MaxNorm") && Contains("axis 2"));
  CHECK_THROWS_WITH(constrained(UnitNorm{.axis = {0, -2}}, {1, 2}, {1, 2}), Contains("UnitNorm") && Contains("twice"));
  Constraint constraint = MaxNorm{};
  set_option(constraint, "axis", -1.0);
  CHECK(constraint == Constraint(MaxNorm{.axis = {-1}}));
  CHECK_THROWS_WITH(set_option(constraint, "axis", 0.5), Contains("a list of axes"));
}

}  // namespace plexus
