#include <plexus/architect/layers/attention.hpp>

#include <plexus/architect/layers/attention_scores.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Apply;
using primitive::Combine;
using primitive::Combining;
using primitive::Einsum;

// Query, value and key of a call.
struct Inputs {
  const Tensor& query;
  const Tensor& value;
  const Tensor& key;
};

Inputs inputs_of(const LayerBuild& layer, std::span<const Tensor> inputs) {
  if (inputs.size() < 2 || inputs.size() > 3)
    throw Error("layer '", layer.layer(), "' takes a query, a value and perhaps a key, got ", inputs.size(), " inputs");
  for (const Tensor& each : inputs) require_axes(layer, each, 2, "(steps, features)");
  return {inputs[0], inputs[1], inputs.back()};
}

// Each step of the query beside each of the key: (T, S, d).
Group beside(LayerBuild& layer, const Group& query, const Group& key) {
  const Shape q = shape_of(query), k = shape_of(key);
  const Group wide = layer.make(primitive::Gather{primitive::reshape(q, {q[0], 1, q[1]}), 0}, {query}, "query");
  return layer.make(Combine{Combining::sum, {}}, {wide, key}, "sums");
}

template <class Options>
std::vector<Tensor> attended(LayerBuild& layer, const Options& options, const Inputs& inputs, const Group& scores) {
  const ScoreMasks masks{.steps = inputs.value.mask, .causal = options.use_causal_mask};
  const Group shares = shares_of(layer, scores, masks, options.dropout);
  Group taken = layer.make(Einsum{"ts,sv->tv"}, {shares, inputs.value.group}, "taken");
  if (inputs.query.mask)
    taken =
        layer.make(Combine{Combining::product, {}}, {taken, over_steps(layer, *inputs.query.mask, shape_of(taken))});
  std::vector<Tensor> outputs{{taken, inputs.query.mask}};
  if (options.return_attention_scores) outputs.push_back({shares});
  return outputs;
}

std::vector<Tensor> attention(LayerBuild& layer, const AttentionOptions& options, std::span<const Tensor> all) {
  const Inputs inputs = inputs_of(layer, all);
  const bool concat = options.score_mode == "concat";
  if (!concat && options.score_mode != "dot")
    throw Error("layer '", layer.layer(), "': score_mode is '", options.score_mode, "', wanted 'dot' or 'concat'");
  const auto scale = options.use_scale ? layer.weight("scale", {}, ones) : nullptr;
  const auto weight = concat ? layer.weight("concat_score_weight", {}, ones) : nullptr;
  const auto times = [&](const Group& group, const SharedParameter& factor) {
    return factor ? layer.make(Combine{Combining::product, {}}, {group, factor}, "scaled") : group;
  };
  if (!concat) {
    const Group fits = layer.make(Einsum{"td,sd->ts"}, {inputs.query.group, inputs.key.group}, "scores");
    return attended(layer, options, inputs, times(fits, scale));
  }
  const Group sums = times(beside(layer, inputs.query.group, inputs.key.group), scale);
  const Group bent = layer.make(Combine{}, {sums}, "bent", Activation::tanh);
  const Group scores = layer.make(primitive::Reduce{primitive::Reducing::sum, {-1}, false}, {bent}, "scores");
  return attended(layer, options, inputs, times(scores, weight));
}

std::vector<Tensor> additive(LayerBuild& layer, const AdditiveAttentionOptions& options, std::span<const Tensor> all) {
  const Inputs inputs = inputs_of(layer, all);
  const Group sums = beside(layer, inputs.query.group, inputs.key.group);
  const Group bent = layer.make(Combine{}, {sums}, "bent", Activation::tanh);
  const Group scores =
      options.use_scale ? layer.make(Einsum{"tsd,d->ts"},
                                     {bent, layer.weight("scale", {inputs.query.shape()[1]}, glorot_uniform)}, "scores")
                        : layer.make(primitive::Reduce{primitive::Reducing::sum, {-1}, false}, {bent}, "scores");
  return attended(layer, options, inputs, scores);
}

}  // namespace

void AttentionOptions::visit(OptionVisitor& visitor) {
  visitor("use_scale", use_scale);
  visitor("score_mode", score_mode);
  visitor("dropout", dropout);
  visitor("use_causal_mask", use_causal_mask);
  visitor("return_attention_scores", return_attention_scores);
}
void AdditiveAttentionOptions::visit(OptionVisitor& visitor) {
  visitor("use_scale", use_scale);
  visitor("dropout", dropout);
  visitor("use_causal_mask", use_causal_mask);
  visitor("return_attention_scores", return_attention_scores);
}

Layer Attention(const AttentionOptions& options) { return make_layer("Attention", options, attention); }
Layer AdditiveAttention(const AdditiveAttentionOptions& options) {
  return make_layer("AdditiveAttention", options, additive);
}

}  // namespace plexus
