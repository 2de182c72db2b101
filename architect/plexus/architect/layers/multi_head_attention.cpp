#include <cmath>
#include <string>

#include <plexus/architect/layers/attention.hpp>
#include <plexus/architect/layers/attention_scores.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Combine;
using primitive::Combining;
using primitive::Einsum;

// What multi-head attention and its variant with shared heads have in common.
struct Heads {
  std::uint32_t queries, keys, key_size, value_size, output;
  double dropout;
  bool use_bias, use_gate;
  ScoreMasks masks;
};

struct Inputs {
  const Tensor& query;
  const Tensor& value;
  const Tensor& key;
  std::optional<Group> pairs;
};

Inputs inputs_of(const LayerBuild& layer, std::span<const Tensor> inputs, bool with_mask) {
  const std::size_t tensors = inputs.size() - (with_mask && !inputs.empty() ? 1 : 0);
  if (tensors < 2 || tensors > 3)
    throw Error("layer '", layer.layer(), "' takes a query, a value and perhaps a key",
                with_mask ? ", then a mask" : "", ", got ", inputs.size(), " inputs");
  for (const Tensor& each : inputs) require_axes(layer, each, 2, "(steps, features)");
  return {inputs[0], inputs[1], inputs[tensors - 1], with_mask ? std::optional(inputs.back().group) : std::nullopt};
}

// (steps, features) -> (steps, heads, size of a head)
Group projected(LayerBuild& layer, const std::string& part, const Group& x, std::uint32_t heads, std::uint32_t size,
                bool use_bias) {
  const auto kernel = layer.weight(part + "/kernel", {shape_of(x)[1], heads, size}, glorot_uniform);
  const Group made = layer.make(Einsum{"tm,mhd->thd"}, {x, kernel}, part);
  if (use_bias)
    operate_into(made, Combine{Combining::sum, shape_of(made)}, {layer.weight(part + "/bias", {heads, size}, zeros)});
  return made;
}

// Each head so many times, side by side.
Group repeated(LayerBuild& layer, const Group& heads, std::uint32_t times) {
  if (times == 1) return heads;
  return layer.make(primitive::Gather{primitive::repeat(shape_of(heads), 1, times), 0}, {heads}, "repeated");
}

std::vector<Tensor> attended(LayerBuild& layer, const Heads& heads, const Inputs& inputs, bool return_scores) {
  const std::uint32_t times = heads.queries / heads.keys;
  const Group query = projected(layer, "query", inputs.query.group, heads.queries, heads.key_size, heads.use_bias);
  const Group key =
      repeated(layer, projected(layer, "key", inputs.key.group, heads.keys, heads.key_size, heads.use_bias), times);
  std::optional<Group> gate;
  if (heads.use_gate) {
    const Group open = projected(layer, "gate", inputs.query.group, heads.queries, heads.value_size, heads.use_bias);
    gate = layer.make(Combine{}, {open}, "gate", Activation::logistic);
  }
  const Group value = repeated(
      layer, projected(layer, "value", inputs.value.group, heads.keys, heads.value_size, heads.use_bias), times);

  const double scale = 1 / std::sqrt(static_cast<double>(heads.key_size));
  const Group scaled = layer.make(primitive::Apply{Function::affine, {scale}}, {query}, "scaled");
  const Group scores = layer.make(Einsum{"thd,shd->hts"}, {scaled, key}, "scores");
  ScoreMasks masks = heads.masks;
  masks.steps = inputs.value.mask ? inputs.value.mask : inputs.key.mask;
  masks.pairs = inputs.pairs;
  const Group shares = shares_of(layer, scores, masks, heads.dropout);
  Group taken = layer.make(Einsum{"hts,shv->thv"}, {shares, value}, "taken");
  if (gate) taken = layer.make(Combine{Combining::product, {}}, {taken, *gate}, "gated");

  const auto kernel =
      layer.weight("attention_output/kernel", {heads.queries, heads.value_size, heads.output}, glorot_uniform);
  const Group output = layer.make(Einsum{"thv,hvo->to"}, {taken, kernel});
  if (heads.use_bias)
    operate_into(output, Combine{Combining::sum, shape_of(output)},
                 {layer.weight("attention_output/bias", {heads.output}, zeros)});
  std::vector<Tensor> outputs{{output, inputs.query.mask}};
  if (return_scores) outputs.push_back({shares});
  return outputs;
}

std::vector<Tensor> multi_head(LayerBuild& layer, const MultiHeadAttentionOptions& options,
                               std::span<const Tensor> all) {
  const Inputs inputs = inputs_of(layer, all, options.attention_mask);
  return attended(layer,
                  {.queries = options.num_heads,
                   .keys = options.num_heads,
                   .key_size = options.key_dim,
                   .value_size = options.value_dim.value_or(options.key_dim),
                   .output = options.output_shape.value_or(inputs.query.shape()[1]),
                   .dropout = options.dropout,
                   .use_bias = options.use_bias,
                   .use_gate = options.use_gate,
                   .masks = {.causal = options.use_causal_mask, .window = options.sliding_window}},
                  inputs, options.return_attention_scores);
}

std::vector<Tensor> group_query(LayerBuild& layer, const GroupQueryAttentionOptions& options,
                                std::span<const Tensor> all) {
  if (options.num_key_value_heads == 0 || options.num_query_heads % options.num_key_value_heads != 0)
    throw Error("layer '", layer.layer(), "': ", options.num_query_heads, " query heads cannot share ",
                options.num_key_value_heads, " heads of keys and values evenly");
  const Inputs inputs = inputs_of(layer, all, options.attention_mask);
  return attended(layer,
                  {.queries = options.num_query_heads,
                   .keys = options.num_key_value_heads,
                   .key_size = options.head_dim,
                   .value_size = options.head_dim,
                   .output = inputs.query.shape()[1],
                   .dropout = options.dropout,
                   .use_bias = options.use_bias,
                   .use_gate = options.use_gate,
                   .masks = {.causal = options.use_causal_mask, .window = options.sliding_window}},
                  inputs, options.return_attention_scores);
}

template <class Options>
void visit_common(Options& options, OptionVisitor& visitor) {
  visitor("dropout", options.dropout);
  visitor("use_bias", options.use_bias);
  visitor("sliding_window", options.sliding_window);
  visitor("use_gate", options.use_gate);
  visitor("use_causal_mask", options.use_causal_mask);
  visitor("return_attention_scores", options.return_attention_scores);
  visitor("attention_mask", options.attention_mask);
}

}  // namespace

void MultiHeadAttentionOptions::visit(OptionVisitor& visitor) {
  visitor("num_heads", num_heads);
  visitor("key_dim", key_dim);
  visitor("value_dim", value_dim);
  visitor("output_shape", output_shape);
  visit_common(*this, visitor);
}
void GroupQueryAttentionOptions::visit(OptionVisitor& visitor) {
  visitor("head_dim", head_dim);
  visitor("num_query_heads", num_query_heads);
  visitor("num_key_value_heads", num_key_value_heads);
  visit_common(*this, visitor);
}

Layer MultiHeadAttention(const MultiHeadAttentionOptions& options) {
  return make_layer("MultiHeadAttention", options, multi_head);
}
Layer GroupQueryAttention(const GroupQueryAttentionOptions& options) {
  return make_layer("GroupQueryAttention", options, group_query);
}

}  // namespace plexus
