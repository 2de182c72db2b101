#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/evolve/strategy/cma_es.hpp>
#include <plexus/evolve/strategy/cma_es_parameters.hpp>

namespace plexus::evolve {

/// One search by CMA-ES: a normal distribution of n numbers, N(mean, sigma^2 C), that follows the better ones of those
/// drawn from it. All sums are taken in a fixed order.
///
/// Source: Hansen 2016, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, appendix A; with a diagonal C Ros
/// and Hansen 2008.
struct CmaEsSearch {
  /// Around a mean, with C the identity.
  CmaEsSearch(std::vector<double> mean, double sigma, bool diagonal);

  std::size_t dimension() const noexcept { return mean.size(); }
  bool is_diagonal() const noexcept { return axes.empty(); }
  /// Entry (i, i) of C.
  double variance(std::size_t i) const { return covariance[is_diagonal() ? i : i * dimension() + i]; }

  /// A vector drawn from the distribution.
  std::vector<double> draw(Random& random) const;

  /// Follows vectors, best first, which are [vector][number], as many as parameters.weights. They need not be as they
  /// were drawn. False when C is not positive definite any more: the search cannot go on.
  bool follow(std::span<const double> vectors, const CmaEsParameters& parameters);

  std::vector<double> mean;
  double sigma = 1;
  std::vector<double> path_sigma;  ///< evolution path of the step size, p_sigma
  std::vector<double> path;        ///< evolution path of the covariance, p_c
  std::vector<double> covariance;  ///< C: n x n, column by column, of which the lower triangle counts; or its diagonal
  std::vector<double> axes;        ///< B: the eigenvectors of C, n x n, each a column; empty: C is diagonal
  std::vector<double> lengths;     ///< D: square roots of the eigenvalues of C
  std::size_t generation = 0;      ///< so many were followed
  std::size_t decomposed = 0;      ///< the generation whose C has these axes and lengths

 private:
  std::vector<double> whitened(std::span<const double> step) const;  // C^(-1/2) step
  void adapt_covariance(std::span<const double> steps, bool stalled, const CmaEsParameters& parameters);
  bool decompose();
};

/// Why a search ends: the criteria of Hansen's tutorial, appendix B.3.
enum class CmaEsStop : std::uint8_t {
  no_effect_axis,   ///< a step of 0.1 sigma along an axis does not change the mean
  no_effect_coord,  ///< a step of 0.2 sigma does not change one of its numbers
  condition,        ///< C has a condition number above 1e14
  equal_scores,     ///< the best score was the same for 10 + 30 n / lambda generations
  tol_fun,          ///< best scores of so many generations, and all of the last, within tol_fun
  stagnation,       ///< neither the best nor the median score got better in a long time
  tol_x_up,         ///< steps got 10,000 times as large as at first
  tol_x,            ///< steps got as small as tol_x says
  not_a_number      ///< numbers beyond those that a double holds
};

/// The best and the median score of each generation of a search, the newest last; as costs, of which less is better and
/// NaN is infinite.
struct CmaEsHistory {
  std::vector<double> best, median;

  /// Adds a generation, whose costs are in ascending order, at least one; forgets what is too old to matter.
  void add(std::span<const double> costs);
};

/// The first criterion that holds, if any. `costs` are those of the last generation, in ascending order, already in the
/// history; `sigma` is the search's first.
std::optional<CmaEsStop> reason_to_stop(const CmaEsSearch& search, const CmaEsHistory& history,
                                        std::span<const double> costs, double sigma, const CmaEsOptions& options);

}  // namespace plexus::evolve
