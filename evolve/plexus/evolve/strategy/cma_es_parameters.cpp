#include <plexus/evolve/strategy/cma_es_parameters.hpp>

#include <algorithm>
#include <cmath>
#include <span>

#include <plexus/evolve/strategy/cma_es.hpp>

namespace plexus::evolve {
namespace {

double sum_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

double effective_mass(std::span<const double> weights) {
  double squares = 0;
  for (const double weight : weights) squares += weight * weight;
  const double sum = sum_of(weights);
  return squares > 0 ? sum * sum / squares : 0;
}

}  // namespace

std::size_t default_population(std::size_t parameters) {
  return parameters == 0 ? 4 : 4 + static_cast<std::size_t>(3 * std::log(static_cast<double>(parameters)));
}

CmaEsParameters::CmaEsParameters(std::size_t dimension, std::size_t lambda, bool active, bool diagonal) {
  const auto n = static_cast<double>(dimension);
  const double middle = (static_cast<double>(lambda) + 1) / 2;
  for (std::size_t i = 1; i <= lambda; ++i) weights.push_back(std::log(middle) - std::log(static_cast<double>(i)));
  const std::size_t mu = lambda / 2;
  const std::span<double> better(weights.data(), mu), worse(weights.data() + mu, lambda - mu);
  mu_effective = effective_mass(better);
  const double mu_effective_worse = effective_mass(worse);

  c_sigma = (mu_effective + 2) / (n + mu_effective + 5);
  d_sigma = 1 + 2 * std::max(0.0, std::sqrt((mu_effective - 1) / (n + 1)) - 1) + c_sigma;
  c_path = (4 + mu_effective / n) / (n + 4 + 2 * mu_effective / n);
  const double faster = diagonal ? (n + 2) / 3 : 1;
  c_one = std::min(1.0, faster * 2 / ((n + 1.3) * (n + 1.3) + mu_effective));
  c_mu = std::min(1 - c_one,
                  faster * 2 * (0.25 + mu_effective + 1 / mu_effective - 2) / ((n + 2) * (n + 2) + mu_effective));
  expected_length = std::sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  decompose_after = std::max<std::size_t>(1, static_cast<std::size_t>(1 / (10 * n * (c_one + c_mu))));

  const double better_sum = sum_of(better), worse_sum = sum_of(worse);
  for (double& weight : better) weight /= better_sum;
  // So much that all together take away no more than the rank-one update adds, and the matrix stays positive definite.
  const double most = active ? std::min({1 + c_one / c_mu, 1 + 2 * mu_effective_worse / (mu_effective + 2),
                                         (1 - c_one - c_mu) / (n * c_mu)})
                             : 0;
  for (double& weight : worse) weight = worse_sum < 0 ? weight * most / -worse_sum : 0;
}

}  // namespace plexus::evolve
