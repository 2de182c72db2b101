#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace plexus::evolve {

/// Behaviours, [behaviour][number]: each of so many numbers.
struct Behaviours {
  std::span<const double> numbers;
  std::size_t dimension = 1;  ///< >= 1

  std::size_t size() const { return numbers.size() / dimension; }
  std::span<const double> operator[](std::size_t i) const { return numbers.subspan(i * dimension, dimension); }
};

/// The mean distance of each behaviour of a generation from its nearest `neighbours` (or as many as there are; 0 when
/// there is none) among the others and those of the archive. The distance is Euclidean. A behaviour that has a number
/// that is not finite is a neighbour of none, and its novelty is NaN. The answer does not depend on the threads, nor on
/// the order in which the neighbours stand.
std::vector<double> novelties(Behaviours generation, Behaviours archive, std::size_t neighbours, std::size_t threads);

/// Whether a behaviour is farther than `threshold` from all of these.
bool is_apart(std::span<const double> behaviour, Behaviours others, double threshold);

/// Whether all its numbers are finite.
bool is_finite(std::span<const double> behaviour);

}  // namespace plexus::evolve
