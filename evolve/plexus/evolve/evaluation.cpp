#include <plexus/evolve/evaluation.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <plexus/core/error.hpp>
#include <plexus/evolve/options.hpp>

namespace plexus::evolve {

Network as_scored(const Network& network, const Evaluation& evaluation) {
  if (evaluation.learned.empty()) return network.fresh_copy();
  if (evaluation.learned.size() != network.parameters().size())
    throw Error("an evaluation tells ", evaluation.learned.size(), " learned parameters of a network that has ",
                network.parameters().size());
  return {network.shared_topology(), evaluation.learned};
}

void settle(const Network& network, std::size_t individual, Evaluation& evaluation, std::uint64_t generation) {
  const std::size_t count = network.parameters().size();
  if (!evaluation.learned.empty() && evaluation.learned.size() != count)
    throw Error("the evaluation of individual ", individual, " in generation ", generation, " tells ",
                evaluation.learned.size(), " learned parameters of a network that has ", count);
  if (std::ranges::all_of(evaluation.learned, [](double value) { return std::isfinite(value); })) return;
  evaluation.learned.clear();
  evaluation.solved = false;
  evaluation.score = std::numeric_limits<double>::quiet_NaN();
}

void settle(std::span<const Network> networks, std::span<Evaluation> evaluations, std::uint64_t generation) {
  for (std::size_t i = 0; i < evaluations.size(); ++i) settle(networks[i], i, evaluations[i], generation);
}

Network inherited(const Network& network, const Evaluation& evaluation, const Options& options) {
  if (!options.inherit_learned || evaluation.learned.empty()) return network.fresh_copy();
  Network made = as_scored(network, evaluation);
  const Topology& topology = made.topology();
  const auto keep_within = [&](std::size_t position, double limit) {
    double& value = made.parameters()[position];
    value = std::clamp(value, -limit, limit);
  };
  for (std::size_t i = topology.input_count(); i < topology.unit_count(); ++i)
    if (topology.units()[i].trainable) keep_within(topology.bias_index(i), options.mutation.biases.limit);
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    if (topology.connections()[i].trainable) keep_within(topology.weight_index(i), options.mutation.weights.limit);
  return made;
}

std::vector<double> scores_of(std::span<const Evaluation> evaluations) {
  std::vector<double> scores;
  scores.reserve(evaluations.size());
  for (const Evaluation& each : evaluations) scores.push_back(each.score);
  return scores;
}

}  // namespace plexus::evolve
