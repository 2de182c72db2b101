#include <catch2/catch.hpp>

#include <string>

#include <plexus/architect/layer_table.hpp>
#include <plexus/architect/model.hpp>

#include "support/keras_golden.hpp"
#include "support/keras_replay.hpp"

using namespace plexus;

TEST_CASE("layers of the table compute what Keras does") {
  for (const LayerRow& row : layer_rows())
    for (const nlohmann::json& each : testing::keras_cases(std::string(row.name))) {
      DYNAMIC_SECTION(each["id"].get<std::string>()) { testing::replay_keras(each); }
    }
}

TEST_CASE("a layer is made by name and config, and says what it was made of") {
  const Layer layer =
      layer_named("Conv2D", R"({"filters": 3, "kernel_size": [2, 1], "name": "c", "kernel_regularizer": null})");
  const std::string config = config_of(layer);
  CHECK_THAT(config, Catch::Contains("\"filters\":3") && Catch::Contains("\"kernel_size\":[2,1]"));
  CHECK(config_of(layer_named("Conv2D", config)) == config);
  CHECK(layer.tensor_layer()->name() == "c");
  for (const LayerRow& row : layer_rows()) {
    INFO(row.name);
    const std::string usual = config_of(layer_named(row.name));
    CHECK(config_of(layer_named(row.name, usual)) == usual);
  }
}

TEST_CASE("a layer that cannot be made, or built, says why") {
  CHECK_THROWS_WITH(layer_named("Conv4D"), Catch::Contains("no layer is called 'Conv4D'"));
  CHECK_THROWS_WITH(layer_named("Dense", "units"), Catch::Contains("Dense: the config is no JSON"));
  CHECK_THROWS_WITH(layer_named("Dense", R"({"unit": 3})"),
                    Catch::Contains("there is no option 'unit'") && Catch::Contains("units"));
  CHECK_THROWS_WITH(layer_named("Dense", R"({"units": "3"})"),
                    Catch::Contains("option 'units' is \"3\", wanted a whole number"));
  CHECK_THROWS_WITH(layer_named("Conv1D", R"({"padding": "some"})"),
                    Catch::Contains("wanted one of valid, same, causal"));
  CHECK_THROWS_WITH(layer_named("Dense", R"({"kernel_regularizer": "l2"})"), Catch::Contains("no regularizers"));
  const Tensor image = Input({4, 4, 1});
  CHECK_THROWS_WITH(layer_named("Conv1D")(image),
                    Catch::Contains("layer 'conv1d' expects the shape (steps, channels), 2 axes, got (4, 4, 1)"));
  CHECK_THROWS_WITH(layer_named("Dense", R"({"activation": "rellu"})")(image),
                    Catch::Contains("no activation is called 'rellu'"));
  CHECK_THROWS_WITH(layer_named("Add")(image), Catch::Contains("layer 'add' takes at least 2 inputs, got 1"));
  const Layer dense = layer_named("Dense");
  dense(image);
  CHECK_THROWS_WITH(dense(Input({3})),
                    Catch::Contains("its weight 'kernel' was made with the shape (1, 1), and this use needs (3, 1)"));
}

TEST_CASE("a layer that is used twice shares its weights") {
  const Tensor a = Input({3}), b = Input({3});
  const Layer dense = layer_named("Dense", R"({"units": 2})");
  Network network = architect::Model({a, b}, {dense(a), dense(b)}, {.seed = 4});
  CHECK(network.topology().tensors().size() == 2);
  const auto output = network.activate({1, 2, 3, 1, 2, 3});
  CHECK(output[0] == output[2]);
  CHECK(output[1] == output[3]);
}

TEST_CASE("layers are connected like any other, and a model leaves out what its outputs do not need") {
  const Tensor image = Input({4, 4, 1});
  const Layer filters = layer_named("Conv2D", R"({"filters": 2, "kernel_size": 3})"), flat = layer_named("Flatten"),
              end = layer_named("Dense", R"({"units": 3})");
  const Layer start(image.group);
  start.connect(filters);
  filters.connect(flat);
  flat.connect(end);
  const Network whole = architect::Construct({start, filters, flat, end}, {.seed = 1});
  CHECK(whole.output_count() == 3);
  CHECK(whole.topology().parameter_count() == 9 * 2 + 2 + 8 * 3 + 3);
  const Network part = architect::Model({image}, {filters.outputs().front()}, {.seed = 1});
  CHECK(part.output_count() == 8);
  CHECK(part.topology().tensors().size() == 2);
}
