#include <plexus/primitive/shape.hpp>

#include <algorithm>
#include <limits>

#include <plexus/core/error.hpp>

namespace plexus {

std::uint32_t element_count(const Shape& shape) {
  std::uint64_t count = 1;
  for (const std::uint32_t size : shape) {
    if (size == 0) throw Error("the shape ", in_words(shape), " has no elements; each axis needs at least 1");
    count *= size;
    if (count >= std::numeric_limits<std::uint32_t>::max())
      throw Error("the shape ", in_words(shape), " has more elements than can be held, at most ",
                  std::numeric_limits<std::uint32_t>::max() - 1);
  }
  return static_cast<std::uint32_t>(count);
}

std::vector<std::uint32_t> strides(const Shape& shape) {
  std::vector<std::uint32_t> all(shape.size(), 1);
  for (std::size_t axis = shape.size(); axis-- > 1;) all[axis - 1] = all[axis] * shape[axis];
  return all;
}

std::string in_words(const Shape& shape) {
  std::string text = "(";
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string(shape[axis]);
  }
  text += ")";
  return text;
}

std::string in_words(std::span<const Shape> shapes) {
  std::string text;
  for (const Shape& each : shapes) {
    if (!text.empty()) text += ", ";
    text += in_words(each);
  }
  return text;
}

std::uint32_t axis_of(std::int64_t axis, const Shape& shape, const char* who) {
  const auto rank = static_cast<std::int64_t>(shape.size());
  if (axis < -rank || axis >= rank)
    throw Error(who, ": got axis ", axis, " for the shape ", in_words(shape), ", wanted one from ", -rank, " to ",
                rank - 1);
  return static_cast<std::uint32_t>(axis < 0 ? axis + rank : axis);
}

Shape broadcast(std::span<const Shape> shapes) {
  Shape common;
  for (const Shape& each : shapes) {
    if (each.size() > common.size()) common.insert(common.begin(), each.size() - common.size(), 1);
    for (std::size_t i = 0; i < each.size(); ++i) {
      std::uint32_t& size = common[common.size() - each.size() + i];
      if (size != each[i] && size != 1 && each[i] != 1)
        throw Error("the shapes ", in_words(shapes), " do not fit each other: sizes of an axis must be equal, or 1");
      size = std::max(size, each[i]);
    }
  }
  return common;
}

}  // namespace plexus
