#include <plexus/evolve/crossover/disabled.hpp>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/network/edit.hpp>

namespace plexus::evolve {
namespace {

bool is_disabled(const Network& network, Id name) { return network.topology().genes().find_disabled(name) != no_gene; }

// The weight that a parent has under this name, disabled or not.
std::optional<double> weight_in(const Network& parent, Id name) {
  const Topology& topology = parent.topology();
  const GeneIndex& genes = topology.genes();
  if (const auto disabled = genes.find_disabled(name); disabled != no_gene) return topology.disabled()[disabled].weight;
  if (const auto gene = genes.find(name); gene != no_gene) return parent.parameters()[gene];
  return std::nullopt;
}

}  // namespace

Network cross_disabled(Network child, const Network& fitter, const Network& other, Random& random,
                       const CrossoverOptions& options, const Limits& limits) {
  if (fitter.topology().disabled().empty() && other.topology().disabled().empty()) return child;
  const Topology& topology = child.topology();
  const GeneIndex& genes = topology.genes();
  std::vector<std::size_t> goes, comes;
  for (std::size_t i = 0; i < topology.connection_count(); ++i) {
    const Id name = genes.ids()[topology.weight_index(i)];
    if ((is_disabled(fitter, name) || is_disabled(other, name)) && random.chance(options.disabled)) goes.push_back(i);
  }
  Draft draft(child);
  for (std::size_t i = 0; i < topology.disabled().size(); ++i) {
    const Id name = genes.disabled()[i];
    const auto first = weight_in(fitter, name), second = weight_in(other, name);
    if (first && second) draft.disabled_weight(i) = random.chance(0.5) ? *first : *second;
    if (!random.chance(options.disabled)) comes.push_back(i);
  }
  // From the last to the first, so that positions stay; what is disabled now is added behind those that were.
  for (std::size_t i = comes.size(); i-- > 0;) {
    if (draft.connections().size() - goes.size() >= limits.max_connections) break;
    draft.enable_connection(comes[i]);
  }
  for (std::size_t i = goes.size(); i-- > 0;) draft.disable_connection(goes[i]);
  Network crossed = std::move(draft).build();
  if (crossed.topology().parts() == topology.parts()) return child;  // which shares its topology
  return crossed;
}

}  // namespace plexus::evolve
