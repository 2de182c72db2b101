#pragma once

#include <cstddef>
#include <span>

#include <plexus/network/topology.hpp>

namespace plexus::architect {

/// The largest absolute value of an eigenvalue of the matrix that takes the outputs of `units` units to their next
/// states: the weight of a connection stands in row `to`, column `from`. By power iteration, the mean growth of a
/// vector in a step; with complex eigenvalues growth swings from step to step, so the mean is weighted by a smooth
/// bump, which makes swings cancel (Das, Saiki, Sander and Yorke 2017, "Quantitative quasiperiodicity"). Random
/// matrices come out right to about 1e-5. Takes 3000 multiplications. 0 when there is no loop.
double spectral_radius(std::span<const Connection> connections, std::span<const double> weights, std::size_t units);

}  // namespace plexus::architect
