#include <catch2/catch.hpp>

#include <string>

#include <plexus/architect/layer_table.hpp>

#include "support/keras_golden.hpp"
#include "support/keras_replay.hpp"

using namespace plexus;

TEST_CASE("layers of the table compute what Keras does") {
  for (const LayerRow& row : layer_rows())
    for (const nlohmann::json& each : testing::keras_cases(std::string(row.name))) {
      DYNAMIC_SECTION(each["id"].get<std::string>()) { testing::replay_keras(each); }
    }
}
