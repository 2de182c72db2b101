#include <algorithm>
#include <array>
#include <utility>

#include <plexus/program/step.hpp>
#include <plexus/train/single.hpp>

namespace plexus {
namespace {

// A connection without anything special.
struct Source {
  std::uint32_t from, weight;  // row, and parameter of the topology
};

struct UnitWork {
  std::uint32_t unit;
  Activation activation;
  std::vector<Source> sources;
  bool is_special;

  friend bool alike(const UnitWork& a, const UnitWork& b) {
    return !a.is_special && !b.is_special && a.activation == b.activation &&
           std::ranges::equal(a.sources, b.sources, {}, &Source::from, &Source::from);
  }
};

// Puts the units and parameters of a plan in their order.
class Placing {
 public:
  Placing(SinglePlan& plan, const Topology& topology)
      : plan_(plan), topology_(topology), begins_four_(plan.unit_count), order_(topology.parameter_count()) {}

  // Four at a time go to the front, all others to the back.
  std::uint32_t place(std::array<std::uint32_t, 4> parameters) {
    std::ranges::copy(parameters, order_.begin() + std::exchange(plan_.in_fours, plan_.in_fours + 4));
    return plan_.in_fours - 4;
  }
  std::uint32_t place(std::uint32_t parameter) {
    order_[order_.size() - ++singly_] = parameter;
    return static_cast<std::uint32_t>(order_.size()) - singly_;
  }

  void add(std::span<const UnitWork> units) {
    const bool four = units.size() == 4;
    const UnitWork& first = units.front();
    SinglePlan::Work work{.output = first.unit,
                          .sum = plan_.unit_count + first.unit,
                          .bias = place_biases(units),
                          .first_run = run_count(),
                          .input_fours_end = 0,
                          .inputs_end = 0,
                          .fours_end = 0,
                          .runs_end = 0,
                          .activation = first.activation,
                          .four = four,
                          .special = first.is_special};
    std::array<std::vector<std::size_t>, 4> kinds;  // of runs in their order, as positions of their first sources
    for (std::size_t i = 0; i < first.sources.size();) {
      const bool is_input = first.sources[i].from < plan_.input_count, is_four = four_from(first.sources, i, four);
      kinds[(is_input ? 0U : 2U) + (is_four ? 0U : 1U)].push_back(i);
      i += is_four ? 4 : 1;
    }
    const std::array<std::uint32_t*, 4> ends{&work.input_fours_end, &work.inputs_end, &work.fours_end, &work.runs_end};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      for (const std::size_t source : kinds[kind]) add_run(units, source, kind % 2 == 0);
      *ends[kind] = run_count();
    }
    plan_.works.push_back(work);
    begins_four_[first.unit] = four;
  }

  void finish() { plan_.order = std::move(order_); }

 private:
  std::uint32_t run_count() const { return static_cast<std::uint32_t>(plan_.runs.size()); }

  std::uint32_t place_biases(std::span<const UnitWork> units) {
    const auto bias = [&](std::size_t i) { return static_cast<std::uint32_t>(topology_.bias_index(units[i].unit)); };
    return units.size() == 4 ? place({bias(0), bias(1), bias(2), bias(3)}) : place(bias(0));
  }

  // Whether a run of four sources begins here.
  bool four_from(const std::vector<Source>& sources, std::size_t i, bool for_four_units) const {
    if (sources.size() - i < 4) return false;
    const std::uint32_t from = sources[i].from;
    for (std::uint32_t nth = 1; nth < 4; ++nth)
      if (sources[i + nth].from != from + nth) return false;
    return from < plan_.input_count ? from + 3 < plan_.input_count && !for_four_units : begins_four_[from];
  }

  void add_run(std::span<const UnitWork> units, std::size_t i, bool four_sources) {
    const auto weight = [&](std::size_t unit, std::size_t source) { return units[unit].sources[source].weight; };
    SinglePlan::Run run{units.front().sources[i].from, plan_.in_fours};
    if (units.size() == 4)
      for (std::size_t nth = i; nth < i + (four_sources ? 4 : 1); ++nth)
        place({weight(0, nth), weight(1, nth), weight(2, nth), weight(3, nth)});
    else
      run.weight = four_sources ? place({weight(0, i), weight(0, i + 1), weight(0, i + 2), weight(0, i + 3)})
                                : place(weight(0, i));
    plan_.runs.push_back(run);
  }

  SinglePlan& plan_;
  const Topology& topology_;
  std::vector<bool> begins_four_;  // of each unit, whether it is the first of four
  std::vector<std::uint32_t> order_;
  std::uint32_t singly_ = 0;  // placed parameters that are not in fours
};

}  // namespace

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

  Placing placing(*this, topology);
  std::vector<UnitWork> units;
  for (std::uint32_t unit = input_count; unit < unit_count; ++unit) {
    const Unit& each_unit = topology.units()[unit];
    UnitWork work{unit, each_unit.activation, {}, gains[unit] != none || each_unit.mask != 1};
    Special special{none, none, gains[unit], false, each_unit.mask};
    special.first_edge = static_cast<std::uint32_t>(edges.size());
    for (const std::uint32_t index : incoming[unit]) {
      const Connection& each = topology.connections()[index];
      const auto weight = static_cast<std::uint32_t>(topology.weight_index(index));
      const std::uint32_t gain = each.is_gated() ? gains[each.gater] : none;
      const bool late_gain = each.is_gated() && each.gater >= unit;
      if (each.is_self()) {
        special.self_weight = placing.place(weight);
        special.self_gain = gain;
        special.late_self_gain = late_gain;
        work.is_special = true;
      } else if (each.from > unit || gain != none) {
        edges.push_back({each.from, placing.place(weight), gain, each.from > unit, late_gain});
        work.is_special = true;
      } else {
        work.sources.push_back({each.from, weight});
      }
    }
    special.edge_end = static_cast<std::uint32_t>(edges.size());
    if (work.is_special) specials.push_back(special);
    units.push_back(std::move(work));
  }

  for (std::span<const UnitWork> left = units; !left.empty();) {
    std::size_t count = 1;
    while (count < std::min<std::size_t>(4, left.size()) && alike(left.front(), left[count])) ++count;
    if (count < 4) count = 1;
    placing.add(left.first(count));
    left = left.subspan(count);
  }
  placing.finish();
}

}  // namespace plexus
