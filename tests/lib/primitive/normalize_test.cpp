#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/primitive/normalize.hpp>

#include "support/keras_functions.hpp"

using namespace plexus;
using namespace plexus::testing;
using primitive::Normalize;
using primitive::Normalizing;

namespace {

// The cases of a layer that scales and shifts what is normalized by its weights.
void check_layer(const std::string& layer, Normalizing how, double epsilon) {
  for (const auto& expected : keras_cases(layer)) {
    const auto& config = expected.at("config");
    const Given x = keras_group(expected.at("inputs").at(0));
    std::vector<Given> scale_and_offset;
    for (const auto& each : expected.at("weights"))
      scale_and_offset.push_back(keras_parameter(each, x.shape, keras_axes(config)));
    check_keras_case(expected, Normalize{how, keras_axes(config), config.value("epsilon", epsilon)}, {x},
                     scale_and_offset);
  }
}

std::vector<double> normalized(const Normalize& normalize, const std::vector<double>& x) {
  return PrimitiveRun<double>(normalize, {{{static_cast<std::uint32_t>(x.size())}, x}}, 1).forward();
}

}  // namespace

TEST_CASE("layer normalization is that of Keras") { check_layer("LayerNormalization", Normalizing::standard, 1e-3); }

TEST_CASE("root mean square normalization is that of Keras") {
  check_layer("RMSNormalization", Normalizing::root_mean_square, 1e-6);
}

TEST_CASE("unit normalization is that of Keras") { check_layer("UnitNormalization", Normalizing::unit, 1e-12); }

TEST_CASE("group normalization is that of Keras, with an axis for the groups") {
  for (const auto& expected : keras_cases("GroupNormalization")) {
    const Given x = keras_group(expected.at("inputs").at(0));
    const std::uint32_t channels = x.shape.back();
    const int groups = expected.at("config").at("groups");
    Shape cut = x.shape;
    cut.back() = groups < 0 ? channels : static_cast<std::uint32_t>(groups);
    cut.push_back(channels / cut.back());
    Axes axes{-1};
    for (std::int32_t axis = 0; axis + 2 < static_cast<std::int32_t>(cut.size()); ++axis) axes.push_back(axis);
    std::vector<Given> scale_and_offset;
    for (const auto& each : expected.at("weights")) scale_and_offset.push_back(keras_parameter(each, cut, {-2, -1}));
    check_keras_case(expected, Normalize{Normalizing::standard, axes}, {{cut, x.values}}, scale_and_offset);
  }
}

TEST_CASE("numbers are normalized by their mean, variance or length") {
  CHECK(normalized({Normalizing::standard, {0}, 0}, {1, 3}) == std::vector<double>{-1, 1});
  CHECK(normalized({Normalizing::standard, {0}, 3}, {1, 3}) == std::vector<double>{-0.5, 0.5});
  CHECK(normalized({Normalizing::root_mean_square, {0}, 2}, {1, -1, 5, 1})[2] == Approx(5 / 3.0));
  CHECK(normalized({Normalizing::unit, {0}, 1e-12}, {3, 4})[0] == Approx(0.6));
}

TEST_CASE("numbers that are all 0 stay so") {
  for (const auto how : {Normalizing::standard, Normalizing::root_mean_square, Normalizing::unit})
    CHECK(normalized({how, {0}, 1e-12}, {0, 0}) == std::vector<double>{0, 0});
}

TEST_CASE("a length below epsilon counts as epsilon") {
  PrimitiveRun<double> run(Normalize{Normalizing::unit, {0}, 0.5}, {{{2}, {0.03, 0.04}}}, 1);
  CHECK(run.forward()[1] == Approx(0.08));
  CHECK(run.backward({3, 5})[0][0] == Approx(6));
}

TEST_CASE("a normalization has the gradients of finite differences") {
  for (const auto how : {Normalizing::standard, Normalizing::root_mean_square, Normalizing::unit}) {
    check_primitive(Normalize{how, {-1}, 1e-3}, random_operands(1, {{2, 5}}, {}, 18), 18);
    check_primitive(Normalize{how, {0, 2}, 1e-3}, random_operands(2, {{2, 3, 2}}, {}, 3), 3);
    check_primitive(Normalize{how, {}, 1e-3}, random_operands(3, {}, {{3, 2}}, 3), 3);
  }
  check_primitive(Normalize{Normalizing::unit, {-1}, 1.2}, random_operands(4, {{6, 3}}, {}, 3), 3);
}

TEST_CASE("a normalization that cannot be says why") {
  const auto shape_of = [](const Normalize& normalize, const std::vector<Shape>& operands) {
    return result_shape(normalize, operands);
  };
  CHECK_THROWS_WITH(shape_of({}, {{1}, {1}}), Catch::Contains("got 2 operands, wanted 1"));
  CHECK_THROWS_WITH(shape_of({Normalizing::unit, {-2}}, {{3}}), Catch::Contains("normalize: got axis -2"));
  CHECK_THROWS_WITH(shape_of({Normalizing::unit, {0}, -1}, {{3}}), Catch::Contains("got an epsilon of -1"));
  CHECK_THROWS_WITH(shape_of({Normalizing::unit, {0}, std::nan("")}, {{3}}), Catch::Contains("got an epsilon of nan"));
}
