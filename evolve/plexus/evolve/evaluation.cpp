#include <plexus/evolve/evaluation.hpp>

#include <plexus/core/error.hpp>

namespace plexus::evolve {

Network as_scored(const Network& network, const Evaluation& evaluation) {
  if (evaluation.learned.empty()) return network.fresh_copy();
  if (evaluation.learned.size() != network.parameters().size())
    throw Error("an evaluation tells ", evaluation.learned.size(), " learned parameters of a network that has ",
                network.parameters().size());
  return {network.shared_topology(), evaluation.learned};
}

std::vector<double> scores_of(std::span<const Evaluation> evaluations) {
  std::vector<double> scores;
  scores.reserve(evaluations.size());
  for (const Evaluation& each : evaluations) scores.push_back(each.score);
  return scores;
}

}  // namespace plexus::evolve
