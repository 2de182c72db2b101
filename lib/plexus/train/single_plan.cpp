#include <algorithm>

#include <plexus/program/step.hpp>
#include <plexus/train/single.hpp>

namespace plexus {

SinglePlan::SinglePlan(const Topology& topology, const Plan& plan)
    : carried(carried_rows(topology, plan)),
      input_count(static_cast<std::uint32_t>(topology.input_count())),
      output_count(static_cast<std::uint32_t>(topology.output_count())),
      unit_count(static_cast<std::uint32_t>(topology.unit_count())) {
  std::vector<std::uint32_t> gains(unit_count, none);
  std::vector<std::vector<std::uint32_t>> incoming(unit_count);
  for (std::uint32_t i = 0; i < topology.connection_count(); ++i) {
    const Connection& each = topology.connections()[i];
    incoming[each.to].push_back(i);
    if (each.is_gated()) gains[each.gater] = 0;
  }
  row_count = 2 * unit_count;
  for (std::uint32_t& gain : gains)
    if (gain != none) gain = row_count++;
  for (std::uint32_t input = 0; topology.parts().inputs_gate && input < input_count; ++input)
    if (gains[input] != none) open_inputs.insert(open_inputs.end(), {input, gains[input]});

  for (std::uint32_t unit = input_count; unit < unit_count; ++unit) {
    const auto edge_count = [this] { return static_cast<std::uint32_t>(edges.size()); };
    Work work{.output = unit,
              .sum = unit_count + unit,
              .bias = static_cast<std::uint32_t>(topology.bias_index(unit)),
              .first_edge = edge_count(),
              .inputs_end = 0,
              .plain_end = 0,
              .edge_end = 0,
              .activation = topology.units()[unit].activation,
              .special = gains[unit] != none || topology.units()[unit].mask != 1};
    Special special{none, none, gains[unit], false, topology.units()[unit].mask};
    for (const std::uint32_t index : incoming[unit]) {
      const Connection& each = topology.connections()[index];
      const auto weight = static_cast<std::uint32_t>(topology.weight_index(index));
      const std::uint32_t gain = each.is_gated() ? gains[each.gater] : none;
      const bool late_gain = each.is_gated() && each.gater >= unit;
      if (each.is_self()) {
        special.self_weight = weight;
        special.self_gain = gain;
        special.late_self_gain = late_gain;
        work.special = true;
      } else {
        edges.push_back({each.from, weight, gain, each.from > unit, late_gain});
      }
    }
    const auto first = edges.begin() + static_cast<std::ptrdiff_t>(work.first_edge);
    const auto plain = [](const Edge& edge) { return !edge.late && edge.gain == none; };
    const auto from_input = [&](const Edge& edge) { return plain(edge) && edge.from < input_count; };
    const auto rest = std::stable_partition(first, edges.end(), plain);
    const auto others = std::stable_partition(first, rest, from_input);
    work.inputs_end = static_cast<std::uint32_t>(others - edges.begin());
    work.plain_end = static_cast<std::uint32_t>(rest - edges.begin());
    work.edge_end = edge_count();
    work.special = work.special || work.plain_end < work.edge_end;
    works.push_back(work);
    if (work.special) specials.push_back(special);
  }
}

}  // namespace plexus
