#include <plexus/save/neataptic.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/network/network_check.hpp>

#include "mutated_bytes.hpp"
#include "sample_networks.hpp"
#include "support/random_network.hpp"

namespace plexus {
namespace {

using Catch::Matchers::Contains;

// Reads as a network and as a population, and wants sound networks or an Error that says something.
bool reads(std::string_view json) {
  bool read = false;
  const auto attempt = [&](const auto& networks_in) {
    try {
      for (const Network& each : networks_in()) CHECK(check(each).empty());
      read = true;
    } catch (const Error& error) {
      if (!std::string_view(error.what()).starts_with("cannot read a "))
        FAIL("an error without words: " << error.what());
      if (std::string_view(error.what()).size() > 1000) FAIL("an endless error");
    }
  };
  attempt([&] { return std::vector{network_from_neataptic(json)}; });
  attempt([&] { return population_from_neataptic(json); });
  looks_like_neataptic(json);
  return read;
}

std::string sample() {
  return to_neataptic(testing::random_network(
      3, {.hidden = 2, .connections = 12, .recurrent = true, .smooth = false, .of_neataptic = true}));
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// {"nodes": [<nodes>], "connections": [<connections>]}
std::string network_json(const std::string& nodes, const std::string& connections) {
  return R"({"nodes": [)" + nodes + R"(], "connections": [)" + connections + "]}";
}

const std::string input = R"({"type": "input"})", output = R"({"type": "output", "bias": 0, "squash": "TANH"})";

}  // namespace

TEST_CASE("no beginning of a Neataptic file is read, nor anything with more behind it", "[save][damage]") {
  const std::string network = sample(), population = "[" + network + "," + network + "]";
  for (const std::string& whole : {network, population}) {
    REQUIRE(reads(whole));
    for (std::size_t length = 0; length < whole.size(); ++length)
      if (reads(std::string_view(whole).substr(0, length))) FAIL("read the first " << length << " bytes");
    CHECK_FALSE(reads(whole + "x"));
    CHECK_FALSE(reads(whole + '\0'));
    CHECK_FALSE(reads(whole + whole));
  }
}

TEST_CASE("a Neataptic file with one changed byte is read as a sound network or not at all", "[save][damage]") {
  const std::string whole = sample();
  std::size_t read = 0;
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (const char with : {'\0', ' ', '"', '0', '9', '-', '.', 'e', '[', '}', ',', '\xFF'}) {
      std::string bytes = whole;
      bytes[i] = with;
      if (reads(bytes)) ++read;
    }
  CHECK(read > 0);  // a digit may be another one
}

TEST_CASE("changed at random, a Neataptic file is read as a sound network or not at all", "[save][damage]") {
  const std::string whole = sample();
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    reads(test::mutated(whole, random));
  }
}

TEST_CASE("numbers, types and positions that make no sense are named", "[save][damage]") {
  const auto refused = [](const std::string& nodes, const std::string& connections, const char* words) {
    CHECK_THROWS_WITH(network_from_neataptic(network_json(nodes, connections)), Contains(words));
  };
  const std::string both = input + "," + output;
  const auto connection = [](const std::string& from, const std::string& weight) {
    return R"({"from": )" + from + R"(, "to": 1, "gater": null, "weight": )" + weight + "}";
  };
  REQUIRE_NOTHROW(network_from_neataptic(network_json(both, connection("0", "0.5"))));
  for (const char* from : {"-1", "0.0", "2", "1e0", "18446744073709551616", "true", "\"\"", "\"-1\"", "\" 0\"",
                           "\"99999999999999999999\"", "{}"})
    refused(both, connection(from, "1"), "'from' of connection 0 is");
  for (const char* weight : {"null", "\"1\"", "[1]", "false"})
    refused(both, connection("0", weight), "'weight' of connection 0 is");
  for (const char* weight : {"1e999", "-1e999", "NaN", "Infinity", "01", "1.", ".5", "+1"})
    refused(both, connection("0", weight), "JSON");
  refused(both, connection("0", "1") + "," + connection("0", "2"), "connection 1 (0 -> 1) exists twice");
  refused(both, R"({"from": 0, "from": 0, "to": 1, "gater": null, "weight": 1})", "stands twice");
  refused(input, "", "no output");
  refused("", "", "no input");
  refused(both + R"(, {"type": "hidden", "bias": 0, "squash": "TANH"})", "", "order");
  refused(input + R"(, {"type": "output", "bias": 0, "squash": "TANH", "mask": null})", "", "'mask' of node 1 is null");
  CHECK_THROWS_WITH(network_from_neataptic(R"({"nodes": {}, "connections": []})"), Contains("is not a list"));
  CHECK_THROWS_WITH(network_from_neataptic("[]"), Contains("is not an object"));
  CHECK_THROWS_WITH(network_from_neataptic(""), Contains("cannot read"));
}

TEST_CASE("a byte order mark before a Neataptic file is passed over", "[save]") {
  CHECK(network_from_neataptic("\xEF\xBB\xBF" + sample()) == network_from_neataptic(sample()));
  CHECK(looks_like_neataptic("\xEF\xBB\xBF" + sample()));
}

TEST_CASE("deep nesting and long values end in short errors", "[save][damage]") {
  constexpr std::size_t deep = 1'000'000;
  for (const std::string& text :
       {repeated("[", deep), repeated("{\"nodes\":", deep), repeated("[", deep) + repeated("]", deep),
        network_json(repeated("[", deep), ""), network_json(input + ",\"" + repeated("x", deep) + "\"", ""),
        network_json(R"({"type": ")" + repeated("x", deep) + "\"}", "")})
    CHECK_FALSE(reads(text));
}

TEST_CASE("a Neataptic file of a million nodes is read", "[save][damage]") {
  constexpr std::size_t count = 1'000'000;
  const std::string hidden = R"(,{"type":"hidden","bias":0,"squash":"TANH"})";
  const Network network = network_from_neataptic(network_json(input + repeated(hidden, count) + "," + output, ""));
  CHECK(network.topology().hidden_count() == count);
}

TEST_CASE("what looks like Neataptic's is told from its first object, whatever follows", "[save]") {
  CHECK(looks_like_neataptic(sample()));
  CHECK(looks_like_neataptic(" [" + sample() + "]"));
  CHECK(looks_like_neataptic(R"({"input": 2, "nodes": [], "connections": [)"));
  for (const char* text : {"", "[", "[]", "{}", "3", "[3, {\"nodes\": [], \"connections\": []}]", "nodes connections",
                           R"({"nodes": [], "links": []})", R"({"plexus": "network", "nodes": [], "connections": []})",
                           R"({"a": {"nodes": [], "connections": []}})", R"([{}, {"nodes": [], "connections": []}])",
                           R"([[{"nodes": [], "connections": []}]])"}) {
    CAPTURE(text);
    CHECK_FALSE(looks_like_neataptic(text));
  }
}

}  // namespace plexus
