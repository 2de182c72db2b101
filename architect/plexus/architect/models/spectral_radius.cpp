#include <plexus/architect/models/spectral_radius.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <plexus/core/random.hpp>

namespace plexus::architect {
namespace {

constexpr int settling = 1000;  // steps until the largest eigenvalues rule
constexpr int measuring = 2000;

double norm(const std::vector<double>& vector) {
  return std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0));
}

}  // namespace

double spectral_radius(std::span<const Connection> connections, std::span<const double> weights, std::size_t units) {
  plexus::Random random(units);
  std::vector<double> vector(units), next(units);
  std::ranges::generate(vector, [&] { return random.normal(); });
  double growth = 0, total = 0;
  for (int step = 0; step < settling + measuring; ++step) {
    const double length = norm(vector);
    if (length == 0) return 0;
    for (double& each : vector) each /= length;
    std::ranges::fill(next, 0);
    for (std::size_t i = 0; i < connections.size(); ++i)
      next[connections[i].to] += weights[i] * vector[connections[i].from];
    vector.swap(next);
    if (step < settling) continue;
    const double place = (step - settling + 0.5) / measuring, share = std::exp(-1 / (place * (1 - place)));
    growth += share * std::log(std::max(norm(vector), 1e-300));
    total += share;
  }
  return std::exp(growth / total);
}

}  // namespace plexus::architect
