#pragma once

#include <cstddef>
#include <vector>

namespace plexus::evolve {

/// The constants of a search by CMA-ES, which follow from its dimension and lambda.
///
/// Source: Hansen 2016, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, table 1. For a diagonal covariance
/// matrix the rates of its change are (n + 2) / 3 times as large: Ros and Hansen 2008, "A simple modification in CMA-ES
/// achieving linear time and space complexity", section 3.
struct CmaEsParameters {
  /// `lambda` >= 2, `dimension` >= 1.
  CmaEsParameters(std::size_t dimension, std::size_t lambda, bool active, bool diagonal);

  std::vector<double> weights;      ///< of the networks, best first: the positive ones add up to 1; 0 for 'not active'
  double mu_effective = 0;          ///< variance effective selection mass
  double c_sigma = 0;               ///< rate of the path of the step size
  double d_sigma = 0;               ///< damping of the step size
  double c_path = 0;                ///< rate of the path of the covariance, c_c
  double c_one = 0;                 ///< rate of the rank-one update, c_1
  double c_mu = 0;                  ///< rate of the rank-mu update
  double expected_length = 0;       ///< of a vector of normal numbers
  std::size_t decompose_after = 1;  ///< generations, so that decompositions take no more time than the rest
};

}  // namespace plexus::evolve
