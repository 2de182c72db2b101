#include <catch2/catch.hpp>

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/merge.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/save/save.hpp>

namespace plexus {
namespace {

Network start() { return architect::Perceptron({2, 2, 1}, {.seed = 3}); }

// With its first connection switched off.
Network with_disabled() {
  Draft draft(start());
  draft.disable_connection(0);
  return std::move(draft).build();
}

}  // namespace

TEST_CASE("a disabled connection computes nothing, and comes back with its weight", "[network][disabled]") {
  const Network whole = start();
  Draft without(whole);
  without.remove_connection(0);
  Network cut = std::move(without).build(), off = with_disabled();
  CHECK(off.topology().connections() == cut.topology().connections());
  CHECK(off.topology().disabled() ==
        std::vector<DisabledConnection>{
            {whole.topology().units()[0].id, whole.topology().units()[2].id, whole.weight(0)}});
  CHECK_FALSE(off == cut);
  CHECK(off.activate({0.3, -2})[0] == cut.activate({0.3, -2})[0]);

  Draft on(off);
  on.enable_connection(0);
  const Network back = std::move(on).build();
  CHECK(back.topology().disabled().empty());
  const auto connection = Draft(back).find_connection(0, 2);
  REQUIRE(connection);
  CHECK(back.weight(*connection) == whole.weight(0));
}

TEST_CASE("a disabled connection goes with its units, and when they are connected anew", "[network][disabled]") {
  Draft alone(with_disabled());
  alone.remove_unit(2);
  CHECK(std::move(alone).build().topology().disabled().empty());
  Draft other(with_disabled());
  other.remove_unit(3);
  CHECK(std::move(other).build().topology().disabled().size() == 1);
  Draft again(with_disabled());
  again.add_connection({.from = 0, .to = 2}, 1);
  CHECK(std::move(again).build().topology().disabled().empty());
  Draft many(with_disabled());
  many.add_connections(std::vector<Connection>{{.from = 0, .to = 4}, {.from = 0, .to = 2}}, std::vector<double>{1, 1});
  CHECK(std::move(many).build().topology().disabled().empty());
  Draft inserted(with_disabled());
  inserted.insert_unit(2, {.id = 77}, 0);
  const Network longer = std::move(inserted).build();
  CHECK(in_words(check(longer)).empty());
  Draft moved(longer);
  CHECK(moved.find_disabled(0, 3));
  CHECK_FALSE(moved.find_disabled(0, 2));
  CHECK(merge(with_disabled(), architect::Perceptron({1, 1})).topology().disabled().empty());
}

TEST_CASE("edits of disabled connections that are not there are refused", "[network][disabled]") {
  Draft draft(with_disabled());
  CHECK_THROWS_AS(draft.enable_connection(1), Error);
  CHECK_THROWS_AS(draft.disable_connection(99), Error);
  CHECK_THROWS_AS(draft.disabled_weight(1), Error);
  CHECK_THROWS_AS(draft.add_disabled(0, 2, 1), Error);
  CHECK_THROWS_AS(draft.add_disabled(1, 2, 1), Error);
  CHECK_THROWS_AS(draft.add_disabled(2, 0, 1), Error);
  CHECK_THROWS_AS(draft.add_disabled(0, 4, std::numeric_limits<double>::infinity()), Error);
  draft.add_disabled(0, 4, 1);
  CHECK(std::move(draft).build().topology().disabled().size() == 2);
}

TEST_CASE("the rules of disabled connections are checked", "[network][disabled]") {
  const auto broken_by = [](const DisabledConnection& added) {
    TopologyParts parts = with_disabled().topology().parts();
    parts.disabled.push_back(added);
    return in_words(check(parts));
  };
  const Network network = start();
  const auto& units = network.topology().units();
  const Id first = units[0].id, second = units[1].id, hidden = units[2].id, last = units[4].id;
  using Catch::Matchers::Contains;
  CHECK(broken_by({first, last, 1}).empty());
  CHECK_THAT(broken_by({first, 12345, 1}), Contains("disabled connection 1 names a unit that does not exist"));
  CHECK_THAT(broken_by({hidden, first, 1}), Contains("disabled connection 1 ends in an input"));
  CHECK_THAT(broken_by({first, hidden, 1}), Contains("disabled connection 1 exists twice"));
  CHECK_THAT(broken_by({second, hidden, 1}), Contains("disabled connection 1 exists twice"));
  CHECK_THAT(broken_by({first, last, std::numeric_limits<double>::quiet_NaN()}), Contains("weight of disabled"));
}

TEST_CASE("disabled connections are saved, and networks without any are saved as before there were any",
          "[network][disabled][save]") {
  for (const Format format : {Format::binary, Format::json, Format::xml}) {
    CHECK(network_from_bytes(to_bytes(with_disabled(), format)) == with_disabled());
    const auto list = networks_from_bytes(
        to_bytes(std::vector{with_disabled(), start(), with_disabled(), with_disabled().fresh_copy()}, format));
    REQUIRE(list.size() == 4);
    CHECK(list[0] == with_disabled());
    CHECK(list[1] == start());
    CHECK(list[3] == with_disabled());
  }
  const std::string json = to_bytes(start(), Format::json), off = to_bytes(with_disabled(), Format::json);
  CHECK(json.find("\"version\": 2") != std::string::npos);
  CHECK(json.find("disabled") == std::string::npos);
  CHECK(off.find("\"version\": 3") != std::string::npos);
  // A topology that is shared is saved once, its disabled connections too.
  const std::vector<Network> twice(2, with_disabled());
  const auto loaded = networks_from_bytes(to_bytes(twice));
  CHECK(loaded[0].shared_topology() == loaded[1].shared_topology());
  CHECK(loaded[1] == with_disabled());
}

TEST_CASE("a damaged file of disabled connections is one clear error", "[network][disabled][save]") {
  const std::string bytes = to_bytes(with_disabled());
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK_THROWS_AS(network_from_bytes(bytes.substr(0, length)), Error);
  std::string json = to_bytes(with_disabled(), Format::json);
  const auto at = json.find("\"from\"", json.find("\"disabled\""));
  REQUIRE(at != std::string::npos);
  const auto number = json.find_first_of("0123456789", at);
  json.erase(number + 1, json.find_first_not_of("0123456789", number) - number - 1);  // leaves one digit
  CHECK_THROWS_WITH(network_from_bytes(json), Catch::Matchers::Contains("disabled connection 0"));
}

}  // namespace plexus
