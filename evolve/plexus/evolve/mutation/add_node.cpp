#include <algorithm>
#include <utility>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/mutation/operators.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

// The id of the unit that splits a connection; the split is numbered by how often units of this genome did so before.
Id free_split_id(const Topology& topology, Id connection) {
  const auto taken = [&](Id id) {
    return std::ranges::find(topology.units(), id, &Unit::id) != topology.units().end();
  };
  std::uint64_t nth = 0;
  while (taken(split_id(connection, nth))) ++nth;
  return split_id(connection, nth);
}

Activation draw_activation(const MutationOptions& options, Random& random) {
  if (options.identity_nodes) return Activation::identity;
  return options.neataptic_draws ? next_activation(Activation::logistic, options.activations, random)
                                 : random.pick(options.activations);
}

}  // namespace

bool add_node(Network& network, Random& random, const MutationOptions& options) {
  const Topology& topology = network.topology();
  if (!has_room(topology, options.limits, 1, 1)) return false;
  const auto first_output = static_cast<std::uint32_t>(topology.unit_count() - topology.output_count());
  // A unit between an output and a later output would have to be an output: before them, it delays by a step.
  const auto delays = [&](const Connection& each) { return each.from >= first_output && each.from < each.to; };
  const auto candidates = connections_that(topology, [&](const Connection& each) {
    return (each.trainable || options.change_fixed) && !each.is_self() && !(options.keep_function && delays(each));
  });
  if (candidates.empty()) return false;

  const std::size_t split = random.pick(candidates);
  const Connection old = topology.connections()[split];
  const double weight = network.weight(split);
  const bool keep = options.keep_function;
  const double bias = keep ? 0 : draw_new(options.biases, random);
  const Unit middle{free_split_id(topology, topology.id_of(old)), draw_activation(options, random), Role::hidden, true};
  const double weight_in = keep ? 1 : draw_new(options.weights, random);
  const double weight_out = keep ? weight : draw_new(options.weights, random);
  const bool gate_in = !keep && old.is_gated() && random.uniform() >= 0.5;

  // A group that operations work on stays whole: the unit stands before it.
  std::uint32_t position = std::min(old.to, first_output);
  if (topology.is_bound(position))
    for (const UnitGroup& group : topology.groups())
      if (group.first <= position && position < group.first + group.count) position = group.first;
  const auto moved = [=](std::uint32_t unit) { return unit != no_unit && unit >= position ? unit + 1 : unit; };
  const std::uint32_t gater = moved(old.gater);
  Draft draft(network);
  options.keep_disabled ? draft.disable_connection(split) : draft.remove_connection(split);
  draft.insert_unit(position, middle, bias);
  draft.add_connection({.from = moved(old.from), .to = position, .gater = gate_in ? gater : no_unit}, weight_in);
  draft.add_connection({.from = position, .to = moved(old.to), .gater = gate_in ? no_unit : gater}, weight_out);
  network = std::move(draft).build();
  return true;
}

}  // namespace plexus::evolve
