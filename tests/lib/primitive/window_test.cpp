#include <catch2/catch.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/window.hpp>

using namespace plexus::primitive;

TEST_CASE("windows are counted where they fit, pads included") {
  CHECK(window_count(7, 3, {}, "test") == 5);
  CHECK(window_count(7, 3, {.stride = 2}, "test") == 3);
  CHECK(window_count(8, 3, {.stride = 2}, "test") == 3);
  CHECK(window_count(7, 3, {.dilation = 3}, "test") == 1);
  CHECK(window_count(7, 3, {.stride = 2, .pads = {1, 2}}, "test") == 4);
  CHECK_THROWS_WITH(window_count(2, 3, {}, "test"),
                    Catch::Contains("test: a window spans 3") && Catch::Contains("has 2"));
  CHECK_THROWS_WITH(window_count(4, 3, {.stride = 0}, "test"), Catch::Contains("stride 0"));
  CHECK_THROWS_WITH(window_count(4, 3, {.dilation = 0}, "test"), Catch::Contains("dilation 0"));
  CHECK_THROWS_WITH(window_count(4, 0, {}, "test"), Catch::Contains("size 0"));
}

TEST_CASE("same padding makes as many windows as strides, with the odd place after") {
  for (std::uint32_t input = 1; input < 12; ++input)
    for (std::uint32_t size = 1; size < 6; ++size)
      for (std::uint32_t stride = 1; stride < 5; ++stride)
        for (std::uint32_t dilation = 1; dilation < 4; ++dilation) {
          const Pads pads = padding_of(Padding::same, input, size, stride, dilation);
          CHECK(window_count(input, size, {stride, dilation, pads}, "test") == (input + stride - 1) / stride);
          CHECK((pads.after == pads.before || pads.after == pads.before + 1));
          if (pads.after == 0) continue;
          const Pads fewer{pads.before, pads.after - 1};
          const bool fits = input + fewer.before + fewer.after >= (size - 1) * dilation + 1;
          CHECK(
              (!fits || window_count(input, size, {stride, dilation, fewer}, "test") < (input + stride - 1) / stride));
        }
}

TEST_CASE("causal padding stands before, valid padding is none") {
  CHECK(padding_of(Padding::causal, 8, 3, 1, 2) == Pads{4, 0});
  CHECK(padding_of(Padding::valid, 8, 3, 1, 2) == Pads{0, 0});
  CHECK_THROWS_WITH(padding_of(Padding::same, 8, 3, 0), Catch::Contains("stride 0"));
}

TEST_CASE("windows of a pooling leave the pads out") {
  CHECK(sliding_windows(7, 3, 2) == std::vector<Window>{{0, 3}, {2, 5}, {4, 7}});
  CHECK(sliding_windows(7, 3, 2, {1, 1}) == std::vector<Window>{{0, 2}, {1, 4}, {3, 6}, {5, 7}});
  CHECK(sliding_windows(2, 5, 1, {2, 2}) == std::vector<Window>{{0, 2}, {0, 2}});
  CHECK_THROWS_WITH(sliding_windows(3, 2, 1, {2, 0}), Catch::Contains("window 0") && Catch::Contains("padding alone"));
  CHECK_THROWS_WITH(sliding_windows(3, 2, 1, {0, 2}), Catch::Contains("window 3") && Catch::Contains("padding alone"));
  CHECK_THROWS_WITH(sliding_windows(3, 4, 1), Catch::Contains("pool: a window spans 4"));
}

TEST_CASE("adaptive windows cover an axis as evenly as can be") {
  CHECK(adaptive_windows(7, 3) == std::vector<Window>{{0, 3}, {2, 5}, {4, 7}});
  CHECK(adaptive_windows(6, 3) == std::vector<Window>{{0, 2}, {2, 4}, {4, 6}});
  CHECK(adaptive_windows(2, 3) == std::vector<Window>{{0, 1}, {0, 2}, {1, 2}});
  CHECK_THROWS_WITH(adaptive_windows(2, 0), Catch::Contains("got 0 windows on 2 elements"));
}
