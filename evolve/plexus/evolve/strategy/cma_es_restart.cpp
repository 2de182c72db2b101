#include <plexus/evolve/strategy/cma_es_restart.hpp>

#include <algorithm>
#include <cmath>

namespace plexus::evolve {

CmaEsSchedule CmaEsSchedule::next(std::size_t first_lambda, const CmaEsOptions& options, Random& random) const {
  CmaEsSchedule after = *this;
  (small ? after.evaluations_small : after.evaluations_large) += restarts > 0 ? evaluations : 0;
  if (!small) after.evaluations_last = evaluations;
  after.evaluations = 0;
  ++after.restarts;
  after.small = options.restart == Restart::bipop && after.evaluations_small < after.evaluations_large;
  if (options.restart != Restart::same && !after.small) after.doublings = std::min(doublings + 1, options.doublings);
  const auto first = static_cast<double>(first_lambda);
  const double large = std::ldexp(first, static_cast<int>(after.doublings));
  after.lambda = static_cast<std::size_t>(large);
  after.sigma = options.sigma;
  if (after.small) {
    const double part = random.uniform(), finer = random.uniform();
    after.lambda = std::max<std::size_t>(2, static_cast<std::size_t>(first * std::pow(large / first / 2, part * part)));
    after.sigma = options.sigma * std::pow(10, -2 * finer);
  }
  return after;
}

}  // namespace plexus::evolve
