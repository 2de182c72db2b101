#include <algorithm>
#include <unordered_set>
#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

// The id of the unit that splits a connection; the split is numbered by how often units of this genome did so before.
Id free_split_id(const Topology& topology, Id connection) {
  std::unordered_set<Id> taken;
  for (const Unit& unit : topology.units()) taken.insert(unit.id);
  std::uint64_t nth = 0;
  while (taken.contains(split_id(connection, nth))) ++nth;
  return split_id(connection, nth);
}

}  // namespace

bool add_node(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (!has_room(topology, options.limits, 1, 1)) return false;
  const auto first_output = static_cast<std::uint32_t>(topology.unit_count() - topology.output_count());
  // A unit between an output and a later output would have to be an output.
  const auto candidates = connections_that(topology, [&](const Connection& each) {
    return each.trainable && !each.is_self() && !(each.from >= first_output && each.from < each.to);
  });
  if (candidates.empty()) return false;

  const std::size_t split = random.pick(candidates);
  const Connection old = topology.connections()[split];
  const std::uint32_t position = std::min(old.to, first_output);
  const auto moved = [=](std::uint32_t unit) { return unit != no_unit && unit >= position ? unit + 1 : unit; };
  const Activation activation = options.identity_nodes ? Activation::identity : random.pick(options.activations);
  const Unit middle{free_split_id(topology, topology.id_of(old)), activation, Role::hidden, true};

  Draft draft(network);
  const double weight = draft.weight(split);
  draft.remove_connection(split);
  draft.insert_unit(position, middle, 0);
  draft.add_connection({.from = moved(old.from), .to = position}, 1);
  draft.add_connection({.from = position, .to = moved(old.to), .gater = moved(old.gater)}, weight);
  network = std::move(draft).build();
  return true;
}

}  // namespace plexus::evolve
