#include <cstddef>

#include <plexus/evolve/strategy/pgpe.hpp>

namespace plexus::evolve {

PgpeGradient pgpe_gradient(std::span<const double> noises, std::span<const double> merits,
                           std::span<const double> sigma) {
  const std::size_t n = sigma.size(), pairs = merits.size() / 2;
  PgpeGradient gradient{std::vector<double>(n), std::vector<double>(n)};
  double baseline = 0;
  for (const double merit : merits) baseline += merit / static_cast<double>(merits.size());
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const double up = merits[2 * pair], down = merits[2 * pair + 1];
    const double slope = (up - down) / 2 / static_cast<double>(pairs);
    const double surplus = ((up + down) / 2 - baseline) / static_cast<double>(pairs);
    for (std::size_t i = 0; i < n; ++i) {
      const double noise = noises[pair * n + i];
      gradient.centre[i] += slope * noise;
      gradient.sigma[i] += surplus * (noise * noise - sigma[i] * sigma[i]) / sigma[i];
    }
  }
  return gradient;
}

}  // namespace plexus::evolve
