#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Attention, as Keras 3 has it. What Keras takes as arguments of the call (causal masks, scores to return) are options
// here. All hand the mask of the query on.

namespace plexus {

struct AttentionOptions {
  bool use_scale = false;
  std::string score_mode = "dot";  ///< or "concat"
  double dropout = 0;              ///< of the shares
  bool use_causal_mask = false;    ///< no step of the query sees a later one
  bool return_attention_scores = false;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Each step of a query takes a mean of the values, with shares softmax(scores) by how well its keys fit:
///
///   dot     scores = scale * q k^T
///   concat  scores = weight * sum of tanh(scale * (q + k))
///
/// Inputs   query (T, d), value (S, v), and, if it is not the value, key (S, d)
/// Outputs  (T, v), 0 at steps that the query's mask leaves out; and the shares (T, S) when they are to be returned
/// Weights  scale () with use_scale, concat_score_weight () with concat
/// Throws   Error for other inputs, or another score_mode
/// Source   Keras 3, Attention; Luong, Pham and Manning 2015, arXiv:1508.04025
Layer Attention(const AttentionOptions& options = {});

struct AdditiveAttentionOptions {
  bool use_scale = true;
  double dropout = 0;
  bool use_causal_mask = false;
  bool return_attention_scores = false;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// The same with scores = sum over d of scale_d * tanh(q_d + k_d). Weights: scale (d). Source: Keras 3,
/// AdditiveAttention; Bahdanau, Cho and Bengio 2014, arXiv:1409.0473.
Layer AdditiveAttention(const AdditiveAttentionOptions& options = {});

struct MultiHeadAttentionOptions {
  std::uint32_t num_heads = 1;
  std::uint32_t key_dim = 1;                    ///< of each head
  std::optional<std::uint32_t> value_dim = {};  ///< of each head; key_dim unless given
  double dropout = 0;
  bool use_bias = true;
  std::optional<std::uint32_t> output_shape = {};  ///< numbers of a step of the output; those of the query unless given
  std::optional<std::uint32_t> sliding_window = {};  ///< steps see those that are nearer than so many
  bool use_gate = false;                             ///< multiplies heads by sigmoid(a projection of the query)
  bool use_causal_mask = false;
  bool return_attention_scores = false;
  bool attention_mask = false;  ///< the last input is a mask, (T, S)
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Attention of several heads, each with projections of its own:
/// softmax(q k^T / sqrt(key_dim)) v for each head, put together by a last projection.
///
/// Inputs   query (T, m), value (S, n), and, if it is not the value, key (S, n); then the mask
/// Outputs  (T, output_shape); and the shares (heads, T, S) when they are to be returned
/// Weights  query/kernel (m, heads, key_dim), query/bias (heads, key_dim), key/..., gate/..., value/..., and
///          attention_output/kernel (heads, value_dim, output), attention_output/bias (output)
/// Source   Keras 3, MultiHeadAttention; Vaswani et al. 2017, arXiv:1706.03762
Layer MultiHeadAttention(const MultiHeadAttentionOptions& options);

struct GroupQueryAttentionOptions {
  std::uint32_t head_dim = 1;
  std::uint32_t num_query_heads = 1;
  std::uint32_t num_key_value_heads = 1;  ///< each of them serves so many query heads, which stand side by side
  double dropout = 0;
  bool use_bias = true;
  std::optional<std::uint32_t> sliding_window = {};
  bool use_gate = false;
  bool use_causal_mask = false;
  bool return_attention_scores = false;
  bool attention_mask = false;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Multi-head attention with fewer heads of keys and values than of queries. Throws Error when they do not divide them.
/// Source: Keras 3, GroupQueryAttention; Ainslie et al. 2023, arXiv:2305.13245.
Layer GroupQueryAttention(const GroupQueryAttentionOptions& options);

}  // namespace plexus
