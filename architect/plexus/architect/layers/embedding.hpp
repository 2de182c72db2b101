#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Layers around sequences of things and of steps, and the most general product, as Keras 3 has them.

namespace plexus {

struct EmbeddingOptions {
  std::uint32_t input_dim = 1;   ///< things: x is a whole number from 0 up to it
  std::uint32_t output_dim = 1;  ///< numbers that stand for a thing
  bool mask_zero = false;        ///< thing 0 only fills a sequence up: makes a mask of what is not 0
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Rows of a table, chosen by whole numbers; a number that names no row gives zeros.
///
/// Shapes   x (...), output (..., output_dim)
/// Weights  embeddings (input_dim, output_dim)
/// Source   Keras 3, Embedding; Bengio et al. 2003
Layer Embedding(const EmbeddingOptions& options);

/// Embedding that also goes back: with `reverse`, x (..., output_dim) becomes scores (..., input_dim), by the same
/// table turned, or, untied, by one of its own; then, if there is a cap, cap * tanh(scores / cap).
///
/// Weights  embeddings (input_dim, output_dim); untied: reverse_embeddings (output_dim, input_dim)
/// Source   Keras 3, ReversibleEmbedding
struct ReversibleEmbeddingOptions {
  std::uint32_t input_dim = 1;
  std::uint32_t output_dim = 1;
  bool tie_weights = true;
  bool mask_zero = false;
  double logit_soft_cap = 0;  ///< 0: none
  bool reverse = false;       ///< an argument of the call in Keras
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer ReversibleEmbedding(const ReversibleEmbeddingOptions& options);

/// Calls steps real in which some number is not `mask_value`, makes the mask, and sets the others to 0.
struct MaskingOptions {
  double mask_value = 0;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Masking(const MaskingOptions& options = {});

/// Hands on what it is given.
struct IdentityOptions {
  std::string name = {};

  void visit(OptionVisitor&) {}
};
Layer Identity(const IdentityOptions& options = {});

struct EinsumDenseOptions {
  std::string equation = "...x,xy->...y";        ///< the first letter of the first and last term is that of samples
  std::vector<std::int64_t> output_shape = {1};  ///< without samples; 0 for what the input says
  ActivationName activation = "linear";
  std::string bias_axes = {};  ///< letters of the output; none: no bias
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// The product of x and a kernel that an equation describes; see primitive::Einsum. Hands no mask on.
///
/// Weights  kernel, of the sizes of the second term's letters; bias, of those of its axes, 1 for the axes behind the
///          first of them that it leaves out
/// Throws   Error when a letter's size is neither in the input nor in output_shape
/// Source   Keras 3, EinsumDense
Layer EinsumDense(const EinsumDenseOptions& options);

}  // namespace plexus
