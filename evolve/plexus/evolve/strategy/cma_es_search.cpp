#include <plexus/evolve/strategy/cma_es_search.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <plexus/evolve/strategy/cma_es_axes.hpp>

namespace plexus::evolve {
namespace {

double square_length(std::span<const double> vector) {
  double sum = 0;
  for (const double value : vector) sum += value * value;
  return sum;
}

// path = (1 - rate) path + sqrt(rate (2 - rate) mu_effective) step
void lengthen(std::vector<double>& path, std::span<const double> step, double rate, double mu_effective) {
  const double factor = std::sqrt(rate * (2 - rate) * mu_effective);
  for (std::size_t i = 0; i < path.size(); ++i) path[i] = (1 - rate) * path[i] + factor * step[i];
}

}  // namespace

CmaEsSearch::CmaEsSearch(std::vector<double> at, double step, bool diagonal)
    : mean(std::move(at)), sigma(step), path_sigma(mean.size()), path(mean.size()), lengths(mean.size(), 1.0) {
  const std::size_t n = dimension();
  covariance.assign(diagonal ? n : n * n, 0.0);
  if (!diagonal) axes.assign(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    covariance[diagonal ? i : i * n + i] = 1;
    if (!diagonal) axes[i * n + i] = 1;
  }
}

std::vector<double> CmaEsSearch::draw(Random& random) const {
  const std::size_t n = dimension();
  std::vector<double> step(n), drawn(mean);
  if (is_diagonal()) {
    for (std::size_t i = 0; i < n; ++i) step[i] = lengths[i] * random.normal();
  } else {
    for (std::size_t axis = 0; axis < n; ++axis) {
      const double along = lengths[axis] * random.normal();
      const double* const column = &axes[axis * n];
      for (std::size_t i = 0; i < n; ++i) step[i] += along * column[i];
    }
  }
  for (std::size_t i = 0; i < n; ++i) drawn[i] += sigma * step[i];
  return drawn;
}

std::vector<double> CmaEsSearch::whitened(std::span<const double> step) const {
  const std::size_t n = dimension();
  std::vector<double> result(n);
  if (is_diagonal()) {
    for (std::size_t i = 0; i < n; ++i) result[i] = step[i] / lengths[i];
    return result;
  }
  for (std::size_t axis = 0; axis < n; ++axis) {
    const double* const column = &axes[axis * n];
    double along = 0;
    for (std::size_t i = 0; i < n; ++i) along += column[i] * step[i];
    along /= lengths[axis];
    for (std::size_t i = 0; i < n; ++i) result[i] += along * column[i];
  }
  return result;
}

bool CmaEsSearch::follow(std::span<const double> vectors, const CmaEsParameters& parameters) {
  const std::size_t n = dimension(), lambda = parameters.weights.size();
  std::vector<double> steps(lambda * n), together(n);
  for (std::size_t k = 0; k < lambda; ++k)
    for (std::size_t i = 0; i < n; ++i) {
      steps[k * n + i] = (vectors[k * n + i] - mean[i]) / sigma;
      if (k < lambda / 2) together[i] += parameters.weights[k] * steps[k * n + i];
    }
  for (std::size_t i = 0; i < n; ++i) mean[i] += sigma * together[i];
  ++generation;

  lengthen(path_sigma, whitened(together), parameters.c_sigma, parameters.mu_effective);
  const double length = std::sqrt(square_length(path_sigma));
  const double unbiased = std::sqrt(1 - std::pow(1 - parameters.c_sigma, 2 * static_cast<double>(generation)));
  const bool stalled = length / unbiased >= (1.4 + 2 / (static_cast<double>(n) + 1)) * parameters.expected_length;
  const double growth = parameters.c_sigma / parameters.d_sigma * (length / parameters.expected_length - 1);
  sigma *= std::exp(std::min(growth, 1.0));  // a step from beyond the limits may be of any length

  for (double& value : path) value *= stalled ? 1 - parameters.c_path : 1;
  if (!stalled) lengthen(path, together, parameters.c_path, parameters.mu_effective);
  adapt_covariance(steps, stalled, parameters);
  const bool due = is_diagonal() || generation - decomposed >= parameters.decompose_after;
  return std::isfinite(sigma) && sigma > 0 && (!due || decompose());
}

void CmaEsSearch::adapt_covariance(std::span<const double> steps, bool stalled, const CmaEsParameters& parameters) {
  const std::size_t n = dimension();
  double weight_sum = 0;
  for (const double weight : parameters.weights) weight_sum += weight;
  const double lost = stalled ? parameters.c_path * (2 - parameters.c_path) : 0;
  const double kept = 1 + parameters.c_one * lost - parameters.c_one - parameters.c_mu * weight_sum;
  for (double& value : covariance) value *= kept;

  const auto add = [&](std::span<const double> step, double factor) {
    if (is_diagonal()) {
      for (std::size_t i = 0; i < n; ++i) covariance[i] += factor * step[i] * step[i];
      return;
    }
    for (std::size_t column = 0; column < n; ++column) {
      const double scaled = factor * step[column];
      double* const entries = &covariance[column * n];
      for (std::size_t i = column; i < n; ++i) entries[i] += scaled * step[i];
    }
  };
  add(path, parameters.c_one);
  for (std::size_t k = 0; k < parameters.weights.size(); ++k) {
    const auto step = steps.subspan(k * n, n);
    double weight = parameters.weights[k];
    if (weight == 0) continue;
    if (weight < 0) {
      const double square = square_length(whitened(step));
      if (!(square > 0)) continue;
      weight *= static_cast<double>(n) / square;
    }
    add(step, parameters.c_mu * weight);
  }
}

bool CmaEsSearch::decompose() {
  decomposed = generation;
  if (is_diagonal())
    lengths = covariance;
  else if (!find_axes(covariance, axes, lengths))
    return false;
  for (double& length : lengths) {
    if (!(length > 0) || !std::isfinite(length)) return false;
    length = std::sqrt(length);
  }
  return true;
}

}  // namespace plexus::evolve
