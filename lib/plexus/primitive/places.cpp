#include <plexus/primitive/places.hpp>

#include <plexus/primitive/walk.hpp>

namespace plexus {

std::vector<std::uint32_t> broadcast_places(const Shape& operand, const Shape& result) {
  Walk<1> walk;
  const auto own = strides(operand);
  const std::size_t missing = result.size() - operand.size();
  for (std::size_t axis = 0; axis < result.size(); ++axis) {
    const bool repeated = axis < missing || operand[axis - missing] == 1;
    walk.push_back({result[axis], {repeated ? 0 : own[axis - missing]}});
  }
  std::vector<std::uint32_t> places;
  for_each(walk, [&](const auto& at) { places.push_back(at[0]); });
  return places;
}

}  // namespace plexus
