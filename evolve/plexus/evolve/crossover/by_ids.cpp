#include <plexus/evolve/crossover/by_ids.hpp>

#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

#include <plexus/evolve/match.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

std::vector<CommonGene> common_genes(Network& child, const Network& other, const Match& match) {
  const Topology& topology = child.topology();
  std::vector<CommonGene> genes;
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    if (const auto theirs = match.second_unit(i); theirs && topology.units()[i].trainable)
      genes.push_back({child.bias(i), other.bias(*theirs)});
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    if (const Connection& each = topology.connections()[i]; each.trainable)
      if (const auto theirs = match.second_connection(each)) genes.push_back({child.weight(i), other.weight(*theirs)});
  return genes;
}

// Adds what only another network has to a child.
class Union {
 public:
  Union(const Network& child, const Network& other, const Match& match)
      : draft_(child),
        other_(other),
        place_(other.topology().unit_count(), no_unit),
        inputs_gate_differently_(child.topology().parts().inputs_gate != other.topology().parts().inputs_gate) {
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
      const bool inert = inputs_gate_differently_ && added.is_gated() && added.gater < other_.input_count();
      if (inert || (added.is_gated() && (added.gater < added.to) != (old.gater < old.to))) added.gater = no_unit;
      if (pairs_.insert(key(added)).second) draft_.add_connection(added, other_.weight(i));
    }
  }

  Draft draft_;
  const Network& other_;
  std::vector<std::uint32_t> place_;  // in the child, of each unit of the other network
  bool inputs_gate_differently_;
  std::unordered_set<Id> ids_;
  std::unordered_set<std::uint64_t> pairs_;
};

}  // namespace

void take_between(std::span<const CommonGene> genes, double first, double last, Random& random) {
  const bool theirs_between = random.chance(0.5);
  const auto count = static_cast<double>(genes.size());
  for (std::size_t i = 0; i < genes.size(); ++i) {
    const bool between = static_cast<double>(i) >= first * count && static_cast<double>(i) < last * count;
    if (between == theirs_between) genes[i].value = genes[i].other;
  }
}

Network cross_by_ids(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits,
                     Mix mix) {
  const bool swapped = couple.fitter == Fitter::second;
  const Network &fitter = swapped ? couple.second : couple.first, &other = swapped ? couple.first : couple.second;
  const Match match(fitter.topology(), other.topology());
  Network child = fitter;
  mix(common_genes(child, other, match), random, options);
  const bool unite = options.unite && couple.fitter == Fitter::neither;
  if (!unite || fitter.shared_topology() == other.shared_topology()) return child;
  Network united = Union(child, other, match).build();
  return is_within(united.topology(), limits) ? united : child;
}

}  // namespace plexus::evolve
