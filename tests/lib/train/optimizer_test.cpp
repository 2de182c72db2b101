#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/train/optimizer.hpp>
#include <plexus/train/schedule.hpp>

#include "support/golden.hpp"

namespace plexus {
namespace {

// One step of parameters side by side.
template <class Real>
void take(const OptimizerOptions& options, double rate, std::size_t step, std::vector<Real>& parameters,
          std::vector<Real> gradient, std::vector<Real>& first, std::vector<Real>& second, Real scale = 1) {
  row(options.kind).update(OptimizerStep<Real>{options, rate, step, parameters, gradient, scale, first, second});
  for (const Real left : gradient) CHECK(left == 0);
}

// Where a parameter that starts at 1 is after each of three steps with the gradients 0.5, -1 and 2.
std::vector<double> walk(const OptimizerOptions& options, double rate) {
  std::vector<double> path;
  std::vector<double> parameter{1}, first{0}, second{0};
  std::size_t step = 0;
  for (const double gradient : {0.5, -1.0, 2.0}) {
    take(options, rate, ++step, parameter, {gradient}, first, second);
    path.push_back(parameter[0]);
  }
  return path;
}

void check_path(const std::vector<double>& got, const std::vector<double>& want) {
  for (std::size_t i = 0; i < want.size(); ++i) CHECK(got[i] == Approx(want[i]).epsilon(1e-12));
}

}  // namespace

TEST_CASE("optimizers take the steps of their papers, worked out by hand", "[train]") {
  check_path(walk({.kind = Optimizer::sgd}, 0.1), {0.95, 1.05, 0.85});
  // v = 0.9 v - 0.1 g: -0.05, 0.055, -0.1505.
  check_path(walk({.kind = Optimizer::sgd, .momentum = 0.9}, 0.1), {0.95, 1.005, 0.8545});
  // p += 0.9 v - 0.1 g with those v: -0.095, 0.1495, -0.33545.
  check_path(walk({.kind = Optimizer::nesterov, .momentum = 0.9}, 0.1), {0.905, 1.0545, 0.71905});
  // mean squares: 0.025, 0.1225, 0.51025.
  const double r1 = 1 - 0.05 / std::sqrt(0.025 + 1e-8), r2 = r1 + 0.1 / std::sqrt(0.1225 + 1e-8);
  check_path(walk({.kind = Optimizer::rmsprop}, 0.1), {r1, r2, r2 - 0.2 / std::sqrt(0.51025 + 1e-8)});
  // m: 0.05, -0.055, 0.1505; v: 0.00025, 0.00124975, 0.00524850025, both divided by 1 - beta^t.
  const double a1 = 1 - 0.1 * (0.05 / 0.1) / (std::sqrt(0.00025 / 0.001) + 1e-8);
  const double a2 = a1 - 0.1 * (-0.055 / 0.19) / (std::sqrt(0.00124975 / 0.001999) + 1e-8);
  const double a3 = a2 - 0.1 * (0.1505 / 0.271) / (std::sqrt(0.00524850025 / 0.002997001) + 1e-8);
  check_path(walk({.kind = Optimizer::adam}, 0.1), {a1, a2, a3});
  const double w1 = 1 * (1 - 0.1 * 0.5) - (1 - a1), w2 = w1 * (1 - 0.1 * 0.5) - (a1 - a2);
  check_path(walk({.kind = Optimizer::adamw, .weight_decay = 0.5}, 0.1), {w1, w2, w2 * (1 - 0.1 * 0.5) - (a2 - a3)});
}

TEST_CASE("optimizers take the same steps in float", "[train]") {
  for (const OptimizerRow& each : optimizer_rows()) {
    const OptimizerOptions options{.kind = each.optimizer, .momentum = 0.5};
    std::vector<double> parameter{1}, first{0}, second{0};
    std::vector<float> parameter_float{1}, first_float{0}, second_float{0};
    for (std::size_t step = 1; step <= 10; ++step) {
      const double gradient = std::sin(static_cast<double>(step));
      take(options, 0.1, step, parameter, {gradient}, first, second);
      take(options, 0.1, step, parameter_float, {static_cast<float>(gradient)}, first_float, second_float);
    }
    CAPTURE(each.name);
    CHECK(static_cast<double>(parameter_float[0]) == Approx(parameter[0]).margin(1e-5));
  }
}

TEST_CASE("optimizers treat each of many parameters as if it were alone", "[train]") {
  for (const OptimizerRow& each : optimizer_rows())
    for (const std::size_t count : {1U, 5U, 16U, 31U, 64U, 65U, 100U}) {
      CAPTURE(each.name, count);
      const OptimizerOptions options{.kind = each.optimizer, .momentum = 0.5};
      Random random(count);
      std::vector<double> parameters(count), first(count), second(count);
      for (double& parameter : parameters) parameter = random.normal();
      std::vector<double> alone = parameters, first_alone = first, second_alone = second;
      for (std::size_t step = 1; step <= 3; ++step) {
        std::vector<double> gradient(count);
        for (double& slope : gradient) slope = random.normal();
        take(options, 0.1, step, parameters, gradient, first, second, 0.5);
        for (std::size_t i = 0; i < count; ++i) {
          std::vector<double> one{alone[i]}, one_first{first_alone[i]}, one_second{second_alone[i]};
          take(options, 0.1, step, one, {gradient[i] / 2}, one_first, one_second);
          alone[i] = one[0], first_alone[i] = one_first[0], second_alone[i] = one_second[0];
        }
      }
      CHECK(parameters == alone);
      CHECK(first == first_alone);
      CHECK(second == second_alone);
    }
}

TEST_CASE("schedules give the rates of Neataptic's policies", "[train][golden]") {
  const auto golden = testing::golden("fn_rate");
  const double base = golden.at("base");
  for (const auto& policy : golden.at("policies")) {
    const std::string name = policy.at("policy");
    const std::vector<double> args = policy.at("args");
    CAPTURE(name, args);
    ScheduleOptions options;
    if (name == "STEP")
      options = {.kind = Schedule::step,
                 .gamma = args.empty() ? 0.9 : args[0],
                 .step_size = args.size() < 2 ? 100 : static_cast<std::size_t>(args[1])};
    if (name == "EXP") options = {.kind = Schedule::exponential, .gamma = args.empty() ? 0.999 : args[0]};
    if (name == "INV")
      options = {
          .kind = Schedule::inverse, .gamma = args.empty() ? 0.001 : args[0], .power = args.size() < 2 ? 2 : args[1]};
    const auto values = testing::numbers(policy.at("values"));
    for (std::size_t i = 0; i < values.size(); ++i)
      CHECK(testing::agree(rate_at(options, base, golden.at("iterations")[i], 1000000), values[i],
                           golden.at("tolerance")));
  }
}

TEST_CASE("schedules: linear and cosine end near 0, a warm-up rises in equal steps", "[train]") {
  const ScheduleOptions linear{.kind = Schedule::linear, .warmup = 4}, cosine{.kind = Schedule::cosine};
  CHECK(rate_at(linear, 1, 0, 14) == Approx(0.2));
  CHECK(rate_at(linear, 1, 3, 14) == Approx(0.8));
  CHECK(rate_at(linear, 1, 4, 14) == Approx(1));
  CHECK(rate_at(linear, 1, 13, 14) == Approx(0.1));
  CHECK(rate_at(cosine, 2, 0, 10) == Approx(2));
  CHECK(rate_at(cosine, 2, 5, 10) == Approx(1));
  CHECK(rate_at(cosine, 2, 10, 10) == Approx(0).margin(1e-15));
}

TEST_CASE("optimizers and schedules are found by name, and an unknown name lists the known ones", "[train]") {
  for (const OptimizerRow& each : optimizer_rows()) CHECK(optimizer_named(each.name) == each.optimizer);
  for (const ScheduleRow& each : schedule_rows()) CHECK(schedule_named(each.name) == each.schedule);
  CHECK_THROWS_WITH(optimizer_named("adamm"), Catch::Contains("'adamm'") && Catch::Contains("adamw"));
  CHECK_THROWS_WITH(schedule_named("sine"), Catch::Contains("'sine'") && Catch::Contains("cosine"));
}

}  // namespace plexus
