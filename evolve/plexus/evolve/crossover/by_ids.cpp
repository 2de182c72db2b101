#include <plexus/evolve/crossover/by_ids.hpp>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include <plexus/evolve/alignment.hpp>
#include <plexus/evolve/crossover/disabled.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

std::vector<CommonValues> common_values(Network& child, const Network& other, std::span<const CommonRun> runs) {
  const auto values = child.parameters();
  const auto others = other.parameters();
  std::vector<CommonValues> genes;
  genes.reserve(runs.size());
  for (const CommonRun& run : runs) {
    if (child.topology().is_trainable()) {
      genes.push_back({values.subspan(run.first, run.count), others.subspan(run.second, run.count)});
      continue;
    }
    for (std::size_t i = 0; i < run.count; ++i)
      if (child.topology().is_trainable(run.first + i))
        genes.push_back({values.subspan(run.first + i, 1), others.subspan(run.second + i, 1)});
  }
  return genes;
}

// Where each unit of the second of two aligned topologies stands in the first, or `no_unit`.
std::vector<std::uint32_t> places_in_first(const Topology& first, const Topology& second,
                                           std::span<const CommonRun> runs) {
  std::vector<std::uint32_t> places(second.unit_count(), no_unit);
  for (std::uint32_t i = 0; i < first.input_count(); ++i) places[i] = i;
  for (const CommonRun& run : runs)
    for (std::uint32_t i = 0; i < run.count; ++i)
      if (run.first + i < first.weight_index(0) && run.second + i < second.weight_index(0))
        places[second.unit_of_bias(run.second + i)] = static_cast<std::uint32_t>(first.unit_of_bias(run.first + i));
  if (second.bias_count() == second.unit_count() - second.input_count()) return places;
  std::unordered_map<Id, std::uint32_t> place_of;  // units without a bias, which no gene tells
  for (std::uint32_t i = 0; i < first.unit_count(); ++i) place_of.emplace(first.units()[i].id, i);
  for (std::size_t i = second.input_count(); i < second.unit_count(); ++i)
    if (const auto found = place_of.find(second.units()[i].id); !second.has_bias(i) && found != place_of.end())
      places[i] = found->second;
  return places;
}

// Whether the layers of two networks are the same, so that what is between them fits into either.
bool have_same_layers(const Topology& first, const Topology& second) {
  return first.operations() == second.operations() && first.tensors() == second.tensors();
}

// Adds what only another network has to a child.
class Union {
 public:
  Union(const Network& child, const Network& other, std::span<const CommonRun> runs)
      : draft_(child),
        other_(other),
        place_(places_in_first(child.topology(), other.topology(), runs)),
        inputs_gate_differently_(child.topology().parts().inputs_gate != other.topology().parts().inputs_gate) {
    for (const Unit& unit : draft_.units()) ids_.push_back(unit.id);
    std::ranges::sort(ids_);
  }

  Network build() && {
    add_units();
    add_connections();
    add_disabled();
    return std::move(draft_).build();
  }

 private:
  static int direction(std::uint32_t from, std::uint32_t to) { return from < to ? -1 : (from > to ? 1 : 0); }
  static std::uint64_t key(const Connection& each) { return std::uint64_t{each.from} << 32U | each.to; }

  // From last to first, each before the next unit of the other network that the child has.
  void add_units() {
    const Topology& topology = other_.topology();
    auto before = static_cast<std::uint32_t>(draft_.units().size() - topology.output_count());
    for (std::size_t i = topology.unit_count() - topology.output_count(); i-- > topology.input_count();) {
      if (place_[i] == no_unit) {
        // The id of an input or output: another unit. Those that are added differ from each other.
        if (std::ranges::binary_search(ids_, topology.units()[i].id)) continue;
        for (std::uint32_t& place : place_)
          if (place != no_unit && place >= before) ++place;
        draft_.insert_unit(before, topology.units()[i], other_.bias_or_zero(i));
        place_[i] = before;
      }
      before = place_[i];
    }
  }

  void add_connections() {
    std::vector<std::uint64_t> joined;
    joined.reserve(draft_.connections().size());
    for (const Connection& each : draft_.connections()) joined.push_back(key(each));
    std::ranges::sort(joined);
    std::vector<Connection> all;
    std::vector<double> weights;
    const auto& connections = other_.topology().connections();
    for (std::size_t i = 0; i < connections.size(); ++i) {
      const Connection& old = connections[i];
      Connection added{place_[old.from], place_[old.to], old.is_gated() ? place_[old.gater] : no_unit, old.trainable};
      if (added.from == no_unit || added.to == no_unit ||
          direction(added.from, added.to) != direction(old.from, old.to))
        continue;
      const bool inert = inputs_gate_differently_ && added.is_gated() && added.gater < other_.input_count();
      if (inert || (added.is_gated() && (added.gater < added.to) != (old.gater < old.to))) added.gater = no_unit;
      if (std::ranges::binary_search(joined, key(added))) continue;
      all.push_back(added);
      weights.push_back(other_.weight(i));
    }
    draft_.add_connections(all, weights);
  }

  void add_disabled() {
    const auto& units = other_.topology().units();
    const auto place_of = [&](Id id) {
      return static_cast<std::uint32_t>(std::ranges::find(units, id, &Unit::id) - units.begin());
    };
    for (const DisabledConnection& each : other_.topology().disabled()) {
      const std::uint32_t old_from = place_of(each.from), old_to = place_of(each.to);
      const std::uint32_t from = place_[old_from], to = place_[old_to];
      if (from == no_unit || to == no_unit || direction(from, to) != direction(old_from, old_to)) continue;
      if (!draft_.find_connection(from, to) && !draft_.find_disabled(from, to))
        draft_.add_disabled(from, to, each.weight);
    }
  }

  Draft draft_;
  const Network& other_;
  std::vector<std::uint32_t> place_;  // in the child, of each unit of the other network
  bool inputs_gate_differently_;
  std::vector<Id> ids_;  // of the child's units at first, sorted
};

}  // namespace

void take_between(std::span<const CommonValues> genes, double first, double last, Random& random) {
  const bool theirs_between = random.chance(0.5);
  std::size_t count = 0;
  for (const CommonValues& each : genes) count += each.values.size();
  const double begin = first * static_cast<double>(count), end = last * static_cast<double>(count);
  std::size_t nth = 0;
  for (const auto& [values, others] : genes)
    for (std::size_t i = 0; i < values.size(); ++i, ++nth) {
      const bool between = static_cast<double>(nth) >= begin && static_cast<double>(nth) < end;
      if (between == theirs_between) values[i] = others[i];
    }
}

Network cross_by_ids(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits,
                     Mix mix) {
  const bool swapped = couple.fitter == Fitter::second;
  const Network &fitter = swapped ? couple.second : couple.first, &other = swapped ? couple.first : couple.second;
  const auto runs = align(fitter.topology(), other.topology());
  Network child = fitter.fresh_copy();
  mix(common_values(child, other, runs), random, options);
  const bool unite = options.unite && couple.fitter == Fitter::neither;
  if (unite && fitter.shared_topology() != other.shared_topology() &&
      have_same_layers(fitter.topology(), other.topology())) {
    Network united = Union(child, other, runs).build();
    if (is_within(united.topology(), limits)) return cross_disabled(united, fitter, other, random, options, limits);
  }
  return cross_disabled(std::move(child), fitter, other, random, options, limits);
}

}  // namespace plexus::evolve
