#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace plexus::evolve {

/// How PGPE's centre climbs along a gradient.
enum class Ascent : std::uint8_t {
  clip_up,  ///< steps of one length, with momentum, no faster than a limit: Toklu, Liskowski and Srivastava 2020,
            ///< "ClipUp: a simple and powerful optimizer for distribution-based policy evolution"
  adam      ///< Kingma and Ba 2015, with its usual constants
};

/// What the strategy `pgpe` reads. The networks of a generation are pairs, centre + noise and centre - noise; the last
/// one of an odd Options::population is the centre itself, whose score, which is less a matter of luck, moves nothing.
///
/// Source: Sehnke, Osendorfer, Rueckstiess, Graves, Peters and Schmidhuber 2010, "Parameter-exploring policy
/// gradients".
struct PgpeOptions {
  double sigma = 0.1;       ///< standard deviation of the noise at first, > 0; each parameter then has its own
  double rate = 0.15;       ///< length of a step of the centre (clip_up), or Adam's rate; > 0
  double max_speed = 0.3;   ///< clip_up: the longest step with momentum, > 0
  double momentum = 0.9;    ///< clip_up: in [0, 1)
  double sigma_rate = 0.1;  ///< of the standard deviations, >= 0; they grow no larger than a weight may be
  double max_change = 0.2;  ///< a standard deviation changes by at most this share of it in a generation; in [0, 1)
  /// Scores count by their ranks, from -0.5 to 0.5. Else as they are, the worst finite one for those that are not
  /// finite; all of a generation are scaled down when one is beyond 1e100.
  bool ranking = true;
  Ascent ascent = Ascent::clip_up;

  friend bool operator==(const PgpeOptions&, const PgpeOptions&) = default;
};

/// The direction in which scores grow, estimated from pairs of networks.
struct PgpeGradient {
  std::vector<double> centre;  ///< of a linear function, in expectation: its slope times sigma squared
  std::vector<double> sigma;   ///< of the standard deviations
};

/// `noises` is [pair][parameter]; `merits`, of which more is better, of centre + noise and centre - noise, pair by
/// pair; `sigma` [parameter]. Sehnke et al. 2010, equations 13 and 14, without their common factor, with the mean as
/// baseline.
PgpeGradient pgpe_gradient(std::span<const double> noises, std::span<const double> merits,
                           std::span<const double> sigma);

}  // namespace plexus::evolve
