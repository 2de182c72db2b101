#include <plexus/graph/group.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>

namespace plexus {
namespace {

void require_finite(double bias) {
  if (!std::isfinite(bias)) throw Error("a bias is ", bias, "; it must be finite");
}

GroupData data_of(std::size_t units, const GroupOptions& options) {
  require_finite(options.bias);
  constexpr auto most = std::numeric_limits<std::uint32_t>::max() - 1;  // positions have 32 bits
  if (units > most) throw Error("Group: ", count_of(units, "unit"), " are wanted, at most ", most, " are possible");
  require_memory(units, sizeof(GroupUnit), "unit");
  const GroupUnit unit{.activation = options.activation, .bias = options.bias, .trainable = !options.fixed};
  return {options.name, options.role, std::vector<GroupUnit>(units, unit)};
}

std::vector<Projection> handles(const SharedKey& sibling, const std::vector<Key>& keys) {
  std::vector<Projection> projections;
  std::ranges::transform(keys, std::back_inserter(projections),
                         [&](Key key) { return Projection(SharedKey(sibling, key)); });
  return projections;
}

// Numbers the sources (or targets) of several projections in the order in which they first appear.
class UnitNumbers {
 public:
  // The number of a projection's first one; the others follow it.
  std::uint32_t first_of(const Projection& projection, Gating gating) {
    const Graph& graph = projection.key().graph();
    const Key key = projection.key().key();
    const bool by_target = gating == Gating::target;
    auto& numbers = numbers_of(Group(SharedKey(projection.key(), by_target ? graph.target(key) : graph.source(key))));
    std::set<std::uint32_t> seen;
    std::uint32_t first = 0;
    for (const auto& [i, j] : pairs_of(graph, key)) {
      const std::uint32_t unit = by_target ? j : i;
      const auto nth = static_cast<std::uint32_t>(seen.size());
      if (!seen.insert(unit).second) continue;
      const auto [found, is_new] = numbers.try_emplace(unit, next_);
      if (is_new) ++next_;
      if (nth == 0) first = found->second;
      if (found->second != first + nth)
        throw Error("gate: unit ", unit, " is number ", found->second, " of the ", by_target ? "targets" : "sources",
                    " of the list, and number ", nth, " of its projection; gate these projections one by one");
    }
    return first;
  }

 private:
  std::map<std::uint32_t, std::uint32_t>& numbers_of(const Group& group) {
    const auto found =
        std::ranges::find(groups_, group, &std::pair<Group, std::map<std::uint32_t, std::uint32_t>>::first);
    return found == groups_.end() ? groups_.emplace_back(group, std::map<std::uint32_t, std::uint32_t>{}).second
                                  : found->second;
  }

  std::vector<std::pair<Group, std::map<std::uint32_t, std::uint32_t>>> groups_;
  std::uint32_t next_ = 0;
};

}  // namespace

Group::Group(std::size_t units, const GroupOptions& options) : key_(data_of(units, options)) {}

Projection Group::connect(const Group& to, std::optional<Pattern> pattern, std::optional<Weights> weights) const {
  const bool to_itself = *this == to;
  const Pattern chosen = pattern.value_or(to_itself ? Pattern::one_to_one : Pattern::all_to_all);
  if (chosen == Pattern::single || chosen == Pattern::listed)
    throw Error("connect: ", name_of(chosen), " names its units; use connect_unit or connect_listed");
  if (chosen == Pattern::operand) throw Error("connect: operand belongs to an operation; use operate");
  const Weights usual = to_itself && chosen == Pattern::one_to_one ? fixed(1.0) : Weights{};
  return add(to, {.pattern = chosen, .weights = std::move(weights).value_or(usual)});
}

Projection Group::connect_unit(std::uint32_t unit, const Group& to, std::uint32_t to_unit,
                               std::optional<Weights> weights) const {
  const Weights usual = *this == to && unit == to_unit ? fixed(1.0) : Weights{};
  return add(to, {.pattern = Pattern::single,
                  .weights = std::move(weights).value_or(usual),
                  .from_unit = unit,
                  .to_unit = to_unit});
}

Projection Group::connect_listed(const Group& to, UnitPairs pairs, std::optional<Weights> weights) const {
  return add(
      to, {.pattern = Pattern::listed, .weights = std::move(weights).value_or(Weights{}), .pairs = std::move(pairs)});
}

Projection Group::add(const Group& to, ProjectionData projection) const {
  check_connection(projection, data(), to.data());
  SharedKey::join(key_, to.key_);
  return Projection(SharedKey(key_, key_.graph().connect(key_.key(), to.key_.key(), std::move(projection))));
}

void Group::disconnect(const Group& to, bool both_ways) const {
  for (const Projection& each : outgoing())
    if (Group(SharedKey(key_, graph().target(each.key().key()))) == to) each.disconnect();
  if (both_ways && !(*this == to)) to.disconnect(*this);
}

void Group::gate(const Projection& projection, Gating gating, std::optional<std::uint32_t> unit) const {
  projection.key().graph().check_gate(projection.key().key(), size(), gating, unit);
  SharedKey::join(key_, projection.key());
  key_.graph().gate(projection.key().key(), {.group = key_.key(), .gating = gating, .unit = unit});
}

void Group::gate(const std::vector<Projection>& projections, Gating gating) const {
  UnitNumbers numbers;
  std::vector<Projection> gated;
  try {
    for (const Projection& each : projections) {
      const std::uint32_t first = numbers.first_of(each, gating);
      each.key().graph().check_gate(each.key().key(), size(), gating, {});
      SharedKey::join(key_, each.key());
      key_.graph().gate(each.key().key(), {.group = key_.key(), .gating = gating, .first = first});
      gated.push_back(each);
    }
  } catch (...) {
    for (const Projection& each : gated) key_.graph().ungate(each.key().key(), gating);
    throw;
  }
}

const Group& Group::set(const GroupChange& change) const {
  require_finite(change.bias.value_or(0));
  GroupData& data = key_.graph().group(key_.key());
  data.role = change.role.value_or(data.role);
  data.name = change.name.value_or(data.name);
  for (GroupUnit& unit : data.units) {
    unit.activation = change.activation.value_or(unit.activation);
    unit.bias = change.bias.value_or(unit.bias);
    if (change.fixed) unit.trainable = !*change.fixed;
  }
  return *this;
}

void Group::remove() const { key_.graph().remove_group(key_.key()); }

bool Group::projects_to(const Group& to) const {
  return &graph() == &to.graph() && std::ranges::any_of(graph().outgoing(key_.key()), [&](Key projection) {
    return graph().target(projection) == to.key().key();
  });
}

std::vector<Projection> Group::incoming() const { return handles(key_, graph().incoming(key_.key())); }
std::vector<Projection> Group::outgoing() const { return handles(key_, graph().outgoing(key_.key())); }

std::size_t Projection::size() const { return key_.graph().connection_count(key_.key()); }
Pattern Projection::pattern() const { return key_.graph().projection(key_.key()).pattern; }
bool Projection::is_gated() const {
  const ProjectionData& data = key_.graph().projection(key_.key());
  return data.gate || data.self_gate;
}
void Projection::disconnect() const { key_.graph().disconnect(key_.key()); }
void Projection::ungate() const { key_.graph().ungate(key_.key()); }

}  // namespace plexus
