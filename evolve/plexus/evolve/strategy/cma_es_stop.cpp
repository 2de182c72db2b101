#include <algorithm>
#include <cmath>

#include <plexus/evolve/strategy/cma_es_search.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t longest_history = 20'000;
constexpr std::size_t shortest_history = 120;
constexpr double worst_condition = 1e14;
constexpr double largest_growth = 1e4;

double median_of(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted[sorted.size() / 2];
}

// Generations of 30 n / lambda.
std::size_t some_generations(const CmaEsSearch& search, std::size_t lambda) {
  return (30 * search.dimension() + lambda - 1) / lambda;
}

bool has_no_effect_axis(const CmaEsSearch& search) {
  const std::size_t n = search.dimension(), axis = search.generation % n;
  const auto moves = [&](std::size_t i, double direction) {
    return search.mean[i] + 0.1 * search.sigma * search.lengths[axis] * direction != search.mean[i];
  };
  if (search.is_diagonal()) return !moves(axis, 1);
  for (std::size_t i = 0; i < n; ++i)
    if (moves(i, search.axes[axis * n + i])) return false;
  return true;
}

bool has_no_effect_coord(const CmaEsSearch& search) {
  for (std::size_t i = 0; i < search.dimension(); ++i)
    if (search.mean[i] + 0.2 * search.sigma * std::sqrt(search.variance(i)) == search.mean[i]) return true;
  return false;
}

bool is_small(const CmaEsSearch& search, double tolerance) {
  for (std::size_t i = 0; i < search.dimension(); ++i)
    if (!(search.sigma * std::abs(search.path[i]) < tolerance) ||
        !(search.sigma * std::sqrt(search.variance(i)) < tolerance))
      return false;
  return true;
}

bool stagnates(std::span<const double> history, std::size_t wanted) {
  const std::size_t window =
      std::min(longest_history, std::max(wanted, static_cast<std::size_t>(0.2 * static_cast<double>(history.size()))));
  if (history.size() < window) return false;
  const auto recent = history.last(window);
  const std::size_t part = std::max<std::size_t>(1, window * 3 / 10);
  return median_of(recent.last(part)) >= median_of(recent.first(part));
}

}  // namespace

void CmaEsHistory::add(std::span<const double> costs) {
  best.push_back(costs.front());
  median.push_back(costs[costs.size() / 2]);
  // A fifth of the generations is looked at, of the newest at most so many.
  if (best.size() < 6 * longest_history) return;
  best.erase(best.begin(), best.end() - static_cast<std::ptrdiff_t>(5 * longest_history));
  median.erase(median.begin(), median.end() - static_cast<std::ptrdiff_t>(5 * longest_history));
}

std::optional<CmaEsStop> reason_to_stop(const CmaEsSearch& search, const CmaEsHistory& history,
                                        std::span<const double> costs, double sigma, const CmaEsOptions& options) {
  const auto [shortest, longest] = std::ranges::minmax(search.lengths);
  if (!std::isfinite(search.sigma * longest)) return CmaEsStop::not_a_number;
  for (const double value : search.mean)
    if (!std::isfinite(value)) return CmaEsStop::not_a_number;

  const std::size_t some = some_generations(search, costs.size());
  if (history.best.size() >= 10 + some) {
    const auto recent = std::span(history.best).last(10 + some);
    const auto [least, most] = std::ranges::minmax(recent);
    if (least == most) return CmaEsStop::equal_scores;
    if (std::max(most, costs.back()) - std::min(least, costs.front()) < options.tol_fun) return CmaEsStop::tol_fun;
  }
  const std::size_t long_time = shortest_history + some;
  if (stagnates(history.best, long_time) && stagnates(history.median, long_time)) return CmaEsStop::stagnation;

  if (is_small(search, options.tol_x * sigma)) return CmaEsStop::tol_x;
  if (search.sigma * longest > largest_growth * sigma) return CmaEsStop::tol_x_up;
  if (longest * longest > worst_condition * shortest * shortest) return CmaEsStop::condition;
  if (has_no_effect_axis(search)) return CmaEsStop::no_effect_axis;
  if (has_no_effect_coord(search)) return CmaEsStop::no_effect_coord;
  return std::nullopt;
}

}  // namespace plexus::evolve
