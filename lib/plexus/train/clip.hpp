#pragma once

#include <cmath>
#include <span>

namespace plexus {

/// What a gradient is multiplied with so that its length is at most `clip`, if that is not 0: Pascanu, Mikolov and
/// Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1.
template <class Real>
Real clipping_scale(std::span<const Real> gradient, double clip) {
  if (clip == 0) return 1;
  double square = 0;
  for (const Real slope : gradient) square += static_cast<double>(slope) * static_cast<double>(slope);
  const double length = std::sqrt(square);
  return length > clip ? static_cast<Real>(clip / length) : Real{1};
}

}  // namespace plexus
