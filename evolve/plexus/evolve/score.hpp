#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plexus::evolve {

/// Whether more or less is better.
enum class Goal : std::uint8_t { maximise, minimise };

/// Whether score `a` is better than `b`. NaN is worse than every number, and no better than NaN, so scores of any kind
/// have an order.
bool is_better(double a, double b, Goal goal);

/// The positions of the scores, best first; equal ones in their own order.
std::vector<std::size_t> ranking(std::span<const double> scores, Goal goal);

/// The merit of each score by its rank alone: 1 for the best, 0 for the worst, equal for equal scores (the mean of
/// their ranks); 1 for a single one. Merits do not depend on the scale of the scores, and are defined for any of them.
std::vector<double> merits(std::span<const double> scores, Goal goal);
/// The same for scores whose ranking is known.
std::vector<double> merits(std::span<const double> scores, std::span<const std::size_t> ranking, Goal goal);

}  // namespace plexus::evolve
