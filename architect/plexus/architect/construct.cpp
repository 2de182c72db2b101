#include <plexus/architect/construct.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/graph/graph_check.hpp>
#include <plexus/graph/order.hpp>

namespace plexus::architect {
namespace {

// A group on its way into a network.
struct Placed {
  Key key = 0;
  Role role = Role::hidden;
  std::uint32_t first = 0;  // position of its first unit in the network
};

std::string describe(const Graph& graph, Key key) {
  const GroupData& group = graph.group(key);
  std::ostringstream text;
  text << "group '";
  group.name.empty() ? text << '#' << key : text << group.name;
  text << "' of " << count_of(group.units.size(), "unit");
  return text.str();
}

class Flattener {
 public:
  Flattener(const std::vector<Layer>& parts, const ConstructOptions& options)
      : random_(options.seed), whole_(options.whole) {
    const auto filled = std::ranges::find_if(parts, [](const Layer& part) { return !part.groups().empty(); });
    if (filled == parts.end()) throw Error("Construct: got no parts; list all layers, groups and nodes of the network");
    const SharedKey& first = filled->groups().front().key();
    for (const Layer& part : parts)
      for (const Group& group : part.groups()) SharedKey::join(first, group.key());
    for (const Layer& part : parts)
      for (const Group& group : part.groups()) place(group);
    graph_ = &first.graph();
    if (const auto broken = check(*graph_); !broken.empty()) throw Error("Construct: ", broken.front());
  }

  Network construct() {
    refuse_loose_ends();
    assign_roles();
    order_groups();
    add_units();
    add_connections();
    add_operations();
    biases_.insert(biases_.end(), weights_.begin(), weights_.end());
    biases_.insert(biases_.end(), tensors_.begin(), tensors_.end());
    return {std::make_shared<const Topology>(std::move(parts_)), std::move(biases_)};
  }

 private:
  void place(const Group& group) {
    if (!listed_.insert(group.key().key()).second)
      throw Error("Construct: ", describe(group.graph(), group.key().key()), " is listed twice");
    groups_.push_back({group.key().key(), Role::hidden, 0});
  }

  void require_listed(Key key) const {
    if (!listed_.contains(key))
      throw Error("Construct: ", describe(*graph_, key),
                  " is joined to the listed parts but not listed; list it too, or disconnect it");
  }

  void refuse_loose_ends() const {
    for (const Placed& each : groups_) {
      const auto incoming = graph_->incoming(each.key), outgoing = graph_->outgoing(each.key),
                 gated = graph_->gated(each.key);
      if (whole_ && incoming.empty() && outgoing.empty() && gated.empty())
        throw Error("Construct: ", describe(*graph_, each.key), " is joined to nothing; connect it or leave it out");
      for (const Key projection : incoming) {
        require_listed(graph_->source(projection));
        for (const auto& gate : {graph_->projection(projection).gate, graph_->projection(projection).self_gate})
          if (gate) require_listed(gate->group);
      }
      if (!whole_) continue;
      for (const std::vector<Key>& projections : {outgoing, gated})
        for (const Key projection : projections) require_listed(graph_->target(projection));
    }
  }

  // Whether a projection joins a group to another one.
  bool leads_elsewhere(Key projection) const { return graph_->source(projection) != graph_->target(projection); }

  Role role_of(Key key) const {
    const GroupRole wanted = graph_->group(key).role;
    if (wanted == GroupRole::input) return Role::input;
    if (wanted == GroupRole::output) return Role::output;
    if (wanted == GroupRole::hidden) return Role::hidden;
    const auto elsewhere = [this](Key projection) { return leads_elsewhere(projection); };
    if (std::ranges::none_of(graph_->outgoing(key), elsewhere) && graph_->gated(key).empty()) return Role::output;
    if (std::ranges::none_of(graph_->incoming(key), elsewhere) && graph_->group(key).operations.empty())
      return Role::input;
    return Role::hidden;
  }

  void assign_roles() {
    std::array<std::size_t, 3> units{};
    for (Placed& each : groups_) {
      each.role = role_of(each.key);
      units[static_cast<std::size_t>(each.role)] += graph_->group(each.key).units.size();
      if (each.role == Role::input && !graph_->incoming(each.key).empty())
        throw Error("Construct: ", describe(*graph_, each.key), " is an input, but something is connected to it");
    }
    if (units[0] == 0 || units[2] == 0)
      throw Error("Construct: no clear ", units[0] == 0 ? "input" : "output", ": of the units of ",
                  count_of(groups_.size(), "group"), ", ", units[0], " are inputs, ", units[1], " hidden and ",
                  units[2], " outputs; leave a group without connections on that side, or set its role");
  }

  void order_groups() {
    std::ranges::stable_sort(groups_, {}, &Placed::role);
    std::size_t position = 0;
    for (Placed& each : groups_) {
      each.first = static_cast<std::uint32_t>(position);
      position += graph_->group(each.key).units.size();
      place_of_[each.key] = static_cast<std::uint32_t>(&each - groups_.data());
    }
    require_positions(position, "unit");
  }

  void add_units() {
    std::array<std::uint64_t, 3> built{};  // how many of each role
    std::set<Id> kept;
    for (const Placed& each : groups_)
      for (const GroupUnit& unit : graph_->group(each.key).units)
        if (unit.id) kept.insert(*unit.id);
    for (const Placed& each : groups_) {
      const GroupData& group = graph_->group(each.key);
      const auto count = static_cast<std::uint32_t>(group.units.size());
      parts_.groups.push_back({group.name, each.first, count, shape_for_operations(each.key)});
      for (const GroupUnit& unit : group.units) {
        const Id id = unit.id ? *unit.id : new_id(each.role, built, kept);
        const bool input = each.role == Role::input;
        parts_.units.push_back({id, input ? Activation::identity : unit.activation, each.role, unit.trainable,
                                unit.mask, input || unit.biased});
        if (!input && unit.biased) biases_.push_back(unit.bias);
      }
    }
  }

  // The shape of a group that operations work on; none otherwise, so that a network of single units has none.
  Shape shape_for_operations(Key key) const {
    const GroupData& group = graph_->group(key);
    const auto is_operand = [&](Key each) { return graph_->projection(each).pattern == Pattern::operand; };
    if (group.operations.empty() && std::ranges::none_of(graph_->outgoing(key), is_operand)) return {};
    return group.shape ? *group.shape : Shape{static_cast<std::uint32_t>(group.units.size())};
  }

  static Id new_id(Role role, std::array<std::uint64_t, 3>& built, const std::set<Id>& kept) {
    constexpr std::array make{input_id, hidden_id, output_id};
    const auto index = static_cast<std::size_t>(role);
    Id id = make[index](built[index]++);
    while (kept.contains(id)) id = make[index](built[index]++);
    return id;
  }

  // Positions have 32 bits, one of which stands for none.
  static void require_positions(std::size_t count, std::string_view thing) {
    if (count >= no_unit)
      throw Error("Construct: the network would have ", count_of(count, thing), ", at most ", no_unit - 1,
                  " are possible");
  }

  // By target, then by source: then the order does not depend on how graphs were spliced.
  void add_connections() {
    std::vector<std::tuple<std::uint32_t, std::uint32_t, Key>> order;
    for (const Placed& each : groups_)
      for (const Key key : graph_->incoming(each.key))
        order.emplace_back(place_of_[each.key], place_of_[graph_->source(key)], key);
    std::ranges::sort(order);
    std::size_t connections = 0;
    for (const auto& [to, from, key] : order) connections += graph_->connection_count(key);
    require_positions(connections, "connection");
    require_memory(connections, sizeof(Connection) + sizeof(double), "connection");
    for (const auto& [to, from, key] : order) add_projection(key, from, to);
  }

  void add_projection(Key key, std::uint32_t from, std::uint32_t to) {
    const ProjectionData& projection = graph_->projection(key);
    const auto pairs = pairs_of(*graph_, key);
    const std::size_t from_size = graph_->group(groups_[from].key).units.size(),
                      to_size = graph_->group(groups_[to].key).units.size();
    const auto weights = projection.weights.draw(pairs.size(), from_size, to_size, random_);
    weights_.insert(weights_.end(), weights.begin(), weights.end());
    if (projection.pattern < Pattern::single)  // of whole groups
      parts_.blocks.push_back({projection.pattern, from, to, static_cast<std::uint32_t>(parts_.connections.size()),
                               static_cast<std::uint32_t>(pairs.size())});

    std::map<std::uint32_t, std::uint32_t> sources, targets;  // each unit's number in order of first appearance
    for (const auto& [i, j] : pairs) {
      const std::uint32_t source = sources.try_emplace(i, static_cast<std::uint32_t>(sources.size())).first->second;
      const std::uint32_t target = targets.try_emplace(j, static_cast<std::uint32_t>(targets.size())).first->second;
      const bool self = from == to && i == j;
      const std::optional<Gate>& gate = self ? projection.self_gate : projection.gate;
      const bool trainable = projection.weights.trainable() && graph_->group(groups_[to].key).units[j].trainable;
      parts_.connections.push_back(
          {groups_[from].first + i, groups_[to].first + j, gate ? gater(*gate, source, target) : no_unit, trainable});
    }
  }

  void add_operations() {
    for (const Placed& each : groups_)
      for (const GroupOperation& operation : graph_->group(each.key).operations)
        for (const SharedParameter& parameter : operation.parameters)
          if (parameter && parameter->id) kept_tensors_.insert(*parameter->id);
    for (const Placed& each : groups_) {
      const auto& operations = graph_->group(each.key).operations;
      const std::size_t first = parts_.operations.size();
      for (const GroupOperation& operation : operations) {
        parts_.operations.push_back({operation.primitive, {}, place_of_[each.key]});
        if (auto* noise = std::get_if<primitive::Noise>(&parts_.operations.back().primitive)) number(*noise);
        for (const SharedParameter& parameter : operation.parameters)
          parts_.operations.back().operands.push_back({parameter != nullptr, parameter ? tensor(parameter) : 0});
      }
      for (const Key key : graph_->incoming(each.key))
        if (const ProjectionData& projection = graph_->projection(key); projection.pattern == Pattern::operand)
          parts_.operations[first + projection.operation].operands[projection.position].index =
              place_of_[graph_->source(key)];
    }
  }

  // Each noise draws numbers of its own; those that have a number keep it.
  void number(primitive::Noise& noise) {
    if (noise.number == 0) noise.number = mix(noise_count_++, parts_.operations.size());
  }

  // With the layer's name in front: the second layer called "dense" is "dense_1".
  std::string name_of(const Parameter& parameter) {
    if (!parameter.layer) return parameter.name;
    auto [found, is_new] = layer_names_.try_emplace(parameter.layer, *parameter.layer);
    for (std::size_t nth = 1; is_new && !taken_names_.insert(found->second).second; ++nth)
      found->second = *parameter.layer + "_" + std::to_string(nth);
    return found->second + "/" + parameter.name;
  }

  std::uint32_t tensor(const SharedParameter& parameter) {
    const auto [found, is_new] = tensor_of_.try_emplace(parameter, static_cast<std::uint32_t>(parts_.tensors.size()));
    if (!is_new) return found->second;
    Id id = parameter->id.value_or(0);
    while (!parameter->id && (id == 0 || kept_tensors_.contains(id))) id = tensor_id(built_tensors_++);
    parts_.tensors.push_back({name_of(*parameter), id, parameter->shape, parameter->trainable});
    const auto values = parameter->draw ? parameter->draw(parameter->shape, random_) : parameter->values;
    tensors_.insert(tensors_.end(), values.begin(), values.end());
    return found->second;
  }

  std::uint32_t gater(const Gate& gate, std::uint32_t source, std::uint32_t target) {
    const Placed& group = groups_[place_of_[gate.group]];
    const auto size = static_cast<std::uint32_t>(graph_->group(gate.group).units.size());
    const std::uint32_t nth = gate.gating == Gating::target ? target : source;
    return group.first + (gate.unit ? *gate.unit : (gate.first + nth) % size);
  }

  const Graph* graph_ = nullptr;
  plexus::Random random_;
  bool whole_;
  std::vector<Placed> groups_;
  std::set<Key> listed_;
  std::map<Key, std::uint32_t> place_of_;  // index into groups_
  TopologyParts parts_;
  std::vector<double> biases_;
  std::vector<double> weights_;
  std::map<SharedParameter, std::uint32_t> tensor_of_;
  std::set<Id> kept_tensors_;
  std::uint64_t built_tensors_ = 0;
  std::uint64_t noise_count_ = 0;
  std::map<std::shared_ptr<const std::string>, std::string> layer_names_;
  std::set<std::string> taken_names_;
  std::vector<double> tensors_;
};

}  // namespace

Network Construct(const std::vector<Layer>& parts, const ConstructOptions& options) {
  return Flattener(parts, options).construct();
}

std::vector<Group> everything_joined_to(const Group& group) {
  std::vector<Key> joined;
  for (const std::vector<Key>& component : components(group.graph()))
    if (std::ranges::find(component, group.key().key()) != component.end()) joined = component;
  std::vector<Group> groups;
  for (const Key key : execution_order(group.graph()))
    if (std::ranges::binary_search(joined, key)) groups.emplace_back(SharedKey(group.key(), key));
  return groups;
}

}  // namespace plexus::architect
