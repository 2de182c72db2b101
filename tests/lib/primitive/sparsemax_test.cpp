#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include <plexus/core/random.hpp>
#include <plexus/primitive/sparsemax.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::Sparsemax;

namespace {

// By sorting, as in the paper's algorithm 1.
std::vector<double> by_sorting(std::vector<double> x) {
  auto sorted = x;
  std::ranges::sort(sorted, std::greater{});
  double sum = 0, threshold = 0;
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    sum += sorted[k];
    const double count = static_cast<double>(k + 1);
    if (1 + count * sorted[k] > sum) threshold = (sum - 1) / count;
  }
  for (double& each : x) each = std::max(each - threshold, 0.0);
  return x;
}

}  // namespace

TEST_CASE("sparsemax is that of its definition") {
  std::size_t seen = 0;
  for (const auto& expected : keras_file_cases("functions/activations")) {
    if (expected.at("name") != "sparsemax") continue;
    ++seen;
    PrimitiveRun<double> run(Sparsemax{}, {keras_group(expected.at("input"))}, keras_batch(expected.at("input")));
    check_keras_numbers(run.forward(), expected.at("output").at("data"));
    check_keras_numbers(run.backward(keras_numbers(expected.at("cotangent").at("data")))[0],
                        expected.at("grad").at("data"));
  }
  CHECK(seen == 2);
}

TEST_CASE("sparsemax is what sorting finds") {
  Random random(5);
  for (const double width : {0.1, 1.0, 10.0, 1e6})
    for (std::size_t size = 1; size < 40; ++size) {
      std::vector<double> x(size);
      for (double& each : x) each = random.uniform(-width, width);
      const auto got = PrimitiveRun<double>(Sparsemax{}, {{{static_cast<std::uint32_t>(size)}, x}}, 1).forward();
      const auto want = by_sorting(x);
      double sum = 0;
      for (std::size_t i = 0; i < size; ++i) {
        INFO("width " << width << ", size " << size << ", number " << i);
        CHECK(got[i] == Approx(want[i]).margin(1e-9));
        sum += got[i];
      }
      CHECK(sum == Approx(1));
    }
}

TEST_CASE("sparsemax finds small differences between large numbers") {
  CHECK(PrimitiveRun<float>(Sparsemax{}, {{{3}, {1e8, 1e8, 0}}}, 1).forward() == std::vector<double>{0.5, 0.5, 0});
}

TEST_CASE("sparsemax has the gradients of finite differences") {
  check_primitive(Sparsemax{}, random_operands(1, {{2, 5}}, {}, 18), 18);
  check_primitive(Sparsemax{0}, random_operands(2, {{5, 2}}, {}, 3), 3);
  check_primitive(Sparsemax{0}, random_operands(3, {}, {{5, 2}}, 3), 3);
}

TEST_CASE("a sparsemax that cannot be says why") {
  CHECK_THROWS_WITH(result_shape(Sparsemax{}, std::vector<Shape>{}), Catch::Contains("got 0 operands, wanted 1"));
  CHECK_THROWS_WITH(result_shape(Sparsemax{1}, std::vector<Shape>{{2}}), Catch::Contains("sparsemax: got axis 1"));
}
