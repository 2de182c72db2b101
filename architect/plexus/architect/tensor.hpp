#pragma once

#include <optional>

#include <plexus/graph/operate.hpp>

namespace plexus {

/// What layers hand to each other: a group in its shape, and the mask that travels with it, if any: a group of 1 for
/// each step of a sequence that is real, and 0 for those that only fill it up, of shape (steps).
struct Tensor {
  Group group;
  std::optional<Group> mask = {};

  Shape shape() const { return shape_of(group); }
};

}  // namespace plexus
