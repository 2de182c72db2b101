#include <catch2/catch.hpp>

#include <limits>
#include <string>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/export/cpp.hpp>
#include <plexus/export/javascript.hpp>
#include <plexus/export/run_tables.hpp>
#include <plexus/export/source_text.hpp>

#include "support/network_zoo.hpp"

// What the sources compute is tested in tests/export.

namespace plexus {
namespace {

using Catch::Matchers::Contains;

}  // namespace

TEST_CASE("a layer is one run, and each unit of the tables is computed by one run", "[export]") {
  const RunTables tables = run_tables(architect::Perceptron({30, 20, 10}));
  REQUIRE(tables.runs.size() == 2);
  CHECK(tables.runs[0].units == 20);
  CHECK(tables.runs[0].sources == 30);
  CHECK(tables.sources.size() == 50);
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    std::size_t units = 0, weights = 0;
    for (const RunTables::Run& run : run_tables(network).runs) {
      units += run.units;
      weights += run.units * run.sources + run.selves;
    }
    CHECK(units == network.topology().unit_count() - network.input_count());
    CHECK(weights == network.topology().connection_count());
  }
}

TEST_CASE("a large layer takes about one number of text for each connection", "[export]") {
  const Network network = architect::Perceptron({100, 100, 100});
  const std::size_t connections = network.topology().connection_count();
  CHECK(to_cpp(network).size() < 25 * connections);
  CHECK(to_javascript(network).size() < 25 * connections);
}

TEST_CASE("every activation can be written as source code", "[export]") {
  for (const ActivationRow& each : activation_rows()) CHECK_FALSE(each.source.empty());
}

TEST_CASE("names that no class can have are refused", "[export]") {
  const Network network = architect::Perceptron({2, 1});
  for (const char* name :
       {"", "1st", "a-b", "a b", "a::b", "\xC3\xA9", "class", "Real", "weights", "_A", "a__b", "std"}) {
    CAPTURE(name);
    CHECK_THROWS_WITH(to_cpp(network, {.name = name}), Contains("cannot name a class"));
  }
  for (const char* name : {"::", "a::", "::a", "a:b", "a::b c", "std", "a::new"}) {
    CAPTURE(name);
    CHECK_THROWS_WITH(to_cpp(network, {.name_space = name}), Contains("cannot name a namespace"));
  }
  for (const char* name : {"", "1st", "a.b", "await", "Math", "weights", "function"}) {
    CAPTURE(name);
    CHECK_THROWS_WITH(to_javascript(network, {.name = name}), Contains("cannot name a class"));
  }
  CHECK_NOTHROW(to_cpp(network, {.name = "Agent_7", .name_space = "game::ai"}));
}

TEST_CASE("parameters that no source can hold are refused", "[export]") {
  Network network = architect::Perceptron({2, 1});
  network.weight(0) = 1e300;
  CHECK_NOTHROW(to_cpp(network));
  CHECK_THROWS_WITH(to_cpp(network, {.single_precision = true}), Contains("too large for float"));
  network.weight(0) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(to_cpp(network), Contains("parameter 1 is nan"));
  CHECK_THROWS_WITH(to_javascript(network), Contains("parameter 1 is nan"));
}

TEST_CASE("a comment holds any bytes in one line each", "[export]") {
  const std::vector<std::string> lines{"plain",
                                       "",
                                       "back\\",
                                       "two\nlines",
                                       "?"
                                       "?/",
                                       "\xE2\x80\xA8",
                                       "\xE2\x80\xAE bidi",
                                       "gr\xC3\xB6\xC3\x9F"
                                       "e"};
  CHECK(comment(lines) ==
        "// plain\n//\n// back\\x5C\n// two\\x0Alines\n// \\x3F?/\n// \\xE2\\x80\\xA8\n// \\xE2\\x80\\xAE bidi\n"
        "// gr\xC3\xB6\xC3\x9F"
        "e\n");
}

}  // namespace plexus
