#pragma once

#include <cstddef>

#include <plexus/core/random.hpp>
#include <plexus/evolve/strategy/cma_es.hpp>

namespace plexus::evolve {

/// Which search of a run is going on, and what the searches before it took: what the next one follows from.
struct CmaEsSchedule {
  std::size_t lambda = 0;             ///< of this search
  double sigma = 1;                   ///< the first of this search
  std::size_t restarts = 0;           ///< so many searches ended
  std::size_t doublings = 0;          ///< of lambda, in the last large search
  bool small = false;                 ///< whether this search is one of BIPOP's small ones
  std::size_t evaluations = 0;        ///< of this search
  std::size_t evaluations_small = 0;  ///< of all small searches that ended
  std::size_t evaluations_large = 0;  ///< of all large searches that ended, but for the first of the run
  std::size_t evaluations_last = 0;   ///< of the large search that ended last

  /// Whether this search has had its share: a small one half of the evaluations of the large one before it, and each
  /// CmaEsOptions::longest.
  bool is_used_up(const CmaEsOptions& options) const noexcept {
    return (small && 2 * evaluations > evaluations_last) || (options.longest > 0 && evaluations >= options.longest);
  }

  /// The search after this one; `lambda` is that of the first.
  CmaEsSchedule next(std::size_t first_lambda, const CmaEsOptions& options, Random& random) const;
};

}  // namespace plexus::evolve
