#include <plexus/architect/channels.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

Group permuted(LayerBuild& layer, const Group& group, bool to_the_end) {
  const Shape shape = shape_of(group);
  std::vector<std::int64_t> axes(shape.size());
  std::iota(axes.begin(), axes.end(), std::int64_t{0});
  std::rotate(axes.begin(), to_the_end ? axes.begin() + 1 : axes.end() - 1, axes.end());
  return layer.make(primitive::Gather{primitive::permute(shape, axes)}, {group}, "channels");
}

}  // namespace

Group channels_last(LayerBuild& layer, const Group& group, DataFormat format) {
  const bool is_last = format == DataFormat::channels_last || shape_of(group).size() < 2;
  return is_last ? group : permuted(layer, group, true);
}

Group channels_back(LayerBuild& layer, const Group& group, DataFormat format) {
  const bool is_last = format == DataFormat::channels_last || shape_of(group).size() < 2;
  return is_last ? group : permuted(layer, group, false);
}

}  // namespace plexus
