#include <catch2/catch.hpp>

#include <chrono>
#include <clocale>
#include <limits>
#include <locale>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <plexus/core/error.hpp>
#include <plexus/save/save.hpp>

#include "sample_networks.hpp"
#include "scratch_folder.hpp"

using namespace plexus;
using namespace plexus::test;
using Catch::Contains;

TEST_CASE("a saved network comes back bit for bit, in every format", "[save]") {
  const ScratchFolder folder;
  for (const Network& network : sample_networks())
    for (const char* name : {"network.plexus", "network.json", "network.xml", "NETWORK.JSON", "without_ending"}) {
      CAPTURE(name, network.topology().unit_count());
      save(network, folder / name);
      CHECK(same_bits(load_network(folder / name), network));
    }
}

TEST_CASE("thousands of random parameters keep every bit, in every format", "[save]") {
  const std::uint64_t seed = GENERATE(11U, 12U);
  CAPTURE(seed);
  const Network network = with_random_bits(architect::Perceptron({40, 50, 20}), seed);
  for (const Format format : all_formats) CHECK(same_bits(network_from_bytes(to_bytes(network, format)), network));
}

TEST_CASE("the ending of the name chooses the format, and the content tells it again", "[save]") {
  const ScratchFolder folder;
  save(odd_network(), folder / "a.json");
  save(odd_network(), folder / "a.xml");
  save(odd_network(), folder / "a.plexus");
  CHECK(get(folder / "a.json").starts_with("{"));
  CHECK(get(folder / "a.xml").starts_with("<?xml"));
  CHECK(get(folder / "a.plexus").starts_with("PLEXUS"));
  std::filesystem::rename(folder / "a.json", folder / "b.xml");
  CHECK(same_bits(load_network(folder / "b.xml"), odd_network()));
}

TEST_CASE("another JSON reader finds plain numbers and names in a saved network", "[save]") {
  const Network network = odd_network();
  const auto json = nlohmann::json::parse(to_bytes(network, Format::json));
  CHECK(json["plexus"] == "network");
  const auto& units = json["content"]["units"];
  const auto& connections = json["content"]["connections"];
  REQUIRE(units.size() == 4);
  REQUIRE(connections.size() == 5);
  CHECK(units[1]["id"].get<std::uint64_t>() == std::numeric_limits<std::uint64_t>::max());
  CHECK(units[1]["activation"] == "selu");
  CHECK(units[0]["role"] == "input");
  CHECK_FALSE(units[0].contains("bias"));
  CHECK(units[1]["bias"].get<double>() == 0.1);
  CHECK(units[3]["bias"].get<double>() == 5e-324);
  CHECK(connections[1]["weight"].get<double>() == -1.7976931348623157e308);
  CHECK(connections[0]["gater"] == -1);
  CHECK(connections[2]["gater"] == 2);
  CHECK(connections[2]["trainable"] == false);
  CHECK(json["content"]["blocks"][0]["pattern"] == "all_to_all");
}

TEST_CASE("a person may reorder members, change spaces and comment XML", "[save]") {
  const Network network = odd_network();
  const auto sorted = nlohmann::json::parse(to_bytes(network, Format::json)).dump(7);  // sorts the members by name
  CHECK(same_bits(network_from_bytes("\xEF\xBB\xBF  " + sorted + "\n\n"), network));
  const std::string xml = to_bytes(network, Format::xml);
  CHECK(same_bits(network_from_bytes(replaced(xml, "<units>", "<!-- <units> -->\r\n<units >")), network));
}

TEST_CASE("what a network remembers is not saved", "[save]") {
  Network network = architect::LSTM({1, 2, 1});
  const std::string fresh = to_bytes(network);
  network.activate({0.5});
  CHECK(to_bytes(network) == fresh);
  CHECK(network_from_bytes(fresh).states_of_units().empty());
}

TEST_CASE("a network whose parameters are not finite is not saved", "[save]") {
  const ScratchFolder folder;
  for (const double value : {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()})
    for (const char* name : {"a.plexus", "a.json", "a.xml"}) {
      Network network = odd_network();
      network.weight(3) = value;
      CHECK_THROWS_WITH(save(network, folder / name),
                        Contains("connections[3].weight") && Contains("finite") && Contains(name));
      CHECK_FALSE(std::filesystem::exists(folder / name));
    }
}

namespace {

struct DecimalComma : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

}  // namespace

TEST_CASE("the locale of the program does not change what is saved", "[save]") {
  const Network network = odd_network();
  std::vector<std::string> saved;
  for (const Format format : all_formats) saved.push_back(to_bytes(network, format));
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  std::vector<std::string> abroad;
  std::vector<bool> same;
  for (const Format format : all_formats) {
    abroad.push_back(to_bytes(network, format));
    same.push_back(same_bits(network_from_bytes(abroad.back()), network));
  }
  std::locale::global(before);
  CHECK(abroad == saved);
  CHECK(same == std::vector<bool>{true, true, true});
}

TEST_CASE("a file of format version 1, without masks, still loads", "[save]") {
  const std::string json = R"({"plexus": "network", "content": {"version": 1, "units": [
    {"id": 1, "role": "input", "activation": "identity", "trainable": true},
    {"id": 2, "role": "output", "activation": "identity", "trainable": true, "bias": 0.5}],
    "connections": [{"from": 0, "to": 1, "gater": -1, "trainable": true, "weight": 2}], "groups": [], "blocks": []}})";
  Network network = network_from_bytes(json);
  CHECK(network.activate({3})[0] == 6.5);
}

TEST_CASE("masks, and inputs that do not gate, survive a save", "[save]") {
  const TopologyParts parts{{{.id = 1, .role = Role::input}, {.id = 2, .mask = 0.75}, {.id = 3, .role = Role::output}},
                            {{0, 1, 0}, {1, 2}},
                            {},
                            {},
                            false};
  const Network network(std::make_shared<const Topology>(parts), {0, 0, 1, 2});
  for (const Format format : {Format::binary, Format::json, Format::xml}) {
    Network loaded = network_from_bytes(to_bytes(network, format));
    CHECK(loaded.topology().parts() == parts);
    CHECK(loaded.activate({4})[0] == 4 * 0.75 * 2);  // the gain stays 1, whatever the input says
  }
}
