#include <catch2/catch.hpp>

#include <functional>
#include <numeric>
#include <string>

#include <plexus/primitive/index_maps.hpp>
#include <plexus/primitive/resize_weights.hpp>

#include "support/keras_golden.hpp"
#include "support/primitive_run.hpp"

// Layers that move elements, or resize, against Keras: each as the primitives that it is made of, one after the other.

using namespace plexus;
using nlohmann::json;
using plexus::testing::check_numbers;
using plexus::testing::Given;
using plexus::testing::keras_activity;
using plexus::testing::KerasTensor;
using plexus::testing::PrimitiveRun;
using primitive::Gather;
using primitive::IndexMap;
using primitive::Interpolation;
using primitive::Linear;

namespace {

// What a layer of one input is made of, given its config, the shape of its input, and that of its output.
using Parts = std::function<std::vector<Primitive>(const json&, const Shape&, const Shape&)>;

void replay(const json& each, const Parts& parts) {
  INFO(each.at("id"));
  const KerasTensor x = keras_activity(each.at("inputs")[0]);
  const KerasTensor want = keras_activity(each.at("outputs")[0]);
  Given given{x.shape, x.values};
  std::vector<PrimitiveRun<double>> runs;
  for (const Primitive& primitive : parts(each.at("config"), x.shape, want.shape)) {
    runs.emplace_back(primitive, std::vector<Given>{given}, x.batch);
    given = {runs.back().shape(), runs.back().forward()};
  }
  CHECK(given.shape == want.shape);
  check_numbers(given.values, want.values);
  if (!each.contains("grads") || each.at("grads").at("inputs")[0].is_null()) return;
  std::vector<double> adjoint = keras_activity(each.at("cotangents")[0]).values;
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) adjoint = run->backward(adjoint)[0];
  check_numbers(adjoint, keras_activity(each.at("grads").at("inputs")[0]).values);
}

void replay_file(const std::string& layer, const Parts& parts) {
  for (const json& each : plexus::testing::keras_cases(layer)) replay(each, parts);
}

std::vector<Primitive> gather(IndexMap map) { return {Gather{std::move(map)}}; }

// "padding" and "cropping": a number, a number for each axis, or (start, end) of each axis; of one axis also
// (start, end) itself.
std::vector<primitive::Pads> pads(const json& config, const char* key, std::size_t axes, std::uint32_t otherwise) {
  const json value = config.contains(key) ? config.at(key) : json(otherwise);
  std::vector<primitive::Pads> all;
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const json here = value.is_array() && !(axes == 1 && value.size() == 2) ? value.at(axis) : value;
    if (here.is_array())
      all.push_back({here.at(0), here.at(1)});
    else
      all.push_back({here, here});
  }
  return all;
}

Interpolation interpolation(const json& config, const char* otherwise) {
  const std::string name = config.value("interpolation", otherwise);
  if (name == "bilinear") return Interpolation::bilinear;
  if (name == "bicubic") return Interpolation::bicubic;
  if (name == "lanczos3") return Interpolation::lanczos3;
  if (name == "lanczos5") return Interpolation::lanczos5;
  REQUIRE(name == "nearest");
  return Interpolation::nearest;
}

// The first axes brought to the sizes of the output, one after the other.
std::vector<Primitive> resize(Interpolation how, const Shape& from, const Shape& to) {
  std::vector<Primitive> parts;
  for (std::size_t axis = 0; axis + 1 < from.size(); ++axis)
    parts.push_back(Linear{static_cast<std::int64_t>(axis), to[axis], resize_weights(how, from[axis], to[axis])});
  return parts;
}

}  // namespace

TEST_CASE("cropping and padding agree with Keras, outputs and gradients") {
  for (std::size_t axes = 1; axes <= 3; ++axes) {
    const std::string ending = std::to_string(axes) + "D";
    replay_file("Cropping" + ending, [&](const json& config, const Shape& input, const Shape&) {
      return gather(primitive::crop(input, pads(config, "cropping", axes, axes == 2 ? 0 : 1)));
    });
    replay_file("ZeroPadding" + ending, [&](const json& config, const Shape& input, const Shape&) {
      return gather(primitive::pad(input, pads(config, "padding", axes, 1)));
    });
  }
}

TEST_CASE("reshaping layers agree with Keras, outputs and gradients") {
  replay_file("Reshape", [](const json&, const Shape& input, const Shape& output) {
    return gather(primitive::reshape(input, output));
  });
  replay_file("RepeatVector", [](const json&, const Shape& input, const Shape& output) {
    return gather(primitive::broadcast_to(input, output));
  });
  replay_file("Permute", [](const json& config, const Shape& input, const Shape&) {
    auto axes = config.at("dims").get<std::vector<std::int64_t>>();
    for (std::int64_t& each : axes) --each;
    return gather(primitive::permute(input, axes));
  });
  replay_file("Flatten", [](const json& config, const Shape& input, const Shape& output) {
    if (config.value("data_format", "channels_last") == "channels_last")
      return gather(primitive::reshape(input, output));
    std::vector<std::int64_t> axes(input.size());
    std::iota(axes.begin(), axes.end() - 1, 1);  // channels, which come first, to the end
    const IndexMap moved = primitive::permute(input, axes);
    return gather(primitive::compose(moved, primitive::reshape(moved.shape, output)));
  });
}

TEST_CASE("upsampling agrees with Keras, outputs and gradients") {
  for (const char* layer : {"UpSampling1D", "UpSampling2D", "UpSampling3D"})
    replay_file(layer, [](const json& config, const Shape& input, const Shape& output) {
      const Interpolation how = interpolation(config, "nearest");
      if (how != Interpolation::nearest) return resize(how, input, output);
      IndexMap map = primitive::reshape(input, input);
      for (std::size_t axis = 0; axis + 1 < input.size(); ++axis)
        map = compose(map, primitive::repeat(map.shape, static_cast<std::int64_t>(axis), output[axis] / input[axis]));
      return gather(map);
    });
}

TEST_CASE("resizing agrees with Keras") {
  replay_file("Resizing", [](const json& config, const Shape& input, const Shape& output) {
    const Interpolation how = interpolation(config, "bilinear");
    if (!config.value("crop_to_aspect_ratio", false)) return resize(how, input, output);
    const std::uint32_t height = std::min(input[0], input[1] * output[0] / output[1]);
    const std::uint32_t width = std::min(input[1], input[0] * output[1] / output[0]);
    const std::uint32_t above = (input[0] - height) / 2, left = (input[1] - width) / 2;
    const std::vector<primitive::Pads> off{{above, input[0] - height - above}, {left, input[1] - width - left}};
    std::vector<Primitive> parts = gather(primitive::crop(input, off));
    const auto after = resize(how, {height, width, input[2]}, output);
    parts.insert(parts.end(), after.begin(), after.end());
    return parts;
  });
}

TEST_CASE("a concatenation of gathers, or of scatters, agrees with Keras's") {
  for (const json& each : plexus::testing::keras_cases("Concatenate")) {
    INFO(each.at("id"));
    const KerasTensor want = keras_activity(each.at("outputs")[0]);
    const KerasTensor adjoint = keras_activity(each.at("cotangents")[0]);
    const auto given = each.at("config").value("axis", -1);
    const std::uint32_t axis = axis_of(given < 0 ? given : given - 1, want.shape, "test");
    std::vector<double> gathered(want.values.size(), 0), scattered(want.values.size(), 0);
    std::uint32_t start = 0;
    for (std::size_t k = 0; k < each.at("inputs").size(); ++k) {
      const KerasTensor x = keras_activity(each.at("inputs")[k]);
      const std::vector<Given> operand{{x.shape, x.values}};
      const auto gradient = keras_activity(each.at("grads").at("inputs")[k]).values;
      const auto add = [&](const Primitive& primitive, std::vector<double>& sum) {
        PrimitiveRun<double> run(primitive, operand, x.batch);
        CHECK(run.shape() == want.shape);
        const auto made = run.forward();
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += made[i];
        check_numbers(run.backward(adjoint.values)[0], gradient);
      };
      add(Gather{primitive::place(x.shape, axis, start, want.shape[axis])}, gathered);
      add(primitive::Scatter{primitive::slice(want.shape, axis, start, x.shape[axis]), want.shape}, scattered);
      start += x.shape[axis];
    }
    check_numbers(gathered, want.values);
    check_numbers(scattered, want.values);
  }
}
