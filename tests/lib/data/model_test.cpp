#include <plexus/data/model.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <plexus/core/error.hpp>
#include <plexus/save/save.hpp>

using namespace plexus;
using Catch::Matchers::Contains;

namespace {

Network small_network(std::size_t inputs, std::size_t outputs) {
  TopologyParts parts;
  for (std::size_t i = 0; i < inputs; ++i) parts.units.push_back({.id = input_id(i), .role = Role::input});
  for (std::size_t i = 0; i < outputs; ++i) parts.units.push_back({.id = output_id(i), .role = Role::output});
  auto topology = std::make_shared<const Topology>(parts);
  return {topology, std::vector<double>(topology->parameter_count(), 0.1)};
}

Encoding two_classes() {
  return {{{"a", {1.0 / 3, 0.1}}, {"b,\"c\"", {-1e-300, 5}}}, {"kind", {"no", "yes \xE2\x82\xAC"}, {}}};
}

// A file that is removed again.
struct TemporaryFile {
  explicit TemporaryFile(const std::string& name)
      : path(std::filesystem::temp_directory_path() / ("plexus_model_test_" + name)) {}
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("a model comes back from every format as it was", "[data][save]") {
  for (const char* name : {"m.json", "m.xml", "m.plexus"}) {
    CAPTURE(name);
    const TemporaryFile file(name);
    save(Model{small_network(2, 2), two_classes(), {}, {}, "a note"}, file.path);
    const Model table = load_model(file.path);
    CHECK(table.network == small_network(2, 2));
    CHECK(table.table == two_classes());
    CHECK_FALSE(table.series.has_value());
    CHECK(table.note == "a note");

    const SeriesEncoding series{"ppm", {0.1, 1.2}};
    save(Model{small_network(1, 1), {}, series}, file.path);
    CHECK(load_model(file.path).series == series);

    save(Model{small_network(4, 2), {}, {}, "cartpole"}, file.path);
    CHECK(load_model(file.path).game == "cartpole");
  }
}

TEST_CASE("a network that was saved alone loads as a model without a use", "[data][save]") {
  for (const char* name : {"n.json", "n.xml", "n.plexus"}) {
    const TemporaryFile file(name);
    save(small_network(3, 1), file.path);
    const Model model = load_model(file.path);
    CHECK(model.network == small_network(3, 1));
    CHECK_FALSE(model.table.has_value());
    CHECK(model.game.empty());
  }
}

TEST_CASE("a model whose parts do not fit is neither saved nor loaded", "[data][save]") {
  const TemporaryFile file("bad.json");
  CHECK_THROWS_WITH(save(Model{small_network(3, 2), two_classes()}, file.path),
                    Contains("has 2 inputs and 2 outputs, its network 3 and 2"));
  CHECK_THROWS_WITH(save(Model{small_network(2, 2), two_classes(), {}, "cartpole"}, file.path),
                    Contains("more than one"));
  CHECK_FALSE(std::filesystem::exists(file.path));

  save(Model{small_network(2, 2), two_classes()}, file.path);
  std::ifstream in(file.path);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto at = text.find("\"deviation\": 0.1");
  REQUIRE(at != std::string::npos);
  text.replace(at, 16, "\"deviation\": 0.0");
  std::ofstream(file.path) << text;
  CHECK_THROWS_WITH(load_model(file.path),
                    Contains("plexus_model_test_bad.json") && Contains("column 'a' has a deviation of 0"));
}

TEST_CASE("a file that is no model is named", "[data][save]") {
  CHECK_THROWS_WITH(load_model("/nowhere/model.json"), Contains("/nowhere/model.json"));
  const TemporaryFile file("foreign.json");
  std::ofstream(file.path) << "a,b\n1,2\n";
  CHECK_THROWS_WITH(load_model(file.path), Contains("foreign.json") && Contains("not a file of Plexus"));
  std::ofstream(file.path) << R"({"plexus": "population", "content": {}})";
  CHECK_THROWS_WITH(load_model(file.path), Contains("it holds a population, wanted a model"));
}
