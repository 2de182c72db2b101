#include <plexus/evolve/score.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plexus::evolve {

bool is_better(double a, double b, Goal goal) {
  if (std::isnan(a)) return false;
  if (std::isnan(b)) return true;
  return goal == Goal::maximise ? a > b : a < b;
}

std::vector<std::size_t> ranking(std::span<const double> scores, Goal goal) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return is_better(scores[a], scores[b], goal); });
  return order;
}

std::vector<double> merits(std::span<const double> scores, Goal goal) {
  return merits(scores, ranking(scores, goal), goal);
}

std::vector<double> merits(std::span<const double> scores, std::span<const std::size_t> order, Goal goal) {
  const auto last = static_cast<double>(scores.size()) - 1;
  std::vector<double> merits(scores.size(), 1.0);
  if (scores.size() < 2) return merits;
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && !is_better(scores[order[first]], scores[order[end]], goal)) ++end;
    const double mean_rank = static_cast<double>(first + end - 1) / 2;
    for (std::size_t i = first; i < end; ++i) merits[order[i]] = 1 - mean_rank / last;
  }
  return merits;
}

}  // namespace plexus::evolve
