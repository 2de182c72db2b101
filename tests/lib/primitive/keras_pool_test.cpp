#include <catch2/catch.hpp>

#include <string>

#include "support/keras_golden.hpp"
#include "support/primitive_run.hpp"

using namespace plexus;
using nlohmann::json;
using plexus::testing::check_numbers;
using plexus::testing::keras_activity;
using plexus::testing::keras_setting;
using plexus::testing::KerasTensor;
using plexus::testing::PrimitiveRun;
using primitive::Padding;
using primitive::Pool;
using primitive::Pooling;

namespace {

Pool pool(const std::string& layer, const json& config, const Shape& input) {
  Pool pool{layer.find("Max") != std::string::npos ? Pooling::maximum : Pooling::mean, {}};
  std::size_t axis = 0;
  for (const bool first = config.value("data_format", "channels_last") == "channels_first";
       const std::uint32_t size : input) {
    const bool channels = axis == (first ? 0 : input.size() - 1);
    const std::size_t spatial = first && axis > 0 ? axis - 1 : axis;
    if (channels)
      pool.axes.push_back(primitive::adaptive_windows(size, size));
    else if (layer.starts_with("Adaptive"))
      pool.axes.push_back(primitive::adaptive_windows(size, keras_setting(config, "output_size", spatial, 1)));
    else {
      const std::uint32_t window = keras_setting(config, "pool_size", spatial, 2);
      const std::uint32_t stride = keras_setting(config, "strides", spatial, window);
      const Padding padding = config.value("padding", "valid") == "same" ? Padding::same : Padding::valid;
      pool.axes.push_back(
          primitive::sliding_windows(size, window, stride, primitive::padding_of(padding, size, window, stride)));
    }
    ++axis;
  }
  return pool;
}

}  // namespace

TEST_CASE("pooling agrees with Keras, outputs and gradients") {
  for (const char* kind : {"MaxPooling", "AveragePooling", "AdaptiveMaxPooling", "AdaptiveAveragePooling"})
    for (const char* axes : {"1D", "2D", "3D"}) {
      const std::string layer = std::string(kind) + axes;
      for (const json& each : plexus::testing::keras_cases(layer)) {
        INFO(each.at("id"));
        const KerasTensor x = keras_activity(each.at("inputs")[0]);
        PrimitiveRun<double> run(pool(layer, each.at("config"), x.shape), {{x.shape, x.values}}, x.batch);
        const KerasTensor want = keras_activity(each.at("outputs")[0]);
        CHECK(run.shape() == want.shape);
        check_numbers(run.forward(), want.values);
        check_numbers(run.backward(keras_activity(each.at("cotangents")[0]).values)[0],
                      keras_activity(each.at("grads").at("inputs")[0]).values);
      }
    }
}
