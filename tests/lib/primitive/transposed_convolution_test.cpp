#include <catch2/catch.hpp>

#include <plexus/core/error.hpp>

#include "support/keras_golden.hpp"
#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_numbers;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;
using primitive::Convolution;
using primitive::Padding;
using primitive::TransposedConvolution;

TEST_CASE("a transposed convolution adds a window for each element") {
  const std::vector<Given> operands{{{2, 1}, {1, 2}}, {{3, 1, 1}, {1, 10, 100}, true}};
  const auto made = [&](const primitive::TransposedSliding& sliding) {
    return PrimitiveRun<double>(TransposedConvolution{{sliding}}, operands, 1).forward();
  };
  CHECK(made({}) == std::vector<double>{1, 12, 120, 200});
  CHECK(made({{.stride = 2}}) == std::vector<double>{1, 10, 102, 20, 200});
  CHECK(made({{.stride = 2, .pads = {1, 2}}}) == std::vector<double>{10, 102});
  CHECK(made({{.dilation = 2}, 1}) == std::vector<double>{1, 2, 10, 20, 100, 200, 0});
}

TEST_CASE("a transposed convolution is the gradient of a convolution for what it reads") {
  const std::vector<primitive::Sliding> axes{{2, 1, {1, 0}}, {1, 2, {0, 1}}};
  for (const std::uint32_t groups : {1U, 2U}) {
    const auto operands = random_operands(21 + groups, {{6, 5, 4}}, {{2, 2, 4 / groups, 2}}, 2);
    PrimitiveRun<double> convolution(Convolution{axes, groups}, operands, 2);
    const auto made = convolution.forward();
    const TransposedConvolution transposed{{{axes[0], 1}, {axes[1], 0}}, groups};  // one element is in no window
    PrimitiveRun<double> run(transposed, {{convolution.shape(), made}, operands[1]}, 2);
    CHECK(run.shape() == Shape{6, 5, 4});
    check_numbers(run.forward(), convolution.backward(made)[0], 1e-13);
  }
}

TEST_CASE("a transposed convolution has the gradients of finite differences") {
  check_primitive(TransposedConvolution{{{{2, 1, {1, 0}}, 1}}}, random_operands(1, {{3, 2}}, {{3, 3, 2}}, 3), 3);
  check_primitive(TransposedConvolution{{{{1, 2, {}}, 0}, {{3, 1, {0, 1}}, 2}}, 2},
                  random_operands(2, {{2, 3, 4}}, {{2, 2, 1, 4}}, 2), 2);
  check_primitive(TransposedConvolution{{{}, {}, {}}}, random_operands(3, {{2, 2, 1, 2}, {1, 2, 2, 2, 2}}, {}, 2), 2);
}

TEST_CASE("a transposed convolution undoes the sizes of a convolution of its padding") {
  for (std::uint32_t input = 1; input < 5; ++input)
    for (std::uint32_t size = 1; size < 6; ++size)
      for (std::uint32_t stride = 1; stride < 5; ++stride)
        for (std::uint32_t dilation = 1; dilation < 3; ++dilation) {
          const std::uint32_t span = (size - 1) * dilation + 1;
          INFO("input " << input << ", size " << size << ", stride " << stride << ", dilation " << dilation);
          const auto same = transposed_sliding(Padding::same, size, stride, dilation);
          const std::uint32_t made = transposed_size(input, size, same);
          CHECK(made == input * stride);
          CHECK(same.sliding.pads == padding_of(Padding::same, made, size, stride, dilation));
          const auto valid = transposed_sliding(Padding::valid, size, stride, dilation);
          CHECK(transposed_size(input, size, valid) == (input - 1) * stride + std::max(span, stride));
          CHECK(valid.sliding.pads == primitive::Pads{});
          for (std::uint32_t more = 0; more < stride; ++more) {
            const auto longer = transposed_sliding(Padding::valid, size, stride, dilation, more);
            CHECK(transposed_size(input, size, longer) == (input - 1) * stride + span + more);
            const auto chosen = transposed_sliding(Padding::same, size, stride, dilation, more);
            const std::uint32_t wanted = (input - 1) * stride + span % 2 + more;
            if (wanted == 0) continue;
            CHECK(transposed_size(input, size, chosen) == wanted);
            if ((wanted + stride - 1) / stride == input)
              CHECK(chosen.sliding.pads == padding_of(Padding::same, wanted, size, stride, dilation));
          }
        }
}

TEST_CASE("a transposed convolution that cannot be says why") {
  const auto shape_of = [](const TransposedConvolution& convolution, const std::vector<Shape>& operands) {
    return result_shape(convolution, operands);
  };
  CHECK_THROWS_WITH(shape_of({{{}}}, {{4, 2}}), Catch::Contains("got the operands (4, 2) for 1 spatial axes"));
  CHECK_THROWS_WITH(shape_of({{{}}}, {{4, 2}, {3, 1, 3}}), Catch::Contains("(3, 1, 3) for 2 channels in 1 groups"));
  CHECK_THROWS_WITH(shape_of({{{}}, 2}, {{4, 3}, {3, 1, 3}}), Catch::Contains("for 3 channels in 2 groups"));
  CHECK_THROWS_WITH(shape_of({{{{.pads = {2, 1}}}}}, {{1, 1}, {3, 1, 1}}), Catch::Contains("make 3 elements"));
  CHECK_THROWS_WITH(shape_of({{{{.stride = 0}}}}, {{1, 1}, {3, 1, 1}}), Catch::Contains("stride 0"));
  CHECK_THROWS_WITH(transposed_sliding(Padding::causal, 3), Catch::Contains("wanted valid or same"));
}
