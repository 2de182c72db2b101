#include <plexus/evolve/cross.hpp>

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/evolve/match.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

// Takes each parameter that both have from either.
void mix_parameters(Network& child, const Network& other, const Match& match, bool mean, Random& random) {
  const Topology& topology = child.topology();
  const auto mix_one = [&](double& mine, double theirs) {
    if (mean)
      mine = mine / 2 + theirs / 2;
    else if (random.chance(0.5))
      mine = theirs;
  };
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    if (const auto theirs = match.second_unit(i); theirs && topology.units()[i].trainable)
      mix_one(child.bias(i), other.bias(*theirs));
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    if (const Connection& each = topology.connections()[i]; each.trainable)
      if (const auto theirs = match.second_connection(each)) mix_one(child.weight(i), other.weight(*theirs));
}

// Adds what only another network has to a child.
class Union {
 public:
  Union(const Network& child, const Network& other, const Match& match)
      : draft_(child), other_(other), place_(other.topology().unit_count(), no_unit) {
    for (std::size_t i = 0; i < place_.size(); ++i) place_[i] = match.first_unit(i).value_or(no_unit);
    for (const Unit& unit : draft_.units()) ids_.insert(unit.id);
  }

  Network build() && {
    add_units();
    add_connections();
    return std::move(draft_).build();
  }

 private:
  static std::uint64_t key(const Connection& each) { return std::uint64_t{each.from} << 32U | each.to; }

  // From last to first, each before the next unit of the other network that the child has.
  void add_units() {
    const Topology& topology = other_.topology();
    auto before = static_cast<std::uint32_t>(draft_.units().size() - topology.output_count());
    for (std::size_t i = topology.unit_count() - topology.output_count(); i-- > topology.input_count();) {
      if (place_[i] == no_unit) {
        if (!ids_.insert(topology.units()[i].id).second) continue;  // the id of an input or output: another unit
        for (std::uint32_t& place : place_)
          if (place != no_unit && place >= before) ++place;
        draft_.insert_unit(before, topology.units()[i], other_.bias(i));
        place_[i] = before;
      }
      before = place_[i];
    }
  }

  void add_connections() {
    for (const Connection& each : draft_.connections()) pairs_.insert(key(each));
    const auto& connections = other_.topology().connections();
    const auto later = [](std::uint32_t a, std::uint32_t b) { return a < b ? -1 : (a > b ? 1 : 0); };
    for (std::size_t i = 0; i < connections.size(); ++i) {
      const Connection& old = connections[i];
      Connection added{place_[old.from], place_[old.to], old.is_gated() ? place_[old.gater] : no_unit, old.trainable};
      if (added.from == no_unit || added.to == no_unit || later(added.from, added.to) != later(old.from, old.to))
        continue;
      if (added.is_gated() && (added.gater < added.to) != (old.gater < old.to)) added.gater = no_unit;
      if (pairs_.insert(key(added)).second) draft_.add_connection(added, other_.weight(i));
    }
  }

  Draft draft_;
  const Network& other_;
  std::vector<std::uint32_t> place_;  // in the child, of each unit of the other network
  std::unordered_set<Id> ids_;
  std::unordered_set<std::uint64_t> pairs_;
};

bool fits(const Topology& topology, const Limits& limits) {
  return topology.unit_count() <= limits.max_units && topology.connection_count() <= limits.max_connections &&
         topology.gate_count() <= limits.max_gates;
}

}  // namespace

Network cross(const Network& fitter, const Network& other, bool equally_fit, Random& random,
              const CrossoverOptions& options, const Limits& limits) {
  if (fitter.input_count() != other.input_count() || fitter.output_count() != other.output_count())
    throw Error("cross: needs networks with the same inputs and outputs, got ", fitter.input_count(), " -> ",
                fitter.output_count(), " and ", other.input_count(), " -> ", other.output_count());
  const Match match(fitter.topology(), other.topology());
  Network child = fitter;
  mix_parameters(child, other, match, random.chance(options.average), random);
  if (!equally_fit || !options.unite || fitter.shared_topology() == other.shared_topology()) return child;
  Network united = Union(child, other, match).build();
  return fits(united.topology(), limits) ? united : child;
}

}  // namespace plexus::evolve
