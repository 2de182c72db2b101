#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

// A connection between two positions.
struct Gene {
  Connection connection;
  double weight;
};

// The genes of a network by Neataptic's innovation id, which is Cantor's number of the pair of positions. In a child
// whose inputs gate, gates by inputs that did nothing are left out.
std::map<std::uint64_t, Gene> genes_by_position(const Network& network, bool inputs_gate) {
  const bool inert = inputs_gate && !network.topology().parts().inputs_gate;
  std::map<std::uint64_t, Gene> genes;
  for (std::size_t i = 0; i < network.topology().connection_count(); ++i) {
    Connection each = network.topology().connections()[i];
    if (inert && each.gater < network.input_count()) each.gater = no_unit;
    const std::uint64_t sum = std::uint64_t{each.from} + each.to;
    genes.emplace(sum * (sum + 1) / 2 + each.to, Gene{each, network.weight(i)});
  }
  return genes;
}

class ByPosition {
 public:
  ByPosition(const Couple& couple, Random& random) : couple_(couple), random_(random) {}

  Network cross(const Limits& limits) && {
    parts_.inputs_gate = couple_.first.topology().parts().inputs_gate || couple_.second.topology().parts().inputs_gate;
    const std::size_t size = draw_size();
    for (std::size_t i = 0; i < size; ++i) add_unit(i, size);
    for (const Gene& each : draw_genes()) add_connection(each, limits);
    parameters_.insert(parameters_.end(), weights_.begin(), weights_.end());
    return {std::make_shared<const Topology>(std::move(parts_)), std::move(parameters_)};
  }

 private:
  std::size_t draw_size() {
    const std::size_t first = couple_.first.topology().unit_count(), second = couple_.second.topology().unit_count();
    if (couple_.fitter != Fitter::neither) return couple_.fitter == Fitter::first ? first : second;
    return std::min(first, second) + random_.below(std::max(first, second) - std::min(first, second) + 1);
  }

  // Where a parent has the unit for this place of the child: outputs are counted from the end.
  static std::uint32_t place_in(const Network& parent, std::size_t place, std::size_t size) {
    const std::size_t count = parent.topology().unit_count(), outputs = parent.output_count();
    if (place + outputs >= size) return static_cast<std::uint32_t>(count + place - size);
    return place + outputs < count ? static_cast<std::uint32_t>(place) : no_unit;
  }

  void add_unit(std::size_t place, std::size_t size) {
    const bool of_first = random_.uniform() >= 0.5;
    const Network* parent = of_first ? &couple_.first : &couple_.second;
    if (place_in(*parent, place, size) == no_unit) parent = of_first ? &couple_.second : &couple_.first;
    const std::uint32_t found = place_in(*parent, place, size);
    Unit unit = parent->topology().units()[found];
    unit.mask = 1;
    while (!ids_.insert(unit.id).second)
      unit.id = mix(unit.id, place);  // both parents may have it, at different places
    parts_.units.push_back(unit);
    if (unit.role != Role::input) parameters_.push_back(parent->bias(found));
  }

  // In Neataptic's order: from the first's last to its first, then what only the second has.
  std::vector<Gene> draw_genes() {
    const auto first = genes_by_position(couple_.first, parts_.inputs_gate);
    auto second = genes_by_position(couple_.second, parts_.inputs_gate);
    std::vector<Gene> genes;
    for (auto gene = first.rbegin(); gene != first.rend(); ++gene) {
      if (const auto common = second.find(gene->first); common != second.end()) {
        genes.push_back(random_.uniform() >= 0.5 ? gene->second : common->second);
        second.erase(common);
      } else if (couple_.fitter != Fitter::second) {
        genes.push_back(gene->second);
      }
    }
    if (couple_.fitter != Fitter::first)
      for (const auto& [key, gene] : second) genes.push_back(gene);
    return genes;
  }

  void add_connection(const Gene& gene, const Limits& limits) {
    Connection added = gene.connection;
    const std::size_t size = parts_.units.size();
    if (added.from >= size || added.to >= size || parts_.connections.size() == limits.max_connections) return;
    if (added.is_gated() && (added.gater >= size || gates_ == limits.max_gates)) added.gater = no_unit;
    if (added.is_gated()) ++gates_;
    parts_.connections.push_back(added);
    weights_.push_back(gene.weight);
  }

  const Couple& couple_;
  Random& random_;
  TopologyParts parts_;
  std::vector<double> parameters_, weights_;
  std::unordered_set<Id> ids_;
  std::size_t gates_ = 0;
};

}  // namespace

Network by_position(const Couple& couple, Random& random, const CrossoverOptions&, const Limits& limits) {
  // Layers cannot be taken apart unit by unit.
  for (const Network* each : {&couple.first, &couple.second})
    if (!each->topology().operations().empty())
      return (couple.fitter == Fitter::second ? couple.second : couple.first).fresh_copy();
  return ByPosition(couple, random).cross(limits);
}

}  // namespace plexus::evolve
