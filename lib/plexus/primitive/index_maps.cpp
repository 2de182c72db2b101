#include <plexus/primitive/index_maps.hpp>

#include <algorithm>
#include <numeric>

#include <plexus/core/error.hpp>
#include <plexus/primitive/walk.hpp>

namespace plexus::primitive {
namespace {

using List = std::vector<std::uint32_t>;

List count_from(std::uint32_t start, std::uint32_t size) {
  List list(size);
  std::iota(list.begin(), list.end(), start);
  return list;
}

// For each axis, all of its elements.
std::vector<List> everything(const Shape& shape) {
  std::vector<List> lists;
  for (const std::uint32_t size : shape) lists.push_back(count_from(0, size));
  return lists;
}

std::vector<List> everything(const Shape& shape, std::size_t axis, List instead) {
  std::vector<List> lists = everything(shape);
  lists[axis] = std::move(instead);
  return lists;
}

void expect_axes(const Shape& shape, std::size_t axes, const char* who) {
  if (axes > shape.size())
    throw Error(who, ": got values for ", axes, " axes, the shape ", in_words(shape), " has ", shape.size());
}

}  // namespace

IndexMap take(const Shape& shape, std::span<const List> of_each_axis) {
  if (of_each_axis.size() != shape.size())
    throw Error("take: got lists for ", of_each_axis.size(), " axes, the shape ", in_words(shape), " has ",
                shape.size());
  IndexMap map;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    map.shape.push_back(static_cast<std::uint32_t>(of_each_axis[axis].size()));
    for (const std::uint32_t each : of_each_axis[axis])
      if (each >= shape[axis] && each != no_element)
        throw Error("take: got element ", each, " of axis ", axis, " of the shape ", in_words(shape));
  }
  map.from.assign(element_count(map.shape), 0);
  const auto old_steps = strides(shape);
  const auto steps = strides(map.shape);
  for (std::size_t i = 0; i < map.from.size(); ++i)
    for (std::size_t axis = 0; axis < shape.size() && map.from[i] != no_element; ++axis) {
      const std::uint32_t each = of_each_axis[axis][i / steps[axis] % map.shape[axis]];
      map.from[i] = each == no_element ? no_element : map.from[i] + each * old_steps[axis];
    }
  return map;
}

IndexMap reshape(const Shape& shape, const Shape& to) {
  if (element_count(shape) != element_count(to))
    throw Error("reshape: ", in_words(shape), " has ", element_count(shape), " elements, ", in_words(to), " has ",
                element_count(to), "; wanted as many");
  return {count_from(0, element_count(to)), to};
}

IndexMap permute(const Shape& shape, std::span<const std::int64_t> axes) {
  const auto steps = strides(shape);
  List seen;
  IndexMap map;
  Walk<1> walk;
  for (const std::int64_t each : axes) {
    const std::uint32_t axis = axis_of(each, shape, "permute");
    seen.push_back(axis);
    map.shape.push_back(shape[axis]);
    walk.push_back({shape[axis], {steps[axis]}});
  }
  std::ranges::sort(seen);
  if (seen != count_from(0, static_cast<std::uint32_t>(shape.size())))
    throw Error("permute: got ", axes.size(), " axes for the shape ", in_words(shape), ", wanted each of its ",
                shape.size(), " once");
  for_each(walk, [&](const auto& at) { map.from.push_back(at[0]); });
  return map;
}

IndexMap crop(const Shape& shape, std::span<const Pads> axes) {
  expect_axes(shape, axes.size(), "crop");
  auto lists = everything(shape);
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const auto& [before, after] = axes[axis];
    if (std::uint64_t{before} + after >= shape[axis])
      throw Error("crop: cutting ", before, " + ", after, " elements off axis ", axis, " of the shape ",
                  in_words(shape), " leaves nothing");
    lists[axis] = count_from(before, shape[axis] - before - after);
  }
  return take(shape, lists);
}

IndexMap pad(const Shape& shape, std::span<const Pads> axes) {
  expect_axes(shape, axes.size(), "pad");
  auto lists = everything(shape);
  Shape padded = shape;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const std::uint64_t size = std::uint64_t{shape[axis]} + axes[axis].before + axes[axis].after;
    padded[axis] = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, no_element));
  }
  element_count(padded);  // before lists of that size are made
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    lists[axis].insert(lists[axis].begin(), axes[axis].before, no_element);
    lists[axis].resize(padded[axis], no_element);
  }
  return take(shape, lists);
}

IndexMap repeat(const Shape& shape, std::int64_t axis, std::uint32_t times) {
  const std::uint32_t along = axis_of(axis, shape, "repeat");
  element_count({element_count(shape), times});  // before a list of that size is made
  List list;
  for (std::uint32_t each = 0; each < shape[along]; ++each) list.insert(list.end(), times, each);
  return take(shape, everything(shape, along, std::move(list)));
}

IndexMap flip(const Shape& shape, std::int64_t axis) {
  const std::uint32_t along = axis_of(axis, shape, "flip");
  List list = count_from(0, shape[along]);
  std::ranges::reverse(list);
  return take(shape, everything(shape, along, std::move(list)));
}

IndexMap slice(const Shape& shape, std::int64_t axis, std::uint32_t start, std::uint32_t size) {
  const std::uint32_t along = axis_of(axis, shape, "slice");
  if (size == 0 || std::uint64_t{start} + size > shape[along])
    throw Error("slice: got ", size, " elements from ", start, " on for axis ", along, " of the shape ",
                in_words(shape), ", wanted at least 1 and none past its end");
  return take(shape, everything(shape, along, count_from(start, size)));
}

IndexMap place(const Shape& shape, std::int64_t axis, std::uint32_t start, std::uint32_t size) {
  const std::uint32_t along = axis_of(axis, shape, "place");
  if (std::uint64_t{start} + shape[along] > size)
    throw Error("place: axis ", along, " of the shape ", in_words(shape), " does not fit into ", size,
                " elements from ", start, " on");
  std::vector<Pads> pads(along + 1);
  pads[along] = {start, size - start - shape[along]};
  return pad(shape, pads);
}

IndexMap broadcast_to(const Shape& shape, const Shape& to) {
  const std::vector<Shape> both{shape, to};
  if (broadcast(both) != to)
    throw Error("broadcast_to: the shape ", in_words(shape), " cannot be repeated to ", in_words(to));
  const std::size_t missing = to.size() - shape.size();
  Shape whole(missing, 1);
  whole.insert(whole.end(), shape.begin(), shape.end());
  auto lists = everything(to);
  for (std::size_t axis = 0; axis < to.size(); ++axis)
    if (whole[axis] == 1) lists[axis].assign(to[axis], 0);
  return take(whole, lists);
}

IndexMap windows(const Shape& shape, std::span<const std::uint32_t> sizes, std::span<const Sliding> axes) {
  expect_axes(shape, axes.size(), "windows");
  if (sizes.size() != axes.size())
    throw Error("windows: got ", sizes.size(), " sizes for ", axes.size(), " axes, wanted one for each");
  auto lists = everything(shape);
  Shape split;  // (windows, size) of each axis, then those kept
  std::vector<std::int64_t> counts_first;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const Sliding& sliding = axes[axis];
    const std::uint32_t count = window_count(shape[axis], sizes[axis], sliding, "windows");
    element_count({count, sizes[axis]});  // before a list of that size is made
    lists[axis].clear();
    for (std::uint32_t window = 0; window < count; ++window)
      for (std::uint32_t k = 0; k < sizes[axis]; ++k) {
        const std::uint64_t at = std::uint64_t{window} * sliding.stride + std::uint64_t{k} * sliding.dilation;
        const bool inside = at >= sliding.pads.before && at - sliding.pads.before < shape[axis];
        lists[axis].push_back(inside ? static_cast<std::uint32_t>(at - sliding.pads.before) : no_element);
      }
    split.insert(split.end(), {count, sizes[axis]});
    counts_first.push_back(static_cast<std::int64_t>(2 * axis));
  }
  for (std::size_t axis = 0; axis < axes.size(); ++axis)
    counts_first.push_back(static_cast<std::int64_t>(2 * axis + 1));
  for (std::size_t axis = axes.size(); axis < shape.size(); ++axis) {
    counts_first.push_back(static_cast<std::int64_t>(split.size()));
    split.push_back(shape[axis]);
  }
  return compose({take(shape, lists).from, split}, permute(split, counts_first));
}

IndexMap compose(const IndexMap& first, const IndexMap& second) {
  expect_fits(second, static_cast<std::uint32_t>(first.from.size()), "compose");
  IndexMap both = second;
  for (std::uint32_t& each : both.from)
    if (each != no_element) each = first.from[each];
  return both;
}

}  // namespace plexus::primitive
