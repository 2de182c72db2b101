#include <plexus/save/shared_topologies.hpp>

#include <algorithm>
#include <bit>
#include <compare>
#include <string>
#include <tuple>

#include <plexus/save/field_error.hpp>

namespace plexus {
namespace {

auto key(const Unit& unit) {
  return std::tuple(unit.id, unit.activation, unit.role, unit.trainable, std::bit_cast<std::uint64_t>(unit.mask));
}
auto key(const Connection& connection) {
  return std::tuple(connection.from, connection.to, connection.gater, connection.trainable);
}
auto key(const UnitGroup& group) { return std::tuple(std::string_view(group.name), group.first, group.count); }
auto key(const Block& block) {
  return std::tuple(block.pattern, block.from_group, block.to_group, block.first_connection, block.connection_count);
}

auto key(const DisabledConnection& each) {
  return std::tuple(each.from, each.to, std::bit_cast<std::uint64_t>(each.weight));
}

template <class Row>
std::strong_ordering compare(const std::vector<Row>& a, const std::vector<Row>& b) {
  if (const auto order = a.size() <=> b.size(); order != 0) return order;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (const auto order = key(a[i]) <=> key(b[i]); order != 0) return order;
  return std::strong_ordering::equal;
}

}  // namespace

bool SharedTopologies::Less::operator()(const std::shared_ptr<const Topology>& a,
                                        const std::shared_ptr<const Topology>& b) const {
  const TopologyParts &left = a->parts(), &right = b->parts();
  if (const auto order = compare(left.units, right.units); order != 0) return order < 0;
  if (const auto order = compare(left.connections, right.connections); order != 0) return order < 0;
  if (const auto order = compare(left.groups, right.groups); order != 0) return order < 0;
  if (const auto order = compare(left.blocks, right.blocks); order != 0) return order < 0;
  if (const auto order = compare(left.disabled, right.disabled); order != 0) return order < 0;
  return left.inputs_gate < right.inputs_gate;
}

std::uint32_t SharedTopologies::number_of(const std::shared_ptr<const Topology>& topology) {
  const auto next = static_cast<std::uint32_t>(saved_.size() + 1);
  const auto [found, is_new] = saved_.try_emplace(topology, next);
  return is_new ? 0 : found->second;
}

const std::shared_ptr<const Topology>& SharedTopologies::at(std::uint32_t number) const {
  if (number == 0 || number > loaded_.size())
    throw FieldError("topology", FieldError("wanted 0 or the number of one of " + std::to_string(loaded_.size()) +
                                            " topologies before, got " + std::to_string(number)));
  return loaded_[number - 1];
}

std::shared_ptr<const Topology> SharedTopologies::merged(const std::shared_ptr<const Topology>& topology) {
  return *distinct_.insert(topology).first;
}

}  // namespace plexus
