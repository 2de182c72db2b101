#include <catch2/catch.hpp>

#include <cmath>
#include <thread>

#include <plexus/core/error.hpp>
#include <plexus/primitive/foreign.hpp>
#include <plexus/primitive/foreign_function.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::Foreign;

namespace {

Shape same_shape(std::span<const Shape> operands) { return operands[0]; }

ForeignFunction square_plus() {
  return foreign_function(
      same_shape,
      [](auto x, auto y) {
        for (std::size_t i = 0; i < y.size(); ++i) y[i] += x[0][i] * x[0][i] + 2 * x[0][i];
      },
      [](auto x, auto dy, auto dx) {
        for (std::size_t i = 0; i < dy.size(); ++i) dx[0][i] += (2 * x[0][i] + 2) * dy[i];
      });
}

// The dot product of two operands.
ForeignFunction weighted_dot() {
  return foreign_function(
      [](std::span<const Shape> operands) {
        if (operands.size() != 2) throw Error("weighted_dot wants 2 operands");
        return Shape{};
      },
      [](auto x, auto y) {
        for (std::size_t i = 0; i < x[0].size(); ++i) y[0] += x[0][i] * x[1][i];
      },
      [](auto x, auto dy, auto dx) {
        for (std::size_t i = 0; i < x[0].size(); ++i) {
          if (!dx[0].empty()) dx[0][i] += x[1][i] * dy[0];
          if (!dx[1].empty()) dx[1][i] += x[0][i] * dy[0];
        }
      });
}

// Registers it once for the whole program.
Foreign registered(const std::string& name, ForeignFunction (*make)()) {
  const auto names = foreign_names();
  if (std::ranges::find(names, name) == names.end()) register_foreign(name, make());
  return {name};
}

}  // namespace

TEST_CASE("a user's function is the Lambda layer of Keras") {
  std::size_t seen = 0;
  for (const auto& expected : keras_cases("Lambda")) {
    if (expected.at("id") != "Lambda/square_plus") continue;
    ++seen;
    check_keras_case(expected, registered("square_plus", square_plus), {keras_group(expected.at("inputs").at(0))}, {});
  }
  CHECK(seen == 1);
}

TEST_CASE("a user's function has the gradients that it says") {
  check_primitive(registered("square_plus", square_plus), random_operands(1, {{2, 3}}, {}, 5), 5);
  const Foreign dot = registered("weighted_dot", weighted_dot);
  check_primitive(dot, random_operands(2, {{2, 3}}, {{2, 3}}, 5), 5);
  check_primitive(dot, random_operands(3, {{3}, {3}}, {}, 5), 5);
}

TEST_CASE("a user's function sees which gradients nobody wants") {
  const auto routine = make_ready(registered("weighted_dot", weighted_dot), std::vector<Shape>{{2}, {2}}, {});
  const std::vector<double> x{1, 2}, w{3, 4}, adjoint{10};
  std::vector<double> dx{0, 0};
  const std::vector<Operand<double>> operands{{x.data(), true}, {w.data(), false}};
  const std::vector<double*> adjoints{dx.data(), nullptr};
  routine->backward(BackwardCall<double>{operands, adjoints, adjoint.data(), nullptr, 1, Pass{}});
  CHECK(dx == std::vector<double>{30, 40});
}

TEST_CASE("functions are registered by several threads at once") {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([t] {
      for (int i = 0; i < 20; ++i) {
        const Foreign each = registered("thread_" + std::to_string(t) + "_" + std::to_string(i), square_plus);
        (void)result_shape(each, std::vector<Shape>{{2}});
      }
    });
  for (std::thread& each : threads) each.join();
  const auto names = foreign_names();
  CHECK(std::ranges::is_sorted(names));
  CHECK(std::ranges::count_if(names, [](const std::string& each) { return each.starts_with("thread_"); }) == 80);
}

TEST_CASE("a user's function that cannot be says why") {
  registered("square_plus", square_plus);
  CHECK_THROWS_WITH(result_shape(Foreign{"nowhere"}, std::vector<Shape>{{2}}),
                    Catch::Contains("no foreign function is called 'nowhere'; registered: ") &&
                        Catch::Contains("square_plus") && Catch::Contains("register_foreign"));
  CHECK_THROWS_WITH(register_foreign("square_plus", square_plus()), Catch::Contains("is registered already"));
  CHECK_THROWS_WITH(register_foreign("", square_plus()), Catch::Contains("empty name"));
  ForeignFunction half = square_plus();
  half.in_float.backward = nullptr;
  CHECK_THROWS_WITH(register_foreign("half", half), Catch::Contains("in_float.backward is empty"));
  CHECK_THROWS_WITH(foreign_named("half"), Catch::Contains("'half'"));
  CHECK_THROWS_WITH(result_shape(registered("weighted_dot", weighted_dot), std::vector<Shape>{{2}}),
                    Catch::Contains("wants 2 operands"));
  CHECK_THROWS_WITH(result_shape(Foreign{"square_plus"}, std::vector<Shape>(9, Shape{1})),
                    Catch::Contains("got 9 operands for 'square_plus', wanted at most 8"));
}
