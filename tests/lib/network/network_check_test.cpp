#include <catch2/catch.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus {
namespace {

// Units and connections of which some break the rules about ids and ends.
TopologyParts random_parts(Random& random) {
  TopologyParts parts;
  const auto units = static_cast<std::uint32_t>(2 + random.below(60));
  const std::uint64_t spread = random.below(2) == 0 ? 64 : 1ULL << 62U;  // few ids, so that some meet, or many
  const std::uint64_t stride = random.below(2) == 0 ? 1 : 1ULL << 40U;   // low bits that are all the same
  for (std::uint32_t i = 0; i < units; ++i)
    parts.units.push_back({.id = random.below(spread) * stride,
                           .role = i == 0           ? Role::input
                                   : i + 1 == units ? Role::output
                                                    : Role::hidden});
  const std::uint64_t ends = units + (random.below(4) == 0 ? 1 : 0);  // now and then a unit that does not exist
  for (std::uint64_t left = random.below(3 * units); left > 0; --left)
    parts.connections.push_back(
        {static_cast<std::uint32_t>(random.below(ends)), static_cast<std::uint32_t>(1 + random.below(ends - 1))});
  return parts;
}

// The rules about ids and ends as they are written, one after the other.
std::vector<std::string> expected(const TopologyParts& parts) {
  std::vector<std::string> broken;
  std::set<Id> ids;
  for (std::size_t i = 0; i < parts.units.size(); ++i)
    if (!ids.insert(parts.units[i].id).second)
      broken.push_back("unit " + std::to_string(i) + " has the id of an earlier unit, " +
                       std::to_string(parts.units[i].id));
  std::set<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<std::string> twice;
  for (std::size_t i = 0; i < parts.connections.size(); ++i) {
    const Connection& each = parts.connections[i];
    const std::string name =
        "connection " + std::to_string(i) + " (" + std::to_string(each.from) + " -> " + std::to_string(each.to) + ")";
    if (each.from >= parts.units.size() || each.to >= parts.units.size())
      broken.push_back(name + " names a unit that is not among the " + std::to_string(parts.units.size()));
    if (!ends.insert({each.from, each.to}).second) twice.push_back(name + " exists twice");
  }
  broken.insert(broken.end(), twice.begin(), twice.end());
  return broken;
}

// The same as `check` tells it: five in words, others counted.
std::vector<std::string> told(std::vector<std::string> broken) {
  if (broken.size() <= 5) return broken;
  const std::size_t others = broken.size() - 5;
  broken.resize(5);
  broken.push_back("and " + std::to_string(others) + " more");
  return broken;
}

}  // namespace

TEST_CASE("check: finds the same ids and ends twice as a search one by one, in the same order", "[network]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  CAPTURE(seed);
  Random random(seed);
  std::size_t sound = 0, few = 0, many = 0;
  for (int i = 0; i < 2000; ++i) {
    const TopologyParts parts = random_parts(random);
    const auto wanted = expected(parts);
    CHECK(check(parts) == told(wanted));
    few += !wanted.empty() && wanted.size() <= 5;
    many += wanted.size() > 5;
    sound += wanted.empty();
  }
  CHECK(sound > 100);
  CHECK(few > 100);
  CHECK(many > 100);
}

TEST_CASE("check: large networks with ids that were chosen to meet are checked in a moment", "[network]") {
  constexpr std::uint32_t count = 200000;
  TopologyParts parts;
  for (std::uint32_t i = 0; i < count; ++i)
    parts.units.push_back({.id = std::uint64_t{i} << 40U,
                           .role = i == 0           ? Role::input
                                   : i + 1 == count ? Role::output
                                                    : Role::hidden});
  for (std::uint32_t i = 1; i < count; ++i) parts.connections.push_back({i / 2, i});
  CHECK(check(parts).empty());
  parts.units[count - 1].id = parts.units[7].id;
  parts.connections.push_back(parts.connections[5]);
  CHECK(check(parts) == std::vector<std::string>{"unit 199999 has the id of an earlier unit, 7696581394432",
                                                 "connection 199999 (3 -> 6) exists twice"});
}

}  // namespace plexus
