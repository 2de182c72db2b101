#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/save/envelope.hpp>
#include <plexus/save/save.hpp>

#include "mutated_bytes.hpp"
#include "sample_networks.hpp"
#include "scratch_folder.hpp"
#include "support/count_allocations.hpp"

using namespace plexus;
using namespace plexus::test;
using Catch::Contains;

namespace {

std::vector<Network> some_networks() {
  std::vector<Network> networks{odd_network(), architect::Perceptron({2, 2, 1})};
  networks.push_back(with_random_bits(networks.front(), 4));
  networks.push_back(architect::LSTM({1, 2, 1}));
  return networks;
}

// Loads, and wants sound networks or an Error that says something; anything else fails the test.
bool loads(std::string_view bytes) {
  try {
    for (const Network& network : networks_from_bytes(bytes)) CHECK(check(network).empty());
    return true;
  } catch (const Error& error) {
    if (std::string_view(error.what()).size() < 30) FAIL("an error without words: " << error.what());
    return false;
  }
}

// What stands in a binary file between the opening and the checksum.
std::string content_of(const std::vector<Network>& networks) {
  return std::string(unsealed(to_bytes(networks)).content);
}

// A network whose list of units takes nearly all of its file, or its list of connections.
Network large_network(std::uint32_t inputs, bool connected) {
  TopologyParts parts;
  for (std::uint32_t i = 0; i < inputs; ++i) parts.units.push_back({.id = i, .role = Role::input});
  for (std::uint32_t i = 0; i < 2; ++i) parts.units.push_back({.id = inputs + i, .role = Role::output});
  if (connected)
    for (std::uint32_t i = 0; i < 2 * inputs; ++i) parts.connections.push_back({i / 2, inputs + i % 2});
  auto topology = std::make_shared<const Topology>(std::move(parts));
  std::vector<double> parameters(topology->parameter_count());
  return {std::move(topology), std::move(parameters)};
}

// Where things stand in that content: behind the byte order, the kind, two versions, the count of the list, and the
// number of the topology.
constexpr std::size_t list_at = 1 + 8 + 8 + 4, topology_at = list_at + 8 + 4, units_at = topology_at + 4;

}  // namespace

TEST_CASE("no beginning of a saved list loads, from memory or from a file, and no end without its beginning",
          "[save][damage]") {
  const ScratchFolder folder;
  const std::string bytes = to_bytes(some_networks()), content = content_of(some_networks());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    if (loads(bytes.substr(0, length))) FAIL("loaded the first " << length << " of " << bytes.size() << " bytes");
    put(folder / "cut", bytes.substr(0, length));
    CHECK_THROWS_WITH(load_networks(folder / "cut"), Contains("cut"));
  }
  for (std::size_t length = 0; length < content.size(); ++length)  // past the checksum
    if (loads(binary_file(content.substr(0, length)))) FAIL("loaded the first " << length << " of the content");
  CHECK(loads(binary_file(content)));
  CHECK_FALSE(loads(binary_file(content + "x")));
  put(folder / "long", binary_file(content + "x"));
  CHECK_THROWS_WITH(load_networks(folder / "long"), Contains("goes on for 1 byte "));
}

TEST_CASE("a list with a changed byte does not load, and a damaged file says that it is damaged", "[save][damage]") {
  const ScratchFolder folder;
  const std::string sound = to_bytes(some_networks());
  for (std::size_t i = 0; i < sound.size(); ++i)
    for (const int change : {1, 2, 64, 128, 255}) {
      std::string bytes = sound;
      bytes[i] = static_cast<char>(bytes[i] ^ change);
      if (loads(bytes)) FAIL("loaded with byte " << i << " changed by " << change);
      if (i < 7 || change != 255) continue;
      put(folder / "changed", bytes);
      CHECK_THROWS_WITH(load_networks(folder / "changed"), Contains("changed") && Contains("checksum does not fit"));
    }
}

TEST_CASE("random damage past the checksum ends in sound networks or an error", "[save][damage]") {
  const std::uint64_t seed = GENERATE(1U, 2U);
  CAPTURE(seed);
  Random random(seed);
  const std::string content = content_of(some_networks());
  std::size_t loaded = 0;
  for (int i = 0; i < 20000; ++i) loaded += loads(binary_file(mutated(content, random)));
  CHECK(loaded > 500);  // a changed byte of a weight is fine: the damage reaches all depths of the loader
}

TEST_CASE("every value of every byte before the weights ends in sound networks or an error", "[save][damage]") {
  const std::string content = content_of({odd_network(), odd_network()});
  std::size_t loaded = 0;
  for (std::size_t i = 0; i < content.size(); ++i)
    for (int value = 0; value < 256; value += i < 300 ? 1 : 51) {
      std::string bytes = content;
      bytes[i] = static_cast<char>(value);
      loaded += loads(binary_file(bytes));
    }
  CHECK(loaded > 1000);
}

TEST_CASE("a count that the data does not bear out fails without the memory it asks for", "[save][damage]") {
  const std::string content = content_of({odd_network()});
  REQUIRE(content.substr(units_at, 8) == std::string("\4\0\0\0\0\0\0\0", 8));
  REQUIRE(content[units_at + 16] == 8);  // after the least id, the width of the ids
  for (const std::size_t at : {list_at, units_at})
    for (const std::string& count : {std::string(8, '\xFF'), std::string("\0\0\0\0\0\1\0\0", 8)}) {
      std::string bytes = content;
      bytes.replace(at, 8, count);
      CHECK_FALSE(loads(binary_file(bytes)));
      bytes[units_at + 16] = 0;  // ids without data
      CHECK_FALSE(loads(binary_file(bytes)));
    }
}

TEST_CASE("the error of a damaged column or number says what was wanted", "[save][damage]") {
  const auto refuses = [](std::size_t at, char value, const std::string& words) {
    std::string content = content_of({odd_network(), odd_network()});
    content[at] = value;
    CHECK_THROWS_WITH(networks_from_bytes(binary_file(content)), Contains(words));
  };
  const std::size_t width_at = units_at + 16, roles_at = width_at + 1 + 4 * 8;
  refuses(topology_at, 1, "networks[0].topology: wanted 0 or the number of one of 0 topologies before, got 1");
  refuses(width_at, 3, "networks[0].units: wanted 0, 1, 2, 4 or 8 bytes a number, at most 8, got 3");
  refuses(width_at, 0, "networks[0].units.id: wanted at least a byte a number, got 0");
  refuses(roles_at, 7, "networks[0].units.role: wanted numbers below 3, got 9");
  refuses(roles_at + 1, 2, "at most 1, got 2");
}

TEST_CASE("a file in which every row is wrong is refused in words for a few, and memory in proportion to its size",
          "[save][damage]") {
  constexpr std::uint32_t inputs = 50000;
  const std::size_t ids_at = units_at + 8 + 8 + 1;  // behind the count, the least id and the width
  const auto refuse = [](const std::string& content, const std::string& first, const std::string& last) {
    const std::string file = binary_file(content);
    std::string words;
    const std::size_t asked = testing::count_bytes([&] {
      try {
        networks_from_bytes(file);
      } catch (const Error& error) {
        words = error.what();
      }
    });
    CAPTURE(first, file.size(), asked);
    CHECK_THAT(words, Contains(first) && Contains(last));
    CHECK(words.size() < 1000);
    CHECK(asked < 60 * file.size());
  };
  std::string same_ids = content_of({large_network(inputs, false)});
  REQUIRE(same_ids[ids_at - 1] == 2);  // bytes an id
  same_ids.replace(ids_at, 2 * (inputs + 2), 2 * (inputs + 2), '\0');
  refuse(same_ids, "unit 1 has the id of an earlier unit, 0; unit 2 has", "; and 49996 more");

  std::string same_ends = content_of({large_network(inputs, true)});
  std::string froms;  // the column of where they begin
  for (std::uint32_t i = 0; i < 2 * inputs; ++i) froms += {static_cast<char>(i / 2), static_cast<char>((i / 2) >> 8U)};
  const auto froms_at = same_ends.find(froms);
  REQUIRE(froms_at != std::string::npos);
  std::string no_units = same_ends;
  same_ends.replace(froms_at, froms.size(), froms.size(), '\0');
  refuse(same_ends, "connection 2 (0 -> 50000) exists twice; connection 3 (0 -> 50001)", "; and 99993 more");
  no_units.replace(froms_at, froms.size(), froms.size(), '\xFF');
  refuse(no_units, "connection 0 (65535 -> 50000) names a unit that is not among the 50002", "more");
}
