#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include <plexus/network/network.hpp>

#include "support/golden.hpp"

namespace plexus {
namespace {

std::vector<std::string> step_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(PLEXUS_TEST_DATA) + "/neataptic")) {
    const std::string name = entry.path().stem().string();
    if (name.starts_with("steps_")) names.push_back(name);
  }
  return names;
}

// Counts the numbers of `got` that differ from those of a golden list.
std::size_t differences(std::span<const double> got, const nlohmann::json& wanted, double tolerance) {
  const auto want = testing::numbers(wanted);
  REQUIRE(got.size() == want.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < want.size(); ++i) count += testing::agree(got[i], want[i], tolerance) ? 0U : 1U;
  return count;
}

}  // namespace

TEST_CASE("networks compute step by step what Neataptic computes", "[program][golden]") {
  const auto names = step_files();
  REQUIRE(names.size() == 18);
  for (const std::string& name : names) {
    const auto golden = testing::golden(name);
    const double tolerance = golden.at("tolerance");
    Network network = testing::golden_network(golden.at("network"));
    std::size_t step_number = 0;
    for (const auto& step : golden.at("steps")) {
      CAPTURE(name, step_number++);
      if (step.at("op") == "clear") {
        network.clear();
        continue;
      }
      const std::vector<double> input = step.at("input");
      CHECK(differences(network.activate(input), step.at("output"), tolerance) == 0);
      if (step.contains("nodeActivation"))
        CHECK(differences(network.outputs_of_units(), step.at("nodeActivation"), tolerance) == 0);
      if (step.contains("nodeState")) {
        // Neataptic keeps no state for inputs; neither do we.
        CHECK(differences(network.states_of_units(), step.at("nodeState"), tolerance) == 0);
      }
    }
  }
}

}  // namespace plexus
