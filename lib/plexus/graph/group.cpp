#include <plexus/graph/group.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

void require_finite(double bias) {
  if (!std::isfinite(bias)) throw Error("a bias is ", bias, "; it must be finite");
}

GroupData data_of(std::size_t units, const GroupOptions& options) {
  require_finite(options.bias);
  const GroupUnit unit{.activation = options.activation, .bias = options.bias, .trainable = !options.fixed};
  return {options.name, options.role, std::vector<GroupUnit>(units, unit)};
}

std::vector<Projection> handles(const SharedKey& sibling, const std::vector<Key>& keys) {
  std::vector<Projection> projections;
  std::ranges::transform(keys, std::back_inserter(projections),
                         [&](Key key) { return Projection(SharedKey(sibling, key)); });
  return projections;
}

}  // namespace

Group::Group(std::size_t units, const GroupOptions& options) : key_(data_of(units, options)) {}

Projection Group::connect(const Group& to, std::optional<Pattern> pattern, std::optional<Weights> weights) const {
  const bool to_itself = *this == to;
  const Pattern chosen = pattern.value_or(to_itself ? Pattern::one_to_one : Pattern::all_to_all);
  if (chosen == Pattern::single) throw Error("connect: a single connection names its units; use connect_unit");
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
  key_.graph().gate(projection.key().key(), {key_.key(), gating, unit});
}

void Group::gate(const std::vector<Projection>& projections, Gating gating) const {
  std::vector<Projection> gated;
  try {
    for (const Projection& each : projections) {
      gate(each, gating);
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
