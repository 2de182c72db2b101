#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/save/envelope.hpp>
#include <plexus/save/save.hpp>

#include "mutated_bytes.hpp"
#include "sample_networks.hpp"

using namespace plexus;
using namespace plexus::test;

namespace {

// Loads, and wants a sound network or an Error that says something; anything else fails the test.
bool loads(std::string_view bytes) {
  try {
    const Network network = network_from_bytes(bytes);
    CHECK(check(network).empty());
    return true;
  } catch (const Error& error) {
    if (std::string_view(error.what()).size() < 30) FAIL("an error without words: " << error.what());
    return false;
  }
}

// The content of a binary file, without what guards it.
std::string content_of(const Network& network) { return std::string(unsealed(to_bytes(network)).content); }

}  // namespace

TEST_CASE("no beginning of a saved file loads", "[save][damage]") {
  for (const Network& network : {odd_network(), architect::Perceptron({2, 2, 1})})
    for (const Format format : all_formats) {
      std::string bytes = to_bytes(network, format);
      while (format != Format::binary && bytes.back() == '\n') bytes.pop_back();  // the file is whole without it
      for (std::size_t length = 0; length < bytes.size(); ++length) {
        if (loads(std::string_view(bytes).substr(0, length)))
          FAIL("loaded the first " << length << " of " << bytes.size() << " bytes");
      }
    }
}

TEST_CASE("a binary file with one changed byte or with more at its end does not load", "[save][damage]") {
  const std::string sound = to_bytes(odd_network());
  for (std::size_t i = 0; i < sound.size(); ++i)
    for (int change = 1; change < 256; ++change) {
      std::string bytes = sound;
      bytes[i] = static_cast<char>(bytes[i] ^ change);
      if (loads(bytes)) FAIL("loaded with byte " << i << " changed by " << change);
    }
  CHECK_FALSE(loads(sound + '\0'));
  CHECK_FALSE(loads(sound + sound));
  CHECK_FALSE(loads(binary_file(content_of(odd_network()) + "x")));
}

TEST_CASE("text after the end of a text file does not load", "[save][damage]") {
  for (const Format format : {Format::json, Format::xml}) {
    const std::string sound = to_bytes(odd_network(), format);
    for (const std::string& more :
         {std::string("x"), std::string("{}"), std::string("<a/>"), std::string("]"), std::string(1, '\0')})
      CHECK_FALSE(loads(sound + more));
  }
}

TEST_CASE("random damage ends in a sound network or an error", "[save][damage]") {
  const std::uint64_t seed = GENERATE(1U, 2U);
  CAPTURE(seed);
  Random random(seed);
  std::size_t loaded = 0;
  for (const Network& network : sample_networks()) {
    const std::string content = content_of(network);
    for (int i = 0; i < 800; ++i) {
      loaded += loads(mutated(to_bytes(network, Format::json), random));
      loaded += loads(mutated(to_bytes(network, Format::xml), random));
      loaded += loads(binary_file(mutated(content, random)));  // past the checksum
    }
  }
  CHECK(loaded > 100);  // a changed digit of a weight is fine: the damage reaches all depths of the loader
}

TEST_CASE("a length that the data does not bear out fails without the memory it asks for", "[save][damage]") {
  const std::string content = content_of(odd_network());
  // The length of the units: after the byte order, the kind (8 + 7 bytes), the version and the topology's number.
  constexpr std::size_t length_at = 1 + 8 + 7 + 4 + 4;
  REQUIRE(content.substr(length_at, 8) == std::string("\4\0\0\0\0\0\0\0", 8));
  for (const std::string& length :
       {std::string(8, '\xFF'), std::string("\0\0\0\0\0\1\0\0", 8), std::string("\5\0\0\0\0\0\0\0", 8)}) {
    std::string bytes = content;
    bytes.replace(length_at, 8, length);
    CHECK_FALSE(loads(binary_file(bytes)));
    bytes = content;
    bytes.replace(1, 8, length);  // of the kind, a string
    CHECK_FALSE(loads(binary_file(bytes)));
  }
}

TEST_CASE("text nested deeper than the stack can bear is an error", "[save][damage]") {
  const std::size_t deep = 3'000'000;
  std::string lists(deep, '['), objects, elements = "<cereal>", closed = "<cereal>";
  for (std::size_t i = 0; i < deep; ++i) {
    objects += "{\"a\":";
    elements += "<a>";
  }
  for (std::size_t i = 0; i < deep; ++i) closed += i < deep / 2 ? "<a>" : "</a>";
  CHECK_FALSE(loads("{\"a\":" + lists));
  CHECK_FALSE(loads(objects));
  CHECK_FALSE(loads(elements));
  CHECK_FALSE(loads(closed + "</cereal>"));
}

TEST_CASE("blocks that claim more pairs than there are connections are refused at once", "[save][damage]") {
  const std::string json = R"({"plexus": "network", "content": {"version": 1, "units": [
    {"id": 1, "role": "input", "activation": "identity", "trainable": true},
    {"id": 2, "role": "output", "activation": "identity", "trainable": true, "bias": 0}], "connections": [],
    "groups": [{"name": "", "first": 0, "count": 4000000000}, {"name": "", "first": 1, "count": 4000000000}],
    "blocks": [{"pattern": "all_to_all", "from_group": 0, "to_group": 1, "first_connection": 0, "connection_count": 0}]}})";
  CHECK_THROWS_WITH(network_from_bytes(json), Catch::Contains("group 0") && Catch::Contains("4000000000"));

  // Ten thousand million pairs would take long to walk through.
  TopologyParts parts;
  for (std::uint64_t i = 0; i < 100000; ++i) parts.units.push_back({.id = i, .role = Role::input});
  for (std::uint64_t i = 100000; i < 200000; ++i) parts.units.push_back({.id = i, .role = Role::output});
  parts.groups = {{"", 0, 100000}, {"", 100000, 100000}};
  parts.blocks = {{Pattern::all_to_all, 0, 1, 0, 0}};
  CHECK(check(parts) == std::vector<std::string>{"block 0 does not follow its pattern all_to_all"});
}
