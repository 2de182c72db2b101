#pragma once

#include <span>

namespace plexus::evolve {

/// Writes the eigenvectors of a symmetric matrix, each a column, and its eigenvalues in ascending order. Both matrices
/// are n x n, column by column; of the first the lower triangle counts. n is the number of values, >= 1. False when
/// they cannot be found, as with numbers that are not finite; then what was written means nothing.
bool find_axes(std::span<const double> matrix, std::span<double> axes, std::span<double> values);

}  // namespace plexus::evolve
