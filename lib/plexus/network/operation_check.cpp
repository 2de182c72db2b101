#include <plexus/network/operation_check.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <vector>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

constexpr std::size_t most_operands = 64;

// The elements of a shape from a file, or 0 when it has none or too many.
std::uint32_t count_or_zero(const Shape& shape) {
  try {
    return element_count(shape);
  } catch (const Error&) {
    return 0;
  }
}

bool fits(const UnitGroup& group) { return count_or_zero(group.shape) == group.count; }

void check_tensors(const TopologyParts& parts, Findings& findings) {
  std::uint64_t numbers = parts.units.size() + parts.connections.size();
  std::vector<Id> ids;
  for (std::size_t i = 0; i < parts.tensors.size(); ++i) {
    const std::uint32_t count = count_or_zero(parts.tensors[i].shape);
    if (count == 0) findings.add("parameter tensor ", i, " has the shape ", in_words(parts.tensors[i].shape));
    numbers += count;
    ids.push_back(parts.tensors[i].id);
  }
  if (numbers >= no_unit) findings.add("there are ", numbers, " parameters, at most ", no_unit - 1, " are possible");
  std::ranges::sort(ids);
  if (std::ranges::adjacent_find(ids) != ids.end()) findings.add("two parameter tensors have the same id");
}

void check_operation(const TopologyParts& parts, std::size_t nth, Findings& findings) {
  const Operation& operation = parts.operations[nth];
  const auto refuse = [&](const auto&... why) {
    findings.add("operation ", nth, " (", name_of(operation.primitive), ") ", why...);
  };
  if (operation.operands.size() > most_operands)
    return refuse("has ", operation.operands.size(), " operands, at most ", most_operands, " are possible");
  std::vector<Shape> shapes;
  for (const auto& [parameter, index] : operation.operands) {
    if (index >= (parameter ? parts.tensors.size() : parts.groups.size()))
      return refuse("reads ", parameter ? "parameter tensor " : "group ", index, ", which is not there");
    if (!parameter && !fits(parts.groups[index]))
      return refuse("reads group ", index, " of ", parts.groups[index].count, " units and the shape ",
                    in_words(parts.groups[index].shape));
    shapes.push_back(parameter ? parts.tensors[index].shape : parts.groups[index].shape);
  }
  if (operation.result >= parts.groups.size() || !fits(parts.groups[operation.result]) ||
      parts.units[parts.groups[operation.result].first].role == Role::input)
    return refuse("makes group ", operation.result, ", which is not there, an input, or not of its shape");
  try {
    const Shape made = result_shape(operation.primitive, shapes), &wanted = parts.groups[operation.result].shape;
    if (made != wanted) refuse("makes the shape ", in_words(made), ", its group has ", in_words(wanted));
  } catch (const std::exception& error) {
    refuse("is not possible: ", error.what());
  }
}

// Which group that operations make a unit belongs to, or none.
std::vector<std::uint32_t> made_groups(const TopologyParts& parts) {
  std::vector<std::uint32_t> made(parts.units.size(), no_unit);
  for (const Operation& each : parts.operations) {
    const UnitGroup& group = parts.groups[each.result];
    std::fill_n(made.begin() + group.first, group.count, each.result);
  }
  return made;
}

// All states of a group begin together, before operations add to them.
void check_made_groups(const TopologyParts& parts, Findings& findings) {
  const auto made = made_groups(parts);
  for (std::size_t i = 0; i < parts.units.size(); ++i) {
    if (!parts.units[i].biased && parts.units[i].role != Role::input && made[i] == no_unit)
      findings.add("unit ", i, " has no bias, but no operation makes it");
    if (i > 0 && made[i] != no_unit && made[i] == made[i - 1] && parts.units[i].biased != parts.units[i - 1].biased)
      findings.add("of group ", made[i], ", which an operation makes, some units have a bias and others none");
  }
  for (std::size_t i = 0; i < parts.connections.size(); ++i) {
    const auto& [from, to, gater, trainable] = parts.connections[i];
    if (made[to] == no_unit) continue;
    if ((from < to && made[from] == made[to]) || (gater != no_unit && gater < to && made[gater] == made[to]))
      findings.add("connection ", i, " (", from, " -> ", to, ") needs, for a unit of group ", made[to],
                   ", which an operation makes all at once, another unit of it");
  }
}

}  // namespace

void check_operations(const TopologyParts& parts, Findings& findings) {
  check_tensors(parts, findings);
  for (std::size_t i = 0; i < parts.operations.size(); ++i) check_operation(parts, i, findings);
  if (findings.empty()) check_made_groups(parts, findings);
}

}  // namespace plexus
