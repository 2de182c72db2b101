#include <plexus/network/edit.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

template <class T>
auto at(std::vector<T>& items, std::size_t index) {
  return items.begin() + static_cast<std::ptrdiff_t>(index);
}

std::size_t count_of(const std::vector<Unit>& units, Role role) {
  return static_cast<std::size_t>(std::ranges::count(units, role, &Unit::role));
}

// What an edit may add before a list has to move.
constexpr std::size_t room = 2;

template <class T>
auto with_room(std::span<const T> items) {
  std::vector<T> copy;
  copy.reserve(items.size() + room);
  copy.insert(copy.end(), items.begin(), items.end());
  return copy;
}

// Lists of networks live long.
template <class T>
void take_little_room(std::vector<T>& items) {
  if (items.capacity() > items.size() + items.size() / 8 + room) items.shrink_to_fit();
}

// Applies `move` to every unit position that a connection names.
template <class Move>
void renumber(std::vector<Connection>& connections, Move move) {
  for (Connection& each : connections) {
    each.from = move(each.from);
    each.to = move(each.to);
    if (each.is_gated()) each.gater = move(each.gater);
  }
}

}  // namespace

Draft::Draft(const Network& network) : sound_(network.topology().operations().empty()) {
  const Topology& topology = network.topology();
  parts_ = {with_room(std::span(topology.units())),
            with_room(std::span(topology.connections())),
            topology.groups(),
            topology.blocks(),
            topology.parts().inputs_gate,
            topology.disabled(),
            topology.tensors(),
            topology.operations()};
  const std::size_t biases = topology.weight_index(0), tensors = topology.tensor_index(0);
  weights_ = with_room(network.parameters().subspan(biases, tensors - biases));
  tensors_.assign(network.parameters().begin() + static_cast<std::ptrdiff_t>(tensors), network.parameters().end());
  biases_.reserve(topology.unit_count() + room);
  biases_.assign(topology.input_count(), 0.0);
  if (biases == topology.unit_count() - topology.input_count()) {
    const auto given = network.parameters().first(biases);
    biases_.insert(biases_.end(), given.begin(), given.end());
  } else {
    for (std::size_t unit = topology.input_count(); unit < topology.unit_count(); ++unit)
      biases_.push_back(network.bias_or_zero(unit));
  }
}

std::size_t Draft::input_count() const noexcept { return count_of(parts_.units, Role::input); }
std::size_t Draft::output_count() const noexcept { return count_of(parts_.units, Role::output); }

Unit& Draft::unit(std::size_t index) {
  require_unit(index);
  sound_ = false;
  return parts_.units[index];
}

double& Draft::bias(std::size_t unit) {
  require_unit(unit);
  return biases_[unit];
}

double& Draft::weight(std::size_t connection) {
  require_connection(connection);
  return weights_[connection];
}

void Draft::require_unit(std::size_t index) const {
  if (index >= parts_.units.size()) throw Error("there is no unit ", index, " among the ", parts_.units.size());
}

void Draft::require_connection(std::size_t index) const {
  if (index >= parts_.connections.size())
    throw Error("there is no connection ", index, " among the ", parts_.connections.size());
}

// Whether a unit put before this position breaks no rule of topologies.
bool Draft::keeps_rules(std::size_t position, const Unit& unit) const {
  const auto& units = parts_.units;
  return (position == 0 || units[position - 1].role <= unit.role) &&
         (position == units.size() || unit.role <= units[position].role) && unit.role <= Role::output &&
         static_cast<std::size_t>(unit.activation) < activation_rows().size() && std::isfinite(unit.mask) &&
         (unit.role != Role::input || unit.mask == 1) && units.size() + 1 < no_unit &&
         std::ranges::find(units, unit.id, &Unit::id) == units.end();
}

void Draft::insert_unit(std::size_t position, const Unit& unit, double bias) {
  if (position > parts_.units.size())
    throw Error("insert_unit: position ", position, " is beyond the ", count_of(parts_.units.size(), "unit"));
  if (!std::isfinite(bias)) throw Error("insert_unit: the bias is ", bias, ", wanted a finite number");
  if (const UnitGroup* bound = bound_group_of(position); bound != nullptr && bound->first != position)
    throw Error("insert_unit: position ", position,
                " is inside a group that operations work on; put it before or behind");
  sound_ = sound_ && keeps_rules(position, unit) && unit.biased;
  cut_group_at(position);
  renumber(parts_.connections, [=](std::uint32_t index) { return index >= position ? index + 1 : index; });
  for (UnitGroup& group : parts_.groups)
    if (group.first >= position) ++group.first;
  parts_.units.insert(at(parts_.units, position), unit);
  biases_.insert(at(biases_, position), bias);
}

void Draft::remove_unit(std::size_t index) {
  if (index >= parts_.units.size() || parts_.units[index].role != Role::hidden)
    throw Error("remove_unit: unit ", index, " is not a hidden unit; inputs and outputs stay");
  if (bound_group_of(index) != nullptr)
    throw Error("remove_unit: unit ", index, " belongs to a group that operations work on, which has to stay whole");
  std::vector<bool> goes;
  for (Connection& each : parts_.connections) {
    if (each.gater == index) each.gater = no_unit;
    goes.push_back(each.from == index || each.to == index);
  }
  remove_connections(goes);
  for (std::size_t i = parts_.groups.size(); i-- > 0;) {
    UnitGroup& group = parts_.groups[i];
    if (group.first > index) {
      --group.first;
    } else if (index < group.first + group.count) {
      drop_blocks_with_group(i);
      if (--group.count == 0) remove_group(i);
    }
  }
  renumber(parts_.connections, [=](std::uint32_t unit) { return unit > index ? unit - 1 : unit; });
  std::erase_if(parts_.disabled, [id = parts_.units[index].id](const DisabledConnection& each) {
    return each.from == id || each.to == id;
  });
  parts_.units.erase(at(parts_.units, index));
  biases_.erase(at(biases_, index));
}

void Draft::set(const UnitChange& change) {
  if (!std::isfinite(change.bias.value_or(0))) throw Error("set: a bias is ", *change.bias, "; it must be finite");
  if (change.activation) sound_ = sound_ && static_cast<std::size_t>(*change.activation) < activation_rows().size();
  for (std::size_t i = input_count(); i < parts_.units.size(); ++i) {
    biases_[i] = change.bias.value_or(biases_[i]);
    parts_.units[i].activation = change.activation.value_or(parts_.units[i].activation);
  }
}

void Draft::check_new(const Connection& connection, double weight) const {
  const auto& [from, to, gater, trainable] = connection;
  require_unit(from);
  require_unit(to);
  if (gater != no_unit) require_unit(gater);
  if (!std::isfinite(weight)) throw Error("add_connection: the weight is ", weight, ", wanted a finite number");
  if (parts_.units[to].role == Role::input)
    throw Error("add_connection: unit ", to, " is an input, which receives nothing");
}

void Draft::add_connection(const Connection& connection, double weight) {
  check_new(connection, weight);
  if (find_connection(connection.from, connection.to))
    throw Error("add_connection: units ", connection.from, " and ", connection.to, " are connected already");
  parts_.connections.push_back(connection);
  weights_.push_back(weight);
  forget_disabled(connection);
}

void Draft::add_connections(std::span<const Connection> connections, std::span<const double> weights) {
  if (connections.size() != weights.size())
    throw Error("add_connections: got ", count_of(connections.size(), "connection"), " and ",
                count_of(weights.size(), "weight"));
  const auto key = [](const Connection& each) { return std::uint64_t{each.from} << 32U | each.to; };
  std::vector<std::uint64_t> joined, added;
  std::ranges::transform(parts_.connections, std::back_inserter(joined), key);
  std::ranges::transform(connections, std::back_inserter(added), key);
  std::ranges::sort(joined);
  std::ranges::sort(added);
  for (std::size_t i = 0; i < connections.size(); ++i) {
    check_new(connections[i], weights[i]);
    const std::uint64_t pair = key(connections[i]);
    const bool repeated = std::ranges::upper_bound(added, pair) - std::ranges::lower_bound(added, pair) > 1;
    if (repeated || std::ranges::binary_search(joined, pair))
      throw Error("add_connection: units ", connections[i].from, " and ", connections[i].to, " are connected already");
  }
  parts_.connections.insert(parts_.connections.end(), connections.begin(), connections.end());
  weights_.insert(weights_.end(), weights.begin(), weights.end());
  for (const Connection& each : connections) forget_disabled(each);
}

void Draft::remove_connection(std::size_t index) {
  require_connection(index);
  std::erase_if(parts_.blocks, [=](const Block& block) {
    return block.first_connection <= index && index - block.first_connection < block.connection_count;
  });
  for (Block& block : parts_.blocks)
    if (block.first_connection > index) --block.first_connection;
  parts_.connections.erase(at(parts_.connections, index));
  weights_.erase(at(weights_, index));
}

// A block loses its pattern when one of its connections goes.
void Draft::remove_connections(const std::vector<bool>& goes) {
  std::vector<std::uint32_t> kept_before{0};  // of each position
  for (const bool each : goes) kept_before.push_back(kept_before.back() + (each ? 0 : 1));
  std::erase_if(parts_.blocks, [&](const Block& block) {
    const std::uint32_t end = block.first_connection + block.connection_count;
    return kept_before[end] - kept_before[block.first_connection] != block.connection_count;
  });
  for (Block& block : parts_.blocks) block.first_connection = kept_before[block.first_connection];
  for (std::size_t i = 0; i < goes.size(); ++i) {
    if (goes[i]) continue;
    parts_.connections[kept_before[i]] = parts_.connections[i];
    weights_[kept_before[i]] = weights_[i];
  }
  parts_.connections.resize(kept_before.back());
  weights_.resize(kept_before.back());
}

void Draft::set_gater(std::size_t connection, std::uint32_t gater) {
  require_connection(connection);
  if (gater != no_unit) require_unit(gater);
  parts_.connections[connection].gater = gater;
}

void Draft::disconnect(std::uint32_t from, std::uint32_t to) { remove_connection(connection_between(from, to)); }

void Draft::gate(std::uint32_t gater, std::uint32_t from, std::uint32_t to) {
  const std::size_t connection = connection_between(from, to);
  if (const Connection& each = parts_.connections[connection]; each.is_gated())
    throw Error("gate: the connection from unit ", from, " to unit ", to, " is gated by unit ", each.gater,
                " already; ungate it first");
  set_gater(connection, gater);
}

void Draft::ungate(std::uint32_t from, std::uint32_t to) {
  const std::size_t connection = connection_between(from, to);
  if (!parts_.connections[connection].is_gated())
    throw Error("ungate: the connection from unit ", from, " to unit ", to, " is not gated");
  set_gater(connection, no_unit);
}

std::size_t Draft::connection_between(std::uint32_t from, std::uint32_t to) const {
  const auto found = find_connection(from, to);
  if (!found) throw Error("there is no connection from unit ", from, " to unit ", to);
  return *found;
}

std::optional<std::size_t> Draft::find_connection(std::uint32_t from, std::uint32_t to) const {
  const auto found = std::ranges::find_if(parts_.connections,
                                          [=](const Connection& each) { return each.from == from && each.to == to; });
  if (found == parts_.connections.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts_.connections.begin());
}

Network Draft::build() && {
  std::vector<double> parameters;
  parameters.reserve(biases_.size() + weights_.size() + tensors_.size());
  for (std::size_t unit = input_count(); unit < biases_.size(); ++unit)
    if (parts_.units[unit].biased) parameters.push_back(biases_[unit]);
  parameters.insert(parameters.end(), weights_.begin(), weights_.end());
  parameters.insert(parameters.end(), tensors_.begin(), tensors_.end());
  take_little_room(parts_.units);
  take_little_room(parts_.connections);
  auto topology = sound_ ? std::make_shared<const Topology>(std::move(parts_), Topology::Checked{})
                         : std::make_shared<const Topology>(std::move(parts_));
  return {std::move(topology), std::move(parameters)};
}

void Draft::cut_group_at(std::size_t position) {
  for (std::size_t i = 0; i < parts_.groups.size(); ++i) {
    UnitGroup& group = parts_.groups[i];
    if (group.first >= position || position >= group.first + group.count) continue;
    const auto kept = static_cast<std::uint32_t>(position) - group.first;
    const UnitGroup rest{group.name, static_cast<std::uint32_t>(position), group.count - kept, {}};
    drop_blocks_with_group(i);
    renumber_groups(i + 1, 1);
    group.count = kept;
    group.shape.clear();
    parts_.groups.insert(at(parts_.groups, i + 1), rest);
    return;
  }
}

// The group that a unit belongs to, when an operation reads or makes it.
const UnitGroup* Draft::bound_group_of(std::size_t unit) const {
  const auto holds = [&](std::uint32_t group) {
    const UnitGroup& each = parts_.groups[group];
    return each.first <= unit && unit < each.first + each.count;
  };
  for (const Operation& each : parts_.operations) {
    if (holds(each.result)) return &parts_.groups[each.result];
    for (const auto& [parameter, index] : each.operands)
      if (!parameter && holds(index)) return &parts_.groups[index];
  }
  return nullptr;
}

// Operations name groups by their positions: those from `first` on are one further, or one nearer.
void Draft::renumber_groups(std::size_t first, std::uint32_t step) {
  const auto move = [&](std::uint32_t& group) {
    if (group >= first) group += step;
  };
  for (Block& block : parts_.blocks) {
    move(block.from_group);
    move(block.to_group);
  }
  for (Operation& each : parts_.operations) {
    move(each.result);
    for (OperandSource& operand : each.operands)
      if (!operand.parameter) move(operand.index);
  }
}

void Draft::drop_blocks_with_group(std::size_t group) {
  std::erase_if(parts_.blocks,
                [=](const Block& block) { return block.from_group == group || block.to_group == group; });
}

void Draft::remove_group(std::size_t index) {
  parts_.groups.erase(at(parts_.groups, index));
  renumber_groups(index + 1, static_cast<std::uint32_t>(-1));
}

}  // namespace plexus
