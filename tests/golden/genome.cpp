#include "genome.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include <plexus/activation/activation.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>

namespace plexus::golden {
namespace {

bool contains(const std::vector<Id>& ids, Id id) { return std::ranges::find(ids, id) != ids.end(); }

// Of `ids`, those that are not among `others`, in their order.
std::vector<Id> without(std::vector<Id> ids, const std::vector<Id>& others) {
  std::erase_if(ids, [&](Id id) { return contains(others, id); });
  return ids;
}

Activation activation_in(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return activation_named(name);
}

}  // namespace

std::vector<Id> connection_ids(const Network& network, bool gated_only) {
  std::vector<Id> ids;
  for (const Connection& each : network.topology().connections())
    if (each.is_gated() || !gated_only) ids.push_back(network.topology().id_of(each));
  return ids;
}

Genome::Genome(Network network) : network_(std::move(network)), gates_(connection_ids(network_, true)) {}

void Genome::mutate(evolve::Mutation mutation, Draws& draws, const evolve::MutationOptions& options) {
  if (mutation == evolve::Mutation::remove_gate) return remove_gate(draws, options);
  const auto before = connection_ids(network_);
  evolve::row(mutation).apply(network_, draws.random(), options);
  const auto gated = connection_ids(network_, true);
  auto made = without(gated, gates_);
  std::erase_if(gates_, [&](Id id) { return !contains(gated, id); });
  if (mutation == evolve::Mutation::remove_node) {
    // Of the bridges one was picked for each gate, and those that were picked were left out.
    auto bridges = without(connection_ids(network_), before);
    for (const double draw : draws.last(std::exchange(made, {}).size())) {
      const auto picked = bridges.begin() + static_cast<std::ptrdiff_t>(draw * static_cast<double>(bridges.size()));
      made.push_back(*picked);
      bridges.erase(picked);
    }
  }
  gates_.insert(gates_.end(), made.begin(), made.end());
}

void Genome::remove_gate(Draws& draws, const evolve::MutationOptions& options) {
  if (gates_.empty()) return;
  const auto nth = gates_.begin() + static_cast<std::ptrdiff_t>(draws.random().below(gates_.size()));
  const auto ours = connection_ids(network_, true);
  const auto position = static_cast<double>(std::ranges::find(ours, *nth) - ours.begin());
  Random pick = Random::replay({(position + 0.5) / static_cast<double>(ours.size())});
  evolve::row(evolve::Mutation::remove_gate).apply(network_, pick, options);
  gates_.erase(nth);
}

evolve::MutationOptions mutation_options_in(const Json& options) {
  auto found = evolve::neataptic_options().mutation;
  for (auto& step : {&found.weights.even_step, &found.biases.even_step}) {
    if (options.contains("min")) (*step)->low = options.at("min");
    if (options.contains("max")) (*step)->high = options.at("max");
  }
  if (options.contains("keep_gates")) found.keep_gates = options.at("keep_gates");
  if (options.contains("mutateOutput")) found.change_outputs = options.at("mutateOutput");
  if (options.contains("allowed")) {
    found.activations.clear();
    for (const Json& name : options.at("allowed")) found.activations.push_back(activation_in(name));
  }
  return found;
}

}  // namespace plexus::golden
