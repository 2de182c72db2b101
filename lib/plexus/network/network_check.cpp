#include <plexus/network/network_check.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <utility>

#include <plexus/core/findings.hpp>
#include <plexus/graph/pattern_pairs.hpp>
#include <plexus/network/network.hpp>
#include <plexus/network/operation_check.hpp>

namespace plexus {
namespace {

constexpr std::size_t most_named = 5;  // broken rules; others are counted

// The positions of those items whose key an earlier one has. By sorting: keys come from files, and could be made to
// collide in a hash table. In place, as there may be as many of them as a hostile file has bytes.
template <class Item, class KeyOf>
std::vector<std::size_t> repeated(const std::vector<Item>& items, KeyOf key_of) {
  const auto key = [&](std::size_t i) { return std::invoke(key_of, items[i]); };
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(key(i), i); });
  std::size_t found = 0;
  for (std::size_t i = 1; i < order.size(); ++i)
    if (key(order[i - 1]) == key(order[i])) order[found++] = order[i];  // before i - 1, or there
  order.resize(found);
  std::ranges::sort(order);
  return order;
}

// Whether no two keys are equal: what `repeated` asks too, but fast where nothing is. Each key sets one of 64 bits a
// key, and only those that find theirs set are looked for among the others. When these are more than a few, because
// there are very many keys or somebody chose them so, sorting is the bound.
bool all_differ(std::vector<std::uint64_t> keys) {
  std::vector<std::uint64_t> bits(std::bit_ceil(keys.size()));
  std::array<std::uint64_t, 16> met;
  std::size_t met_count = 0;
  for (const std::uint64_t key : keys) {
    std::uint64_t& word = bits[(key >> 6U) & (bits.size() - 1)];
    const std::uint64_t bit = std::uint64_t{1} << (key & 63U);
    if ((word & bit) != 0) {
      if (met_count == met.size()) {
        std::ranges::sort(keys);
        return std::ranges::adjacent_find(keys) == keys.end();
      }
      met[met_count++] = key;
    }
    word |= bit;
  }
  return std::all_of(met.begin(), met.begin() + static_cast<std::ptrdiff_t>(met_count),
                     [&](std::uint64_t key) { return std::ranges::count(keys, key) == 1; });
}

bool ids_differ(const std::vector<Unit>& units) {
  std::vector<std::uint64_t> ids(units.size());
  std::ranges::transform(units, ids.begin(), &Unit::id);
  return all_differ(std::move(ids));
}

bool ends_differ(const std::vector<Connection>& connections, std::uint64_t unit_count) {
  std::vector<std::uint64_t> ends(connections.size());
  std::ranges::transform(connections, ends.begin(),
                         [=](const Connection& each) { return each.from * unit_count + each.to; });
  return all_differ(std::move(ends));
}

void check_units(const TopologyParts& parts, Findings& findings) {
  const auto has = [&](Role role) {
    return std::ranges::any_of(parts.units, [=](const Unit& unit) { return unit.role == role; });
  };
  if (parts.units.size() >= no_unit)
    findings.add("there are ", parts.units.size(), " units, at most ", no_unit - 1, " are possible");
  if (!has(Role::input)) findings.add("there is no input unit");
  if (!has(Role::output)) findings.add("there is no output unit");
  if (!std::ranges::is_sorted(parts.units, {}, &Unit::role))
    findings.add("the units are not in the order inputs, hidden units, outputs");

  if (!ids_differ(parts.units))
    for (const std::size_t i : repeated(parts.units, &Unit::id))
      findings.add("unit ", i, " has the id of an earlier unit, ", parts.units[i].id);
  for (std::size_t i = 0; i < parts.units.size(); ++i) {
    const Unit& unit = parts.units[i];
    if (static_cast<std::size_t>(unit.activation) >= activation_rows().size() || unit.role > Role::output)
      findings.add("unit ", i, " has an unknown activation or role");
    if (!std::isfinite(unit.mask) || (unit.role == Role::input && unit.mask != 1))
      findings.add("unit ", i, " has the mask ", unit.mask, ", wanted ",
                   unit.role == Role::input ? "1 for an input" : "a finite number");
  }
}

void check_connections(const TopologyParts& parts, Findings& findings) {
  if (parts.connections.size() >= no_unit)
    findings.add("there are ", parts.connections.size(), " connections, at most ", no_unit - 1, " are possible");
  bool all_exist = true;
  for (std::size_t i = 0; i < parts.connections.size(); ++i) {
    const auto& [from, to, gater, trainable] = parts.connections[i];
    if (from >= parts.units.size() || to >= parts.units.size() || (gater != no_unit && gater >= parts.units.size())) {
      findings.add("connection ", i, " (", from, " -> ", to, ") names a unit that is not among the ",
                   parts.units.size());
      all_exist = false;
      continue;
    }
    if (parts.units[to].role == Role::input)
      findings.add("connection ", i, " (", from, " -> ", to, ") ends in an input");
  }
  if (all_exist && ends_differ(parts.connections, parts.units.size())) return;
  const auto ends = [](const Connection& each) { return std::pair(each.from, each.to); };
  for (const std::size_t i : repeated(parts.connections, ends))
    findings.add("connection ", i, " (", parts.connections[i].from, " -> ", parts.connections[i].to, ") exists twice");
}

void check_groups(const TopologyParts& parts, Findings& findings) {
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < parts.groups.size(); ++i) {
    const UnitGroup& group = parts.groups[i];
    if (group.count == 0 || group.first < end || std::uint64_t{group.first} + group.count > parts.units.size())
      findings.add("group ", i, " (units ", group.first, " + ", group.count,
                   ") is empty, out of order or out of range");
    else if (parts.units[group.first].role != parts.units[group.first + group.count - 1].role)
      findings.add("group ", i, " (units ", group.first, " + ", group.count, ") has units of different roles");
    end = std::uint64_t{group.first} + group.count;
  }
}

// How many connections a pattern has.
std::uint64_t pattern_size(Pattern pattern, const UnitGroup& from, const UnitGroup& to) {
  const std::uint64_t pairs = std::uint64_t{from.count} * to.count, twins = std::min(from.count, to.count);
  if (pattern == Pattern::one_to_one) return twins;
  return pattern == Pattern::all_to_all ? pairs : pairs - twins;
}

bool follows_pattern(const TopologyParts& parts, const Block& block) {
  const UnitGroup& from = parts.groups[block.from_group];
  const UnitGroup& to = parts.groups[block.to_group];
  if (pattern_size(block.pattern, from, to) != block.connection_count) return false;
  if (block.pattern == Pattern::one_to_one && from.count != to.count) return false;
  std::uint32_t index = block.first_connection;
  bool follows = true;
  for_each_pair(block.pattern, from.count, to.count, [&](std::uint32_t i, std::uint32_t j) {
    const Connection& connection = parts.connections[index++];
    follows = follows && connection.from == from.first + i && connection.to == to.first + j;
  });
  return follows;
}

void check_blocks(const TopologyParts& parts, Findings& findings) {
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < parts.blocks.size(); ++i) {
    const Block& block = parts.blocks[i];
    const std::uint64_t block_end = std::uint64_t{block.first_connection} + block.connection_count;
    const bool in_range = block.from_group < parts.groups.size() && block.to_group < parts.groups.size() &&
                          block.first_connection >= end && block_end <= parts.connections.size() &&
                          block.pattern < Pattern::single;
    if (!in_range)
      findings.add("block ", i, " is out of order, out of range or of no block pattern");
    else if (!follows_pattern(parts, block))
      findings.add("block ", i, " does not follow its pattern ", name_of(block.pattern));
    end = block_end;
  }
}

void check_disabled(const TopologyParts& parts, Findings& findings) {
  if (parts.disabled.empty()) return;
  std::vector<std::pair<Id, std::uint32_t>> places;
  for (std::uint32_t i = 0; i < parts.units.size(); ++i) places.emplace_back(parts.units[i].id, i);
  std::ranges::sort(places);
  const auto place_of = [&](Id id) {
    const auto found = std::ranges::lower_bound(places, id, {}, &std::pair<Id, std::uint32_t>::first);
    return found != places.end() && found->first == id ? found->second : no_unit;
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  for (const Connection& each : parts.connections) ends.emplace_back(each.from, each.to);
  for (std::size_t i = 0; i < parts.disabled.size(); ++i) {
    const auto& [from, to, weight] = parts.disabled[i];
    ends.emplace_back(place_of(from), place_of(to));
    if (ends.back().first == no_unit || ends.back().second == no_unit)
      findings.add("disabled connection ", i, " names a unit that does not exist");
    else if (parts.units[ends.back().second].role == Role::input)
      findings.add("disabled connection ", i, " ends in an input");
    if (!std::isfinite(weight)) findings.add("the weight of disabled connection ", i, " is ", weight);
  }
  for (const std::size_t i : repeated(ends, std::identity()))
    if (i >= parts.connections.size())
      findings.add("disabled connection ", i - parts.connections.size(), " exists twice");
}

void check_topology(const TopologyParts& parts, Findings& findings) {
  check_units(parts, findings);
  check_connections(parts, findings);
  check_groups(parts, findings);
  check_disabled(parts, findings);
  if (!findings.empty()) return;  // what follows reads units, connections and groups, so they must be sound
  check_blocks(parts, findings);
  check_operations(parts, findings);
}

void check_parameters(const Network& network, Findings& findings) {
  const auto parameters = network.parameters();
  if (parameters.size() != network.topology().parameter_count())
    findings.add("the number of parameters is ", parameters.size(), ", wanted ", network.topology().parameter_count());
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (!std::isfinite(parameters[i])) findings.add("parameter ", i, " is ", parameters[i]);
}

}  // namespace

std::vector<std::string> check(const TopologyParts& parts) {
  Findings findings(most_named);
  check_topology(parts, findings);
  return findings.all();
}

std::vector<std::string> check(const Network& network) {
  Findings findings(most_named);
  check_topology(network.topology().parts(), findings);
  check_parameters(network, findings);
  return findings.all();
}

std::vector<std::string> check_parameters(const Network& network) {
  Findings findings(most_named);
  check_parameters(network, findings);
  return findings.all();
}

std::string in_words(const std::vector<std::string>& broken) {
  std::string text;
  for (const std::string& each : broken) text += (text.empty() ? "" : "; ") + each;
  return text;
}

}  // namespace plexus
