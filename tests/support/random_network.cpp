#include "random_network.hpp"

#include <set>
#include <utility>

#include <plexus/core/random.hpp>

namespace plexus::testing {
namespace {

constexpr std::array smooth_activations{
    Activation::logistic, Activation::tanh,          Activation::identity, Activation::sinusoid,
    Activation::gaussian, Activation::bent_identity, Activation::softsign, Activation::bipolar_sigmoid,
    Activation::inverse};

}  // namespace

std::vector<Activation> any_activations() {
  std::vector<Activation> all;
  for (const ActivationRow& each : activation_rows())
    if (each.activation != Activation::exponential) all.push_back(each.activation);
  return all;
}

RandomNetworkOptions any_size(std::uint64_t seed) {
  return {.inputs = 1 + seed % 20,
          .hidden = seed % 60,
          .outputs = 1 + seed % 7,
          .connections = 5 * (seed % 60) + 10,
          .recurrent = seed % 2 == 1,
          .gated = seed % 3 == 2};
}

Network random_network(std::uint64_t seed, const RandomNetworkOptions& options) {
  Random random(seed, 0, 0, 0x7E57);
  const auto count = static_cast<std::uint32_t>(options.inputs + options.hidden + options.outputs);
  const auto inputs = static_cast<std::uint32_t>(options.inputs);
  std::vector<Activation> any = any_activations();
  if (options.of_neataptic) any.resize(15);
  TopologyParts parts;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Role role = i < inputs ? Role::input : (i < inputs + options.hidden ? Role::hidden : Role::output);
    const Activation drawn = options.smooth ? random.pick(smooth_activations) : random.pick(any);
    parts.units.push_back({mix(seed, i), role == Role::input ? Activation::identity : drawn, role, true});
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> ends;
  for (std::size_t i = 0; i < options.connections; ++i) {
    const auto from = static_cast<std::uint32_t>(random.below(count));
    const auto to = inputs + static_cast<std::uint32_t>(random.below(count - inputs));
    if ((!options.recurrent && from >= to) || !ends.insert({from, to}).second) continue;
    const bool gated = options.gated && random.chance(1.0 / 3);
    const std::size_t gaters = options.recurrent ? count : to;  // without recurrence, only units computed before
    parts.connections.push_back({from, to, gated ? static_cast<std::uint32_t>(random.below(gaters)) : no_unit, true});
  }
  auto topology = std::make_shared<const Topology>(std::move(parts));
  std::vector<double> parameters(topology->parameter_count());
  for (double& parameter : parameters) parameter = random.uniform(-options.weight, options.weight);
  return {std::move(topology), std::move(parameters)};
}

}  // namespace plexus::testing
