#include <plexus/evolve/mutation/mutation_rows.hpp>

#include <algorithm>
#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/mutation/operators.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<MutationRow>({
    {Mutation::add_node, "add_node", "ADD_NODE", add_node},
    {Mutation::remove_node, "remove_node", "SUB_NODE", remove_node},
    {Mutation::add_connection, "add_connection", "ADD_CONN", add_connection},
    {Mutation::remove_connection, "remove_connection", "SUB_CONN", remove_connection},
    {Mutation::modify_weight, "modify_weight", "MOD_WEIGHT", modify_weight},
    {Mutation::modify_bias, "modify_bias", "MOD_BIAS", modify_bias},
    {Mutation::modify_activation, "modify_activation", "MOD_ACTIVATION", modify_activation},
    {Mutation::add_self_connection, "add_self_connection", "ADD_SELF_CONN", add_self_connection},
    {Mutation::remove_self_connection, "remove_self_connection", "SUB_SELF_CONN", remove_self_connection},
    {Mutation::add_gate, "add_gate", "ADD_GATE", add_gate},
    {Mutation::remove_gate, "remove_gate", "SUB_GATE", remove_gate},
    {Mutation::add_back_connection, "add_back_connection", "ADD_BACK_CONN", add_back_connection},
    {Mutation::remove_back_connection, "remove_back_connection", "SUB_BACK_CONN", remove_back_connection},
    {Mutation::swap_nodes, "swap_nodes", "SWAP_NODES", swap_nodes},
    {Mutation::enable_connection, "enable_connection", "", enable_connection},
    {Mutation::disable_connection, "disable_connection", "", disable_connection},
});

static_assert(rows_follow_enumeration(rows, &MutationRow::mutation));

// In Neataptic's order.
constexpr auto all = std::to_array<Mutation>({
    Mutation::add_node,
    Mutation::remove_node,
    Mutation::add_connection,
    Mutation::remove_connection,
    Mutation::modify_weight,
    Mutation::modify_bias,
    Mutation::modify_activation,
    Mutation::add_gate,
    Mutation::remove_gate,
    Mutation::add_self_connection,
    Mutation::remove_self_connection,
    Mutation::add_back_connection,
    Mutation::remove_back_connection,
    Mutation::swap_nodes,
});
constexpr auto feed_forward = std::to_array<Mutation>({
    Mutation::add_node,
    Mutation::remove_node,
    Mutation::add_connection,
    Mutation::remove_connection,
    Mutation::modify_weight,
    Mutation::modify_bias,
    Mutation::modify_activation,
    Mutation::swap_nodes,
});

}  // namespace

std::span<const MutationRow> mutation_rows() { return rows; }

const MutationRow& row(Mutation mutation) { return rows[static_cast<std::size_t>(mutation)]; }

Mutation mutation_named(std::string_view name) { return row_named(rows, name, "mutation").mutation; }

std::span<const Mutation> all_mutations() { return all; }
std::span<const Mutation> feed_forward_list() { return feed_forward; }

bool can_apply(Mutation mutation, const Network& network, const MutationOptions& options) {
  Network copy = network;
  Random random(0);
  return row(mutation).apply(copy, random, options);
}

std::vector<Activation> usual_activations() {
  return {Activation::tanh,     Activation::relu,     Activation::logistic,
          Activation::gaussian, Activation::identity, Activation::sinusoid};
}

std::vector<MutationShare> feed_forward_mutations() {
  return {{Mutation::modify_weight, 10},      {Mutation::modify_bias, 3},    {Mutation::add_node, 0.5},
          {Mutation::remove_node, 0.2},       {Mutation::add_connection, 1}, {Mutation::remove_connection, 0.5},
          {Mutation::modify_activation, 0.5}, {Mutation::swap_nodes, 0.1}};
}

std::vector<MutationShare> recurrent_mutations() {
  auto kinds = feed_forward_mutations();
  kinds.insert(kinds.end(), {{Mutation::add_self_connection, 0.3},
                             {Mutation::remove_self_connection, 0.2},
                             {Mutation::add_gate, 0.3},
                             {Mutation::remove_gate, 0.2},
                             {Mutation::add_back_connection, 0.5},
                             {Mutation::remove_back_connection, 0.3}});
  return kinds;
}

}  // namespace plexus::evolve
