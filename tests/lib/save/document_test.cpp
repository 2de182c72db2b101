#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <plexus/save/binary_stream.hpp>
#include <plexus/save/document.hpp>

#include "sample_networks.hpp"
#include "scratch_folder.hpp"

namespace farm {

enum class Animal : std::uint8_t { cow, hen };

std::span<const std::string_view> saved_names(Animal) {
  static constexpr std::array<std::string_view, 2> names{"cow", "hen"};
  return names;
}

struct Stall {
  std::string name;
  Animal animal = Animal::cow;
  std::optional<double> milk;
  plexus::Network network = plexus::blank_network();
};

struct Farm {
  std::vector<Stall> stalls;
  std::vector<double> scores;
  std::uint64_t seed = 0;
  std::int16_t height = 0;
  bool open = true;
  std::vector<std::vector<std::string>> words;
  std::uint32_t since_version_2 = 7;
};

template <class Archive>
void serialize(Archive& archive, Stall& stall) {
  using plexus::field;
  field(archive, "name", stall.name);
  field(archive, "animal", stall.animal);
  field(archive, "milk", stall.milk, plexus::Numbers::any);
  field(archive, "network", stall.network);
}

std::uint32_t written_version = 2;

template <class Archive>
void serialize(Archive& archive, Farm& farm) {
  using plexus::field;
  const std::uint32_t version = plexus::format_version(archive, written_version);
  field(archive, "stalls", farm.stalls);
  field(archive, "scores", farm.scores, plexus::Numbers::any);
  field(archive, "seed", farm.seed);
  field(archive, "height", farm.height);
  field(archive, "open", farm.open);
  field(archive, "words", farm.words);
  if (version >= 2) field(archive, "since_version_2", farm.since_version_2);
}

}  // namespace farm

using namespace plexus;
using namespace plexus::test;
using Catch::Contains;
using farm::Animal;
using farm::Farm;

namespace {

Farm sample_farm() {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  return {.stalls = {{"first", Animal::hen, std::nullopt, odd_network()},
                     {"", Animal::cow, -0.0, blank_network()},
                     {" x ", Animal::cow, nan, blank_network()}},
          .scores = {nan, infinity, -infinity, 5e-324, 0.1},
          .seed = std::numeric_limits<std::uint64_t>::max(),
          .height = -32768,
          .open = false,
          .words = {{}, {"a", ""}, {std::string("\0\xFF", 2)}},
          .since_version_2 = 9};
}

}  // namespace

TEST_CASE("streams are refused functions that are empty", "[save]") {
  CHECK_THROWS_WITH(BinaryWriter(nullptr), "BinaryWriter: put is empty, wanted a function");
  CHECK_THROWS_WITH(BinaryReader(nullptr, 100), "BinaryReader: get is empty, wanted a function");
}

TEST_CASE("a document keeps lists, options, texts, enumerations and numbers that are not finite, in every format",
          "[save]") {
  const ScratchFolder folder;
  const Farm wanted = sample_farm();
  for (const char* name : {"farm.plexus", "farm.json", "farm.xml"}) {
    CAPTURE(name);
    save_document(folder / name, "farm", wanted);
    const Farm got = load_document<Farm>(folder / name, "farm");
    REQUIRE(got.stalls.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(got.stalls[i].name == wanted.stalls[i].name);
      CHECK(got.stalls[i].animal == wanted.stalls[i].animal);
      CHECK(same_bits(got.stalls[i].network, wanted.stalls[i].network));
    }
    CHECK_FALSE(got.stalls[0].milk);
    CHECK((got.stalls[1].milk && *got.stalls[1].milk == 0 && std::signbit(*got.stalls[1].milk)));
    CHECK((got.stalls[2].milk && std::isnan(*got.stalls[2].milk)));
    REQUIRE(got.scores.size() == 5);
    CHECK(std::isnan(got.scores[0]));
    CHECK(std::vector(got.scores.begin() + 1, got.scores.end()) ==
          std::vector(wanted.scores.begin() + 1, wanted.scores.end()));
    CHECK(got.seed == wanted.seed);
    CHECK(got.height == wanted.height);
    CHECK(got.open == wanted.open);
    CHECK(got.words == wanted.words);
    CHECK(got.since_version_2 == 9);
  }
}

TEST_CASE("a document tells its kind without being loaded, and foreign bytes have none", "[save]") {
  for (const Format format : all_formats) CHECK(kind_of_document(to_document("farm", sample_farm(), format)) == "farm");
  CHECK_THROWS_WITH(kind_of_document("{\"farm\": 1}"), Contains("does not come from Plexus"));
}

TEST_CASE("an older version of a document still loads", "[save]") {
  for (const Format format : all_formats) {
    farm::written_version = 1;
    const std::string old = to_document("farm", sample_farm(), format);
    farm::written_version = 2;
    CHECK(from_document<Farm>("farm", old).since_version_2 == 7);
    CHECK(from_document<Farm>("farm", old).seed == sample_farm().seed);
  }
}

TEST_CASE("the error of a document names the field inside of lists", "[save]") {
  const std::string json = to_document("farm", sample_farm(), Format::json);
  CHECK_THROWS_WITH(from_document<Farm>("farm", replaced(json, "\"hen\"", "\"pig\"")),
                    Contains("stalls[0].animal: wanted one of cow, hen, got 'pig'"));
  CHECK_THROWS_WITH(from_document<Farm>("farm", replaced(json, "\"selu\"", "\"sleu\"")),
                    Contains("stalls[0].network.units[1].activation"));
  CHECK_THROWS_WITH(from_document<Farm>("farm", replaced(json, "[-0.0]", "[1, 2]")),
                    Contains("stalls[1].milk: wanted a list of none or one, got 2"));
  CHECK_THROWS_WITH(from_document<Farm>("farm", replaced(json, "-32768", "-32769")),
                    Contains("height: wanted a whole number from -32768 to 32767"));
  CHECK_THROWS_WITH(from_document<Farm>("farm", replaced(json, "\"a\"", "\"a\\\\x4\"")), Contains("words[1][0]"));
  CHECK_THROWS_WITH(from_document<Farm>("farm", replaced(json, "\"to\": 1,", "\"to\": 0,")),
                    Contains("stalls[0].network") && Contains("ends in an input"));
}
