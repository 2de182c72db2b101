#include <plexus/program/carried_rows.hpp>

#include <algorithm>

namespace plexus {

std::vector<Rows> carried_rows(const Topology& topology, const Plan& plan) {
  const std::size_t units = topology.unit_count();
  std::vector<char> gates(units), carried(2 * units), late_gain(units);
  for (const Connection& each : topology.connections()) {
    if (each.is_self()) {
      carried[units + each.to] = 1;
    } else if (each.from > each.to) {
      carried[each.from] = 1;
    }
    if (!each.is_gated()) continue;
    gates[each.gater] = 1;
    const bool never_opens = each.gater < topology.input_count() && !topology.parts().inputs_gate;
    if (each.gater >= each.to || never_opens) late_gain[each.gater] = 1;
  }
  for (const Operation& each : topology.operations())
    for (const auto& [parameter, index] : each.operands) {
      if (parameter || index < each.result) continue;
      const UnitGroup& group = topology.groups()[index];
      std::fill_n(carried.begin() + group.first, group.count, char{1});
    }
  for (std::size_t unit = 0; unit < units; ++unit)
    if (gates[unit] != 0) carried.push_back(late_gain[unit]);
  carried.resize(plan.row_count, 1);

  std::vector<Rows> rows;
  for (std::size_t row = 0; row < carried.size(); ++row) {
    if (carried[row] == 0) continue;
    if (!rows.empty() && rows.back().first + rows.back().count == row)
      ++rows.back().count;
    else
      rows.push_back({row, 1});
  }
  return rows;
}

}  // namespace plexus
