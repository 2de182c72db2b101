// Networks that our builders make, compared unit by unit and connection by connection with those that Neataptic made.

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <plexus/network/network_check.hpp>
#include <plexus/save/neataptic.hpp>

#include "recipe.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

// The role that Neataptic's Construct gives each of our units. It asks node by node where we ask group by group: a
// spare unit of a group that gates is an output there, and hidden here.
std::vector<Role> roles_there(const Topology& topology) {
  std::vector<std::size_t> incoming(topology.unit_count()), used(topology.unit_count());
  for (const Connection& each : topology.connections()) {
    if (!each.is_self()) ++incoming[each.to];
    if (!each.is_self()) ++used[each.from];
    if (each.is_gated()) ++used[each.gater];
  }
  std::vector<Role> roles;
  for (std::size_t i = 0; i < topology.unit_count(); ++i) {
    const Role role = topology.units()[i].role;
    if (role != Role::hidden)
      roles.push_back(role);
    else
      roles.push_back(used[i] == 0 ? Role::output : (incoming[i] == 0 ? Role::input : Role::hidden));
  }
  return roles;
}

// Our units in the order in which a recipe lists them, which is also told by the names of their groups.
std::vector<std::size_t> listed(const Topology& topology, bool named) {
  std::vector<std::size_t> units(topology.unit_count());
  std::iota(units.begin(), units.end(), std::size_t{0});
  if (!named) return units;
  std::vector<int> place(topology.unit_count());
  for (const UnitGroup& each : topology.groups())
    std::fill_n(place.begin() + each.first, each.count, std::stoi(each.name));
  std::ranges::stable_sort(units, {}, [&](std::size_t unit) { return place[unit]; });
  return units;
}

// Where Neataptic has each of our units: its Construct puts inputs and outputs in reversed order.
std::vector<std::uint32_t> places_there(const std::vector<Role>& roles, const std::vector<std::size_t>& listed) {
  std::array<std::vector<std::size_t>, 3> by_role;
  for (const std::size_t unit : listed) by_role[static_cast<std::size_t>(roles[unit])].push_back(unit);
  std::ranges::reverse(by_role[static_cast<std::size_t>(Role::input)]);
  std::ranges::reverse(by_role[static_cast<std::size_t>(Role::output)]);
  std::vector<std::uint32_t> places(roles.size());
  std::uint32_t place = 0;
  for (const auto& units : by_role)
    for (const std::size_t unit : units) places[unit] = place++;
  return places;
}

// Tells which weights and biases Neataptic drew: those that come from the draws of the file, or, if it lists none,
// those that could.
class Drawn {
 public:
  explicit Drawn(const Json& draws) : draws_(numbers_in(draws)) {}

  bool operator()(double value) const {
    if (draws_.empty()) return value >= -0.1 && value < 0.1 && value != 0;
    return std::ranges::any_of(draws_, [=](double draw) { return std::abs(draw * 0.2 - 0.1 - value) < 1e-15; });
  }

 private:
  std::vector<double> draws_;
};

void compare_units(const Network& ours, const Network& theirs, const Drawn& drawn, const std::vector<Role>& roles,
                   const std::vector<std::uint32_t>& places, Comparison& comparison) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Unit &unit = ours.topology().units()[i], &other = theirs.topology().units()[places[i]];
    const std::string where = "unit " + std::to_string(i) + " (node " + std::to_string(places[i]) + ")";
    comparison.holds(roles[i] == other.role, where + " has another role");
    if (roles[i] == Role::input) continue;  // whose activation Neataptic keeps, and never uses
    comparison.holds(unit.activation == other.activation, where + " has another activation");
    if (roles[i] == Role::hidden) comparison.holds(unit.trainable == other.trainable, where + " trains differently");
    // Where we start with 0 and nothing was set, Neataptic draws.
    const double bias = ours.bias(i), wanted = theirs.bias(places[i]);
    if (bias != 0 || !drawn(wanted)) comparison.number(bias, wanted, where + " bias");
    if (roles[i] != unit.role) comparison.note("a spare unit of a gating group is an output there, hidden here");
  }
}

void compare_connections(const Network& ours, const Network& again, const Network& theirs, const Drawn& drawn,
                         const std::vector<std::uint32_t>& places, Comparison& comparison) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> wanted;
  const auto& connections = theirs.topology().connections();
  for (std::size_t i = 0; i < connections.size(); ++i) wanted[{connections[i].from, connections[i].to}] = i;
  comparison.holds(ours.topology().connection_count() == connections.size(), "the connections differ in number");
  for (std::size_t i = 0; i < ours.topology().connection_count(); ++i) {
    const Connection& each = ours.topology().connections()[i];
    const std::uint32_t from = places[each.from], to = places[each.to];
    const std::string where = "connection " + std::to_string(from) + " -> " + std::to_string(to);
    const auto found = wanted.find({from, to});
    comparison.holds(found != wanted.end(), where + " is not there in Neataptic");
    if (found == wanted.end()) continue;
    const std::uint32_t gater = each.is_gated() ? places[each.gater] : no_unit;
    comparison.holds(gater == connections[found->second].gater, where + " has another gater");
    const double weight = theirs.weight(found->second);
    const bool given = ours.weight(i) == again.weight(i);  // whatever the seed
    if (given || !drawn(weight)) comparison.number(ours.weight(i), weight, where + " weight");
  }
}

// What two random networks of one recipe have in common.
struct Counts {
  std::size_t units = 0, inputs = 0, outputs = 0, forward = 0, back = 0, selves = 0, gates = 0;

  explicit Counts(const Topology& topology)
      : units(topology.unit_count()),
        inputs(topology.input_count()),
        outputs(topology.output_count()),
        gates(topology.gate_count()) {
    for (const Connection& each : topology.connections())
      ++(each.is_self() ? selves : (each.from < each.to ? forward : back));
  }

  friend bool operator==(const Counts&, const Counts&) = default;
};

void compare_random(const Topology& ours, const Topology& theirs, Comparison& comparison) {
  comparison.holds(Counts(ours) == Counts(theirs), "a random network has other counts");
  const std::size_t first_output = ours.unit_count() - ours.output_count();
  for (const Connection& each : ours.connections()) {
    const std::string where = "connection " + std::to_string(each.from) + " -> " + std::to_string(each.to);
    comparison.holds(each.from >= each.to || each.from < first_output, where + " joins two outputs forwards");
    comparison.holds(!each.is_gated() || each.gater >= ours.input_count(), where + " is gated by an input");
  }
}

}  // namespace

void replay_construct(const Json& construct, Comparison& comparison) {
  const Json& recipe = construct.at("recipe");
  const Network ours = build_recipe(recipe, 1), again = build_recipe(recipe, 2),
                theirs = network_from_neataptic(construct.at("network").dump());
  comparison.holds(check(ours).empty(), "what was built is not sound");
  if (recipe.value("architect", "") == "Random") return compare_random(ours.topology(), theirs.topology(), comparison);

  comparison.holds(ours.topology().unit_count() == theirs.topology().unit_count(), "the units differ in number");
  if (ours.topology().unit_count() != theirs.topology().unit_count()) return;
  const auto roles = roles_there(ours.topology());
  const auto places = places_there(roles, listed(ours.topology(), recipe.contains("parts")));
  const Drawn drawn(construct.at("draws"));
  compare_units(ours, theirs, drawn, roles, places, comparison);
  compare_connections(ours, again, theirs, drawn, places, comparison);
}

}  // namespace plexus::golden
