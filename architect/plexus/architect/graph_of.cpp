#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include <plexus/architect/construct.hpp>
#include <plexus/core/error.hpp>
#include <plexus/graph/operate.hpp>

namespace plexus::architect {
namespace {

GroupRole role_of(Role role) {
  if (role == Role::input) return GroupRole::input;
  return role == Role::output ? GroupRole::output : GroupRole::hidden;
}

// Builds the graph of a network: a group for each group, and for each unit outside of groups; a projection for each
// block, and for the connections outside of blocks.
class Rebuilder {
 public:
  explicit Rebuilder(const Network& network) : network_(network), topology_(network.topology()) {}

  std::vector<Group> rebuild() {
    if (!topology_.parts().inputs_gate)
      throw Error(
          "graph: in this network, which came from Neataptic, inputs gate connections without effect; take these "
          "gates out of it first (Draft::set_gater)");
    add_groups();
    auto block = topology_.blocks().begin();
    for (std::uint32_t index = 0; index < topology_.connection_count();) {
      while (block != topology_.blocks().end() && block->first_connection < index) ++block;
      if (block != topology_.blocks().end() && block->first_connection == index && add_block(*block)) {
        index += block->connection_count;
      } else {
        index += add_list(index);
      }
    }
    add_operations();
    return std::move(groups_);
  }

 private:
  struct Place {
    std::size_t group;
    std::uint32_t unit;
  };

  void add_groups() {
    auto group = topology_.groups().begin();
    for (std::uint32_t first = 0; first < topology_.unit_count();) {
      while (group != topology_.groups().end() && group->first < first) ++group;
      const bool grouped = group != topology_.groups().end() && group->first == first;
      const std::uint32_t count = grouped ? group->count : 1;
      GroupData data{grouped ? group->name : "", role_of(topology_.units()[first].role), {}};
      for (std::uint32_t i = 0; i < count; ++i) {
        const Unit& unit = topology_.units()[first + i];
        data.units.push_back(
            {unit.activation, network_.bias_or_zero(first + i), unit.trainable, unit.mask, unit.id, unit.biased});
        places_.push_back({groups_.size(), i});
      }
      if (grouped && !group->shape.empty()) data.shape = group->shape;
      if (grouped) group_of_.push_back(groups_.size());
      groups_.emplace_back(std::move(data));
      first += count;
    }
  }

  Weights weights_of(std::uint32_t first, std::uint32_t count) const {
    const auto weights = network_.parameters().subspan(topology_.weight_index(first), count);
    const Weights given(std::vector<double>(weights.begin(), weights.end()));
    return topology_.connections()[first].trainable ? given : fixed(given);
  }

  bool trains_alike(const Block& block) const {
    const auto first = topology_.connections().begin() + block.first_connection;
    return std::all_of(first, first + block.connection_count,
                       [&](const Connection& each) { return each.trainable == first->trainable; });
  }

  // The gate that explains the gating units of a block's self-connections, or of its others: unit n of the gating group
  // (in turn) for the nth source or target. Nothing when there is none; `regular` is false when no gate explains them.
  std::optional<std::pair<std::size_t, Gating>> gate_of(const Block& block, bool selves, bool& regular) const {
    const auto connections = std::span(topology_.connections()).subspan(block.first_connection, block.connection_count);
    const auto concerned = [&](const Connection& each) { return each.is_self() == selves; };
    const auto first = std::ranges::find_if(connections, concerned);
    if (first == connections.end()) return std::nullopt;
    const auto all = [&](auto gater_of) {
      return std::ranges::all_of(
          connections, [&](const Connection& each) { return !concerned(each) || each.gater == gater_of(each); });
    };
    if (all([](const Connection&) { return no_unit; })) return std::nullopt;
    if (!first->is_gated()) return void(regular = false), std::nullopt;

    const std::size_t group = places_[first->gater].group;
    const std::uint32_t begin = first->gater - places_[first->gater].unit;
    const auto size = static_cast<std::uint32_t>(groups_[group].size());
    std::map<std::uint32_t, std::uint32_t> sources, targets;  // each unit's number in order of first appearance
    for (const Connection& each : connections) {
      sources.try_emplace(each.from, static_cast<std::uint32_t>(sources.size()));
      targets.try_emplace(each.to, static_cast<std::uint32_t>(targets.size()));
    }
    const auto by_source = [&](const Connection& each) { return begin + sources.at(each.from) % size; };
    const auto by_target = [&](const Connection& each) { return begin + targets.at(each.to) % size; };
    if (all(by_source)) return std::pair{group, selves ? Gating::self : Gating::source};
    if (!selves && all(by_target)) return std::pair{group, Gating::target};
    regular = false;
    return std::nullopt;
  }

  // False when the gates or the training of a block differ from connection to connection.
  bool add_block(const Block& block) {
    bool regular = trains_alike(block);
    const auto gate = gate_of(block, false, regular), self_gate = gate_of(block, true, regular);
    if (!regular) return false;
    const Connection& first = topology_.connections()[block.first_connection];
    const Projection projection = groups_[places_[first.from].group].connect(
        groups_[places_[first.to].group], block.pattern, weights_of(block.first_connection, block.connection_count));
    for (const auto& each : {gate, self_gate})
      if (each) groups_[each->first].gate(projection, each->second);
    return true;
  }

  // How many connections from this one on stand outside of blocks, join the same groups, and are of one kind, not
  // gated.
  std::uint32_t list_length(std::uint32_t index) const {
    const auto& connections = topology_.connections();
    const Connection& first = connections[index];
    const auto alike = [&](const Connection& each) {
      return !each.is_gated() && each.trainable == first.trainable &&
             places_[each.from].group == places_[first.from].group && places_[each.to].group == places_[first.to].group;
    };
    const auto block = std::ranges::upper_bound(topology_.blocks(), index, {}, &Block::first_connection);
    const std::size_t end = block == topology_.blocks().end() ? connections.size() : block->first_connection;
    std::uint32_t length = 1;
    while (!first.is_gated() && index + length < end && alike(connections[index + length])) ++length;
    return length;
  }

  // Returns how many connections it has added.
  std::uint32_t add_list(std::uint32_t index) {
    const std::uint32_t length = list_length(index);
    if (length == 1) return add_single(index), 1;
    UnitPairs pairs;
    for (std::uint32_t i = index; i < index + length; ++i) {
      const Connection& each = topology_.connections()[i];
      pairs.push_back({places_[each.from].unit, places_[each.to].unit});
    }
    const Connection& first = topology_.connections()[index];
    groups_[places_[first.from].group].connect_listed(groups_[places_[first.to].group], std::move(pairs),
                                                      weights_of(index, length));
    return length;
  }

  void add_single(std::uint32_t index) {
    const Connection& connection = topology_.connections()[index];
    const Place from = places_[connection.from], to = places_[connection.to];
    const Projection single =
        groups_[from.group].connect_unit(from.unit, groups_[to.group], to.unit, weights_of(index, 1));
    if (!connection.is_gated()) return;
    const Place gater = places_[connection.gater];
    groups_[gater.group].gate(single, connection.is_self() ? Gating::self : Gating::source, gater.unit);
  }

  void add_operations() {
    std::vector<SharedParameter> parameters;
    for (std::size_t i = 0; i < topology_.tensors().size(); ++i) {
      const ParameterTensor& each = topology_.tensors()[i];
      const auto numbers = network_.tensor(i);
      parameters.push_back(
          make_parameter({each.name, each.shape, {numbers.begin(), numbers.end()}, each.trainable, each.id}));
    }
    for (const Operation& each : topology_.operations()) {
      std::vector<OperandOf> operands;
      for (const auto& [parameter, index] : each.operands)
        parameter ? operands.emplace_back(parameters[index]) : operands.emplace_back(groups_[group_of_[index]]);
      operate_into(groups_[group_of_[each.result]], each.primitive, operands);
    }
  }

  const Network& network_;
  const Topology& topology_;
  std::vector<Group> groups_;
  std::vector<std::size_t> group_of_;  // for each group of the topology, which of these
  std::vector<Place> places_;          // of each unit
};

}  // namespace

std::vector<Group> graph(const Network& network) { return Rebuilder(network).rebuild(); }

}  // namespace plexus::architect
