#include "summary.hpp"

#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <map>
#include <ostream>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/save/text.hpp>

#include "text.hpp"

namespace plexus::command {
namespace {

std::string_view name_of(Role role) {
  return role == Role::input ? "input" : role == Role::output ? "output" : "hidden";
}

struct Line {
  std::string name, units, activations;
};

// "tanh", or "relu 2, tanh 1" when they differ.
std::string activations_in(const Topology& topology, std::size_t first, std::size_t count) {
  std::map<std::string_view, std::size_t> counts;
  for (std::size_t i = first; i < first + count; ++i) ++counts[row(topology.units()[i].activation).name];
  std::ostringstream text;
  std::string_view separator;
  for (const auto& [name, units] : counts) {
    text << separator << name;
    if (counts.size() > 1) text << ' ' << units;
    separator = ", ";
  }
  return std::move(text).str();
}

}  // namespace

std::string summary_of(const Network& network) {
  const Topology& topology = network.topology();
  const auto back =
      std::ranges::count_if(topology.connections(), [](const Connection& each) { return each.from >= each.to; });
  const auto gated = std::ranges::count_if(topology.connections(), &Connection::is_gated);
  std::string text =
      count_of(topology.input_count(), "input") + ", " + count_of(topology.hidden_count(), "hidden unit") + ", " +
      count_of(topology.output_count(), "output") + "; " + count_of(topology.connection_count(), "connection");
  if (gated > 0) text += ", " + std::to_string(gated) + " of them gated";
  if (back > 0)
    text += (gated > 0 ? " and " : ", ") + std::to_string(back) + (gated > 0 ? "" : " of them") + " carrying memory";
  return text + "; " + count_of(topology.parameter_count(), "parameter");
}

void print_groups(std::ostream& out, const Network& network) {
  const Topology& topology = network.topology();
  std::vector<Line> lines;
  auto group = topology.groups().begin();
  for (std::size_t first = 0; first < topology.unit_count();) {
    while (group != topology.groups().end() && group->first < first) ++group;
    // Units outside of groups, as evolution adds them, are taken together up to the next group or role.
    const bool grouped = group != topology.groups().end() && group->first == first;
    std::size_t end = grouped ? first + group->count : first + 1;
    const Role role = topology.units()[first].role;
    if (!grouped)
      while (end < topology.unit_count() && topology.units()[end].role == role &&
             (group == topology.groups().end() || group->first > end))
        ++end;
    lines.push_back({grouped && !group->name.empty() ? group->name : std::string(name_of(role)),
                     std::to_string(end - first),
                     role == Role::input ? "" : activations_in(topology, first, end - first)});
    first = end;
  }
  std::size_t width = 5;
  for (const Line& line : lines) width = std::max(width, line.name.size());
  for (const Line& line : lines)
    out << "  " << std::left << std::setw(static_cast<int>(width)) << line.name << std::right << std::setw(7)
        << line.units << "  " << line.activations << '\n';
}

void print_weights(std::ostream& out, const Network& network, const UnitNames& names) {
  const Topology& topology = network.topology();
  const std::size_t first_output = topology.unit_count() - topology.output_count();
  const auto unit = [&](std::size_t i) {
    const Role role = topology.units()[i].role;
    const std::size_t number = i - (role == Role::input    ? 0
                                    : role == Role::output ? first_output
                                                           : topology.input_count());
    const auto& known = role == Role::input ? names.inputs : names.outputs;
    if (role != Role::hidden && number < known.size()) return known[number];
    return std::string(name_of(role)) + ' ' + std::to_string(number + 1);
  };
  out << "biases:\n";
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    out << "  " << unit(i) << " (" << row(topology.units()[i].activation).name << ")  " << number_text(network.bias(i))
        << '\n';
  out << "weights:\n";
  for (std::size_t i = 0; i < topology.connection_count(); ++i) {
    const Connection& each = topology.connections()[i];
    out << "  " << unit(each.from) << " -> " << unit(each.to) << "  " << number_text(network.weight(i));
    if (each.from >= each.to) out << ", from the step before";
    if (each.is_gated()) out << ", gated by " << unit(each.gater);
    out << '\n';
  }
}

}  // namespace plexus::command
