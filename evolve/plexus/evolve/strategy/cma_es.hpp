#pragma once

#include <cstddef>
#include <cstdint>

namespace plexus::evolve {

/// What follows when a search by CMA-ES has converged, or cannot go on.
///
/// Source: `ipop` Auger and Hansen 2005, "A restart CMA evolution strategy with increasing population size"; `bipop`
/// Hansen 2009, "Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed", section 2.
enum class Restart : std::uint8_t {
  same,   ///< another search of the same population
  ipop,   ///< another search of twice the population
  bipop,  ///< either such a one, or one of a small population and small steps, whichever had fewer evaluations so far
};

/// What the strategies `cma-es` and `sep-cma-es` read. Options::population is lambda, the networks that are drawn in
/// each generation before the first restart (see default_population). The first mean is the start network; that of a
/// restart is drawn around it with Options::spread. A weight beyond its limit is scored as if it were at its limit; the
/// mean stays within.
struct CmaEsOptions {
  double sigma = 0.5;  ///< standard deviation of the first networks' weights around the start's, > 0
  bool active = true;  ///< whether what bad networks have in common becomes less likely, too
  bool mean = false;   ///< whether the last network of each generation is the mean of the distribution: its score,
                       ///< which is less a matter of luck, moves nothing; lambda is then one less
  Restart restart = Restart::ipop;
  std::size_t doublings = 9;  ///< lambda is doubled at most so often, 0 to 20; restarts after that keep it
  std::size_t longest =
      0;                 ///< a search ends when so many networks were scored, whatever it promises; 0: after any number
  double tol_x = 1e-12;  ///< a search ends when its steps get as small, relative to sigma; >= 0
  double tol_fun = 1e-12;  ///< or when scores have differed by less for some generations; >= 0

  friend bool operator==(const CmaEsOptions&, const CmaEsOptions&) = default;
};

/// The lambda of Hansen's tutorial, table 1, for a search with so many parameters: 4 + floor(3 ln n); 4 for none.
std::size_t default_population(std::size_t parameters);

}  // namespace plexus::evolve
