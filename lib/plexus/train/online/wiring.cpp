#include <plexus/train/online/wiring.hpp>

#include <plexus/program/explained.hpp>
#include <plexus/program/program.hpp>

namespace plexus::online {
namespace {

using Indices = std::vector<std::vector<std::uint32_t>>;  // of connections, for each unit

// The units in which these connections end, each once, in order of appearance. `nth_of` is scratch: all none.
std::vector<GatedUnit> ends_of(const Topology& topology, std::span<const std::uint32_t> indices,
                               std::vector<std::uint32_t>& nth_of) {
  std::vector<GatedUnit> ends;
  for (const std::uint32_t i : indices) {
    const Connection& each = topology.connections()[i];
    std::uint32_t& nth = nth_of[each.to];
    if (nth == Wiring::none) {
      nth = static_cast<std::uint32_t>(ends.size());
      ends.push_back({each.to, false});
    }
    ends[nth].self = ends[nth].self || each.is_self();
  }
  return ends;
}

}  // namespace

Wiring::Wiring(const Topology& topology) : slots_(topology.connection_count()), selves_(topology.unit_count(), none) {
  require_explained(topology.program<double>()->plan(), "the online rule", "use train, which follows every kernel");
  const std::size_t units = topology.unit_count();
  Indices incoming(units), outgoing(units), gated(units);
  for (std::uint32_t i = 0; i < topology.connection_count(); ++i) {
    const Connection& each = topology.connections()[i];
    if (!each.is_self()) incoming[each.to].push_back(i);
    if (!each.is_self()) outgoing[each.from].push_back(i);
    if (each.is_self()) selves_[each.to] = i;
    if (each.is_gated()) gated[each.gater].push_back(i);
  }

  std::uint32_t slot = 0;
  for (const auto& list : incoming) {
    for (const std::uint32_t i : list) slots_[i] = slot++;
    incoming_ends_.push_back(slot);
  }
  for (std::uint32_t& self : selves_)
    if (self != none) self = slots_[self] = slot++;
  for (auto& list : outgoing)
    for (std::uint32_t& each : list) each = slots_[each];

  std::vector<std::vector<GatedConnection>> gates(units);
  std::vector<std::vector<GatedUnit>> ends(units);
  std::vector<std::uint32_t> nth_of(units, none);
  for (std::size_t unit = 0; unit < units; ++unit) {
    ends[unit] = ends_of(topology, gated[unit], nth_of);
    for (const std::uint32_t i : gated[unit]) gates[unit].push_back({slots_[i], nth_of[topology.connections()[i].to]});
    for (const GatedUnit& end : ends[unit]) nth_of[end.unit] = none;
  }

  outgoing_ = Lists(outgoing);
  gated_ = Lists(gates);
  gated_units_ = Lists(ends);
}

}  // namespace plexus::online
