#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <memory>

#include <plexus/export/dot.hpp>
#include <plexus/export/graph_json.hpp>
#include <plexus/export/neataptic_lists.hpp>
#include <plexus/network/network.hpp>

// Neataptic's own graphs and lists are compared in tests/golden.

namespace plexus {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

// One input, a constant unit that keeps its state, one output that is gated by it.
Network gated() {
  TopologyParts parts;
  parts.units = {{.id = 1, .role = Role::input},
                 {.id = 2, .role = Role::hidden, .trainable = false},
                 {.id = 3, .activation = Activation::tanh, .role = Role::output}};
  parts.connections = {{1, 1}, {0, 1}, {0, 2, 1}};
  return {std::make_shared<const Topology>(std::move(parts)), {0.5, -0.5, 0.25, 2, -3}};
}

}  // namespace

TEST_CASE("a graph has a node for each unit and each gate, and self-connections last", "[export]") {
  Network network = gated();
  network.activate({1});
  network.activate({1});
  const double kept = 0.25 * 2.5 + 0.5 + 2;
  const Json graph = Json::parse(to_graph_json(network, 100, 50));
  CHECK(graph.at("nodes").size() == 4);
  CHECK(graph.at("nodes")[0] == Json{{"id", 0}, {"name", "INPUT"}, {"activation", 1.0}, {"bias", 0.0}});
  CHECK(graph.at("nodes")[1] == Json{{"id", 1}, {"name", "CONSTANT"}, {"activation", kept}, {"bias", 0.5}});
  CHECK(graph.at("nodes")[3] == Json{{"id", 3}, {"name", "GATE"}, {"activation", kept}});
  CHECK(graph.at("links") == Json::parse(R"([{"source": 0, "target": 1, "weight": 2.0},
      {"source": 0, "target": 3, "weight": -1.5}, {"source": 3, "target": 2, "weight": -1.5},
      {"source": 1, "target": 3, "weight": 3.125, "gate": true}, {"source": 1, "target": 1, "weight": 0.25}])"));
  CHECK(graph.at("constraints")[1].at("offsets") ==
        Json::parse(R"([{"node": 0, "offset": 0}, {"node": 2, "offset": -40}])"));
}

TEST_CASE("Neataptic's lists hold a network's state and structure", "[export]") {
  Network network = gated();
  const NeatapticLists lists = neataptic_lists(network);
  CHECK(lists.activations == std::vector<double>{0, 0, 0});
  CHECK(lists.connections ==
        std::vector<double>{1, 1, 1, 0.5, 2, 0.25, -1, 0, 2, -1, -2, 2, -0.5, 1, 0, -1, 0, -3, 1, -2});
  network.activate({1});
  CHECK(neataptic_lists(network).states[1] == 2.5);
  CHECK(Json::parse(to_json(lists)) == Json{lists.activations, lists.states, lists.connections});
  network.weight(1) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(neataptic_lists(network), Contains("a parameter is inf"));
}

TEST_CASE("a drawing names inputs and outputs, dashes memory and dots gates", "[export]") {
  const std::string dot = to_dot(gated(), {{"speed \"v\""}, {}});
  CHECK_THAT(dot, Contains("label=\"speed \\\"v\\\"\"") && Contains("label=\"output 1 (tanh)\""));
  CHECK_THAT(dot,
             Contains("u1 -> u1 [color=\"#2563eb") && Contains("style=dashed, constraint=false, tooltip=\"0.25\""));
  CHECK_THAT(dot, Contains("u0 -> u2 [color=\"#dc2626") && Contains("gates what comes from unit 0"));
  CHECK_THAT(to_dot(gated()), Contains("label=\"input 1\""));
}

}  // namespace plexus
