#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>
#include <plexus/primitive/window.hpp>

namespace plexus::primitive {

/// What a convolution and its adjoint share: a kernel that slides along tensors of two sides. The wide side is what a
/// convolution reads, the narrow side what it makes; each has spatial axes, then channels. Element (p, c) of the wide
/// side and (q, f) of the narrow side meet over weight (k, c, f) wherever place k of window q is p, if c and f belong
/// to the same group of channels.
struct SlidingProduct {
  std::vector<Sliding> axes;
  Shape wide;                ///< (spatial..., channels)
  Shape narrow;              ///< (spatial..., filters)
  Shape sizes;               ///< of the kernel's spatial axes
  std::uint32_t groups = 1;  ///< of channels
  bool transposed = false;   ///< reads the narrow side and adds to the wide one
};

/// Operands: what is read, and weights that lie as (sizes..., channels / groups, filters).
SharedRoutine make_ready(const SlidingProduct& product);

}  // namespace plexus::primitive
