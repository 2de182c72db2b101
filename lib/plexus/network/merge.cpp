#include <plexus/network/merge.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

constexpr Id merged = 0x3E26ED;  // tells the hashes of ids made here from others

class Merger {
 public:
  Merger(const Network& first, const Network& second, bool reversed)
      : first_(first.topology()),
        second_(second.topology()),
        reversed_(reversed),
        joint_(static_cast<std::uint32_t>(first_.unit_count() - first_.output_count())),
        parts_(first_.parts()) {
    parts_.disabled.clear();  // which are told by ids, and these may change
  }

  TopologyParts merge() && {
    add_units();
    add_connections();
    add_groups();
    add_blocks();
    add_operations();
    return std::move(parts_);
  }

 private:
  // Where a unit of the second network, or what takes its place, stands in the merged one.
  std::uint32_t place(std::uint32_t unit) const {
    if (unit == no_unit) return no_unit;
    const auto inputs = static_cast<std::uint32_t>(second_.input_count());
    return joint_ + (unit < inputs && reversed_ ? inputs - 1 - unit : unit);
  }

  void add_units() {
    for (std::size_t i = joint_; i < parts_.units.size(); ++i) parts_.units[i].role = Role::hidden;
    const auto rest = second_.units().begin() + static_cast<std::ptrdiff_t>(second_.input_count());
    parts_.units.insert(parts_.units.end(), rest, second_.units().end());
    make_ids_differ();
  }

  // The ends first, so that they keep their ids.
  void make_ids_differ() {
    std::unordered_set<Id> taken;
    for (const Role role : {Role::input, Role::output, Role::hidden})
      for (Unit& unit : parts_.units) {
        if (unit.role != role) continue;
        while (!taken.insert(unit.id).second) unit.id = mix(unit.id, merged);
      }
  }

  void add_connections() {
    const auto inert = [&](std::uint32_t gater) {
      return gater < second_.input_count() && !second_.parts().inputs_gate;
    };
    for (const Connection& each : second_.connections())
      parts_.connections.push_back(
          {place(each.from), place(each.to), inert(each.gater) ? no_unit : place(each.gater), each.trainable});
  }

  void add_groups() {
    for (const UnitGroup& each : second_.groups())
      if (each.first >= second_.input_count())
        parts_.groups.push_back({each.name, place(each.first), each.count, each.shape});
  }

  // The group of the merged network that stands for one of the second, if its units stand in the same order.
  std::optional<std::uint32_t> group_for(std::uint32_t index) const {
    const UnitGroup& group = second_.groups()[index];
    if (group.first < second_.input_count() && reversed_ && group.count > 1) return std::nullopt;
    const auto found = std::ranges::find_if(parts_.groups, [&](const UnitGroup& each) {
      return each.first == place(group.first) && each.count == group.count;
    });
    if (found == parts_.groups.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - parts_.groups.begin());
  }

  void add_blocks() {
    const auto before = static_cast<std::uint32_t>(first_.connection_count());
    for (const Block& each : second_.blocks()) {
      const auto from = group_for(each.from_group), to = group_for(each.to_group);
      if (from && to)
        parts_.blocks.push_back({each.pattern, *from, *to, before + each.first_connection, each.connection_count});
    }
  }

  // What reads the inputs of the second network reads the outputs of the first, in the shape that they have there.
  void add_operations() {
    const auto tensors = static_cast<std::uint32_t>(parts_.tensors.size());
    std::unordered_set<Id> taken;
    for (const ParameterTensor& each : parts_.tensors) taken.insert(each.id);
    for (ParameterTensor each : second_.tensors()) {
      while (!taken.insert(each.id).second) each.id = mix(each.id, merged);
      parts_.tensors.push_back(std::move(each));
    }
    for (Operation each : second_.operations()) {
      each.result = group_or_throw(each.result);
      for (OperandSource& operand : each.operands)
        operand.index = operand.parameter ? tensors + operand.index : group_or_throw(operand.index);
      parts_.operations.push_back(std::move(each));
    }
  }

  std::uint32_t group_or_throw(std::uint32_t index) {
    const auto found = group_for(index);
    const Shape& wanted = second_.groups()[index].shape;
    if (!found || (!parts_.groups[*found].shape.empty() && parts_.groups[*found].shape != wanted))
      throw Error("merge: an operation of the second network reads its inputs in the shape ", in_words(wanted),
                  ", and the outputs of the first network are no such group");
    parts_.groups[*found].shape = wanted;
    return *found;
  }

  const Topology& first_;
  const Topology& second_;
  bool reversed_;
  std::uint32_t joint_;  // position of the first output of the first network
  TopologyParts parts_;
};

}  // namespace

Network merge(const Network& first, const Network& second, const MergeOptions& options) {
  if (first.output_count() != second.input_count())
    throw Error("merge: the first network has ", count_of(first.output_count(), "output"), ", the second ",
                second.input_count(), " inputs; they must be as many");
  std::vector<double> parameters;
  for (const std::size_t kind : {0U, 1U, 2U})  // biases, weights, parameter tensors
    for (const Network* each : {&first, &second}) {
      const auto all = each->parameters();
      const std::array<std::size_t, 4> begins{0, each->topology().weight_index(0), each->topology().tensor_index(0),
                                              all.size()};
      const auto some = all.subspan(begins[kind], begins[kind + 1] - begins[kind]);
      parameters.insert(parameters.end(), some.begin(), some.end());
    }
  auto parts = Merger(first, second, options.reversed).merge();
  return {std::make_shared<const Topology>(std::move(parts)), std::move(parameters)};
}

}  // namespace plexus
