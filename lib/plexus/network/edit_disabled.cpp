// The members of Draft for connections that are switched off.

#include <algorithm>

#include <plexus/core/error.hpp>
#include <plexus/network/edit.hpp>

namespace plexus {

void Draft::require_disabled(std::size_t index) const {
  if (index >= parts_.disabled.size())
    throw Error("there is no disabled connection ", index, " among the ", parts_.disabled.size());
}

std::uint32_t Draft::place_of(Id id) const {
  return static_cast<std::uint32_t>(std::ranges::find(parts_.units, id, &Unit::id) - parts_.units.begin());
}

// What is connected is not disabled as well.
void Draft::forget_disabled(const Connection& connection) {
  if (parts_.disabled.empty()) return;
  std::erase_if(parts_.disabled, [&](const DisabledConnection& each) {
    return each.from == parts_.units[connection.from].id && each.to == parts_.units[connection.to].id;
  });
}

void Draft::disable_connection(std::size_t index) {
  require_connection(index);
  const Connection& each = parts_.connections[index];
  parts_.disabled.push_back({parts_.units[each.from].id, parts_.units[each.to].id, weights_[index]});
  remove_connection(index);
}

void Draft::enable_connection(std::size_t disabled) {
  require_disabled(disabled);
  const DisabledConnection each = parts_.disabled[disabled];
  add_connection({.from = place_of(each.from), .to = place_of(each.to)}, each.weight);
}

std::optional<std::size_t> Draft::find_disabled(std::uint32_t from, std::uint32_t to) const {
  require_unit(from);
  require_unit(to);
  const Id first = parts_.units[from].id, last = parts_.units[to].id;
  const auto found = std::ranges::find_if(
      parts_.disabled, [=](const DisabledConnection& each) { return each.from == first && each.to == last; });
  if (found == parts_.disabled.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts_.disabled.begin());
}

void Draft::add_disabled(std::uint32_t from, std::uint32_t to, double weight) {
  check_new({.from = from, .to = to}, weight);
  if (find_connection(from, to) || find_disabled(from, to))
    throw Error("add_disabled: units ", from, " and ", to, " are connected already");
  parts_.disabled.push_back({parts_.units[from].id, parts_.units[to].id, weight});
}

double& Draft::disabled_weight(std::size_t disabled) {
  require_disabled(disabled);
  return parts_.disabled[disabled].weight;
}

}  // namespace plexus
