#include <plexus/parameter/fans.hpp>

#include <cmath>

namespace plexus {

Fans fans_of(const Shape& shape) {
  if (shape.empty()) return {1, 1};
  const double last = shape.back();
  if (shape.size() == 1) return {last, last};
  const double positions_and_inputs = element_count(shape) / last;
  return {positions_and_inputs, positions_and_inputs / shape[shape.size() - 2] * last};
}

Fans keras0_fans_of(const Shape& shape) {
  const double count = element_count(shape);
  if (shape.size() == 2) return {static_cast<double>(shape[0]), static_cast<double>(shape[1])};
  if (shape.size() == 4 || shape.size() == 5) return {count / shape[0], static_cast<double>(shape[0])};
  return {std::sqrt(count), std::sqrt(count)};
}

}  // namespace plexus
