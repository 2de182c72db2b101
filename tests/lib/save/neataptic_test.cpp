#include <plexus/save/neataptic.hpp>

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>

#include "support/golden.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

Json network_of(const char* name) { return testing::golden(name).at("network"); }

}  // namespace

TEST_CASE("what Neataptic wrote comes back as it was, but for what its inputs never use", "[save][golden]") {
  for (const char* name : {"steps_architect_lstm", "steps_architect_gru", "steps_architect_random_full",
                           "steps_groups_gating_methods", "steps_nodes_by_hand", "steps_masks", "steps_input_gater"}) {
    CAPTURE(name);
    Json wanted = network_of(name);
    for (Json& node : wanted.at("nodes"))
      if (node.at("type") == "input") {
        node["bias"] = 0;
        node["squash"] = "LOGISTIC";
        node["mask"] = 1;
      }
    wanted["dropout"] = 0;
    CHECK(Json::parse(to_neataptic(network_from_neataptic(wanted.dump()))) == wanted);
  }
}

TEST_CASE("older Neataptic files, with indices as texts and without masks, are read the same", "[save][golden]") {
  const Json newer = network_of("steps_architect_lstm");
  Json older = newer;
  for (Json& node : older.at("nodes")) {
    node.erase("mask");
    node["index"] = std::to_string(node["index"].get<int>());
  }
  for (Json& connection : older.at("connections"))
    for (const char* end : {"from", "to", "gater"})
      if (!connection[end].is_null()) connection[end] = std::to_string(connection[end].get<int>());
  older.erase("dropout");
  CHECK(network_from_neataptic(older.dump()) == network_from_neataptic(newer.dump()));
}

TEST_CASE("a network of ours comes back from Neataptic's format the same, but for ids and what is trained", "[save]") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    Network network = testing::random_network(seed, {.recurrent = true, .smooth = false, .of_neataptic = true});
    Network back = network_from_neataptic(to_neataptic(network));
    CHECK(to_neataptic(back) == to_neataptic(network));
    for (int step = 0; step < 4; ++step) {
      const auto a = network.activate({0.3, -0.7}), b = back.activate({0.3, -0.7});
      for (std::size_t i = 0; i < a.size(); ++i) CHECK(b[i] == Approx(a[i]).epsilon(1e-12));
    }
  }
}

TEST_CASE("a population comes back from Neataptic's format network by network", "[save]") {
  const std::vector<Network> population{testing::random_network(1), testing::random_network(2)};
  const auto back = population_from_neataptic(to_neataptic(population));
  REQUIRE(back.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) CHECK(to_neataptic(back[i]) == to_neataptic(population[i]));
  CHECK_THROWS_WITH(population_from_neataptic("[]"), Contains("a list of at least one network"));
}

TEST_CASE("a mistake in a Neataptic file is named with its place", "[save]") {
  const auto broken = [](const char* pointer, const Json& value) {
    Json network = network_of("steps_nodes_by_hand");
    network[Json::json_pointer(pointer)] = value;
    return network.dump();
  };
  CHECK_THROWS_WITH(network_from_neataptic(broken("/connections/1/to", 99)), Contains("'to' of connection 1 is 99"));
  CHECK_THROWS_WITH(network_from_neataptic(broken("/connections/1/to", "1x")),
                    Contains("'to' of connection 1 is \"1x\""));
  CHECK_THROWS_WITH(network_from_neataptic(broken("/connections/0/weight", nullptr)),
                    Contains("wanted a finite number"));
  CHECK_THROWS_WITH(network_from_neataptic(broken("/nodes/2/squash", "SWISH")), Contains("SELU"));
  CHECK_THROWS_WITH(network_from_neataptic(broken("/nodes/2/type", "pool")), Contains("wanted input, hidden"));
  CHECK_THROWS_WITH(network_from_neataptic(broken("/nodes/0/type", "output")), Contains("order inputs"));
  CHECK_THROWS_WITH(network_from_neataptic("{}"), Contains("has no 'nodes'"));
  CHECK_THROWS_WITH(network_from_neataptic("{\"nodes\": ["), Contains("Neataptic's"));
}

TEST_CASE("what Neataptic could not compute is not written for it", "[save]") {
  Network gated(std::make_shared<const Topology>(TopologyParts{
                    {{.id = 1, .role = Role::input}, {.id = 2, .role = Role::output}}, {{0, 1, 0}}, {}, {}}),
                {0.0, 1.0});
  CHECK_THROWS_WITH(to_neataptic(gated), Contains("gated by input 0"));
  Network infinite = testing::random_network(1);
  infinite.weight(0) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(to_neataptic(infinite), Contains("the weight of connection 0 is inf"));
}

TEST_CASE("a missing gater is none, and a connection into an input, which Neataptic's inputs ignore, is left out",
          "[save]") {
  Network network = network_from_neataptic(R"({"nodes": [
    {"type": "input", "squash": "LOGISTIC", "bias": 0}, {"type": "output", "squash": "IDENTITY", "bias": 0.5}],
    "connections": [{"from": 0, "to": 1, "weight": 2}, {"from": 1, "to": 0, "gater": null, "weight": 3}]})");
  CHECK(network.topology().connection_count() == 1);
  CHECK(network.activate({1})[0] == 2.5);
}

}  // namespace plexus
