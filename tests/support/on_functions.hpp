#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <plexus/evolve/population.hpp>

// Functions of numbers that strategies on weights are compared on: each parameter of a network is one of the numbers.

namespace plexus::evolve {

using Function = std::function<double(std::span<const double>)>;

/// A network of `count` >= 2 parameters, all of this value.
Network network_at(std::size_t count, double value);

double sphere(std::span<const double> x);
/// Entry i of the diagonal of the ellipsoid's Hessian is twice this; its condition number is 1e6.
double curvature(std::size_t i, std::size_t count);
double ellipsoid(std::span<const double> x);
double rosenbrock(std::span<const double> x);
double rastrigin(std::span<const double> x);

std::vector<double> score_by(const Function& function, const Population& population);

/// Evaluations until a score is at most `target`; nothing when more than `most` are needed.
std::optional<std::size_t> evaluations_to(Population& population, const Function& function, double target,
                                          std::size_t most);

/// Options of a strategy that minimises, on one thread.
Options minimising(Strategy strategy, std::size_t population, std::uint64_t seed);

}  // namespace plexus::evolve
