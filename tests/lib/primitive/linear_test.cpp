#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <numbers>

#include <plexus/core/error.hpp>
#include <plexus/primitive/resize_weights.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Interpolation;
using primitive::Linear;
using primitive::resize_weights;
using primitive::Term;

namespace {

std::vector<double> resized(Interpolation how, std::vector<double> values, std::uint32_t size, bool antialias = false) {
  const auto from = static_cast<std::uint32_t>(values.size());
  return PrimitiveRun<double>(Linear{0, size, resize_weights(how, from, size, antialias)},
                              {{{from}, std::move(values)}}, 1)
      .forward();
}

constexpr Interpolation smooth[] = {Interpolation::bilinear, Interpolation::bicubic, Interpolation::lanczos3,
                                    Interpolation::lanczos5};

}  // namespace

TEST_CASE("a linear map acts along one axis") {
  const std::vector<Term> terms{{0, 1, 10}, {1, 1, 100}, {1, 0, 1}};
  PrimitiveRun<double> middle(Linear{1, 3, terms}, {{{1, 2, 2}, {1, 2, 3, 4}}}, 1);
  CHECK(middle.shape() == Shape{1, 3, 2});
  CHECK(middle.forward() == std::vector<double>{3, 4, 310, 420, 0, 0});
  PrimitiveRun<double> last(Linear{-1, 2, terms}, {{{2, 2}, {1, 2, 3, 4}}}, 1);
  CHECK(last.forward() == std::vector<double>{2, 210, 4, 430});
}

TEST_CASE("a linear map has the gradients of finite differences") {
  const std::vector<Term> terms{{0, 1, 0.5}, {1, 1, -2}, {1, 0, 1}, {1, 0, 0.25}};
  check_primitive(Linear{1, 3, terms}, random_operands(1, {{2, 2, 3}}, {}, 3), 3);
  check_primitive(Linear{-2, 2, terms}, random_operands(2, {}, {{2, 3}}, 2), 2);
}

TEST_CASE("a linear map that cannot be says why") {
  const auto shape_of = [](const Linear& linear, const std::vector<Shape>& operands) {
    return result_shape(linear, operands);
  };
  CHECK_THROWS_WITH(shape_of({1, 2, {}}, {{2}}), Catch::Contains("linear: got axis 1"));
  CHECK_THROWS_WITH(shape_of({0, 2, {{2, 0, 1}}}, {{2}}), Catch::Contains("a term from 2 to 0"));
  CHECK_THROWS_WITH(shape_of({0, 2, {{0, 2, 1}}}, {{2}}), Catch::Contains("a term from 0 to 2"));
  CHECK_THROWS_WITH(shape_of({0, 2, {}}, {{2}, {2}}), Catch::Contains("got 2 operands"));
}

TEST_CASE("resizing weighs the neighbours of half-pixel centres") {
  CHECK(resized(Interpolation::bilinear, {0, 4}, 4) == std::vector<double>{0, 1, 3, 4});
  CHECK(resized(Interpolation::bilinear, {0, 1, 2, 3}, 2) == std::vector<double>{0.5, 2.5});
  CHECK(resized(Interpolation::nearest, {1, 2, 3}, 6) == std::vector<double>{1, 1, 2, 2, 3, 3});
  CHECK(resized(Interpolation::nearest, {0, 1, 2, 3}, 2) == std::vector<double>{1, 3});
  CHECK(resized(Interpolation::nearest, {0, 1, 2, 3, 4}, 3) == std::vector<double>{0, 2, 4});
  // Keys, a = -0.5, halfway between elements: (-1, 9, 9, -1) / 16.
  const std::vector<Term> centre{{0, 1, -0.0625}, {1, 1, 0.5625}, {2, 1, 0.5625}, {3, 1, -0.0625}};
  const auto cubic = resize_weights(Interpolation::bicubic, 6, 3);
  std::vector<Term> middle;
  for (Term term : cubic)
    if (term.to == 1) middle.push_back({term.from - 1, term.to, term.coefficient});
  CHECK(middle == centre);
  // Lanczos, halfway: sinc(1/2) sinc(1/6) and so on, scaled up to sum to 1.
  const auto sinc = [](double x) { return std::sin(std::numbers::pi * x) / (std::numbers::pi * x); };
  const double sum = 2 * (sinc(0.5) * sinc(0.5 / 3) + sinc(1.5) * sinc(1.5 / 3) + sinc(2.5) * sinc(2.5 / 3));
  const auto lanczos = resized(Interpolation::lanczos3, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, 5);
  CHECK(lanczos[2] == Approx(sinc(0.5) * sinc(0.5 / 3) / sum).epsilon(1e-12));
  CHECK(lanczos[1] == Approx(sinc(1.5) * sinc(1.5 / 3) / sum).epsilon(1e-12));
}

TEST_CASE("the weights of a resizing sum to 1, and the same size is the same numbers") {
  for (const Interpolation how : smooth)
    for (const bool antialias : {false, true})
      for (const std::uint32_t from : {1U, 2U, 5U, 12U})
        for (const std::uint32_t to : {1U, 3U, 5U, 12U, 30U}) {
          std::map<std::uint32_t, double> sums;
          for (const Term& term : resize_weights(how, from, to, antialias)) sums[term.to] += term.coefficient;
          CHECK(sums.size() == to);
          for (const auto& [place, sum] : sums) CHECK(sum == Approx(1).epsilon(1e-12));
        }
  const std::vector<double> values{3, -1, 4, 1, -5};
  for (const Interpolation how : smooth)
    for (std::size_t i = 0; i < values.size(); ++i)
      CHECK(resized(how, values, 5)[i] == Approx(values[i]).margin(1e-12));
}

TEST_CASE("antialiasing weighs all elements when an axis shrinks") {
  // A triangle twice as wide: distances 0.5 and 1.5 of 2, and one element past the end left out.
  CHECK(resized(Interpolation::bilinear, {1, 0, 0, 0}, 2, true)[0] == Approx(0.75 / (0.75 + 0.75 + 0.25)));
  CHECK(resized(Interpolation::bilinear, {0, 0, 0, 1}, 2, true)[0] == Approx(0));
  for (const Interpolation how : smooth) {
    CHECK(resize_weights(how, 9, 3, true).size() > resize_weights(how, 9, 3).size());
    CHECK(resize_weights(how, 3, 9, true) == resize_weights(how, 3, 9));
  }
  CHECK_THROWS_WITH(resize_weights(Interpolation::bilinear, 0, 2), Catch::Contains("got 0 elements to become 2"));
}
