#include <plexus/primitive/slices.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/walk.hpp>

namespace plexus {
namespace {

// The elements along the axes that are `wanted` or not, from the first element.
std::vector<std::uint32_t> elements_along(const Shape& shape, const std::vector<bool>& along, bool wanted) {
  Walk<1> walk;
  const auto all = strides(shape);
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    if (along[axis] == wanted) walk.push_back({shape[axis], {all[axis]}});
  std::vector<std::uint32_t> elements;
  for_each(walk, [&](const auto& at) { elements.push_back(at[0]); });
  return elements;
}

}  // namespace

std::vector<bool> chosen(const Axes& axes, const Shape& shape, const char* who) {
  std::vector<bool> along(shape.size(), axes.empty());
  for (const std::int32_t each : axes) {
    const std::uint32_t axis = axis_of(each, shape, who);
    if (along[axis])
      throw Error(who, ": got axis ", axis, " of the shape ", in_words(shape), " twice, wanted each at most once");
    along[axis] = true;
  }
  return along;
}

Slices slices(const Shape& shape, const std::vector<bool>& along) {
  return {elements_along(shape, along, false), elements_along(shape, along, true)};
}

}  // namespace plexus
