#include <plexus/architect/layers/attention_scores.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Apply;
using primitive::Combine;
using primitive::Combining;
using primitive::Gather;

constexpr double far_below = -1e9;  // as Keras has it: exp of it is 0

// Scores that nobody may see, because of their places, are far below.
Group without_unseen(LayerBuild& layer, const Group& scores, const ScoreMasks& masks) {
  const Shape shape = shape_of(scores);
  const std::uint32_t columns = shape.back(), rows = shape[shape.size() - 2];
  primitive::IndexMap map{{}, shape};
  for (std::uint32_t i = 0; i < element_count(shape); ++i) {
    const std::uint32_t t = i / columns % rows, s = i % columns;
    const bool seen = !(masks.causal && s > t) && !(masks.window && (t > s ? t - s : s - t) >= *masks.window);
    map.from.push_back(seen ? i : primitive::no_element);
  }
  return layer.make(Gather{std::move(map), far_below}, {scores}, "seen");
}

// Adds `far_below` where a mask, of shape (..., S), is 0.
void push_down(LayerBuild& layer, const Group& scores, const Group& mask) {
  const Group low = layer.make(Apply{Function::affine, {-far_below, far_below}}, {mask}, "masked");
  operate_into(scores, Combine{Combining::sum, shape_of(scores)}, {low});
}

}  // namespace

Group shares_of(LayerBuild& layer, const Group& scores, const ScoreMasks& masks, double dropout) {
  Group seen = masks.causal || masks.window ? without_unseen(layer, scores, masks) : scores;
  if (masks.steps || masks.pairs) {
    seen = layer.make(Combine{}, {seen}, "seen");
    for (const auto& each : {masks.steps, masks.pairs})
      if (each) push_down(layer, seen, *each);
  }
  const Group shares = layer.make(primitive::Softmax{}, {seen}, "shares");
  if (dropout == 0) return shares;
  if (!(dropout > 0 && dropout <= 1))
    throw Error("layer '", layer.layer(), "': dropout is ", dropout, ", wanted 0 to 1");
  const Group drawn = layer.make(primitive::dropping(dropout, shape_of(shares), 0), {}, "noise");
  return layer.make(Combine{Combining::product, {}}, {shares, drawn}, "shares");
}

}  // namespace plexus
