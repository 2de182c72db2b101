#include <plexus/evolve/evaluation.hpp>

namespace plexus::evolve {

std::vector<double> scores_of(std::span<const Evaluation> evaluations) {
  std::vector<double> scores;
  scores.reserve(evaluations.size());
  for (const Evaluation& each : evaluations) scores.push_back(each.score);
  return scores;
}

}  // namespace plexus::evolve
