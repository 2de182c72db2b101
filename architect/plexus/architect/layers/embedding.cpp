#include <plexus/architect/layers/embedding.hpp>

#include <algorithm>
#include <map>
#include <string_view>

#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

using primitive::Apply;
using primitive::Combine;
using primitive::Combining;

std::optional<Group> not_zero(LayerBuild& layer, const Tensor& x, bool wanted) {
  if (!wanted) return std::nullopt;
  return layer.make(Apply{Function::not_equal, {0}}, {x.group}, "mask");
}

Tensor embedding(LayerBuild& layer, const EmbeddingOptions& options, const Tensor& x) {
  const auto table = layer.weight("embeddings", {options.input_dim, options.output_dim}, small_uniform);
  return {layer.make(primitive::Lookup{}, {x.group, table}), not_zero(layer, x, options.mask_zero)};
}

Tensor reversible_embedding(LayerBuild& layer, const ReversibleEmbeddingOptions& options, const Tensor& x) {
  const auto table = layer.weight("embeddings", {options.input_dim, options.output_dim}, small_uniform);
  const auto back = options.tie_weights
                        ? nullptr
                        : layer.weight("reverse_embeddings", {options.output_dim, options.input_dim}, small_uniform);
  if (!options.reverse)
    return {layer.make(primitive::Lookup{}, {x.group, table}), not_zero(layer, x, options.mask_zero)};
  if (x.shape().empty()) throw Error("layer '", layer.layer(), "' expects at least 1 axis to go back, got ()");
  const std::string places = letters(x.shape().size() - 1);
  const primitive::Einsum product{places + (back ? "Y,YZ->" : "Y,ZY->") + places + "Z"};
  const Group scores = layer.make(product, {x.group, back ? back : table}, "scores");
  if (!(options.logit_soft_cap > 0)) return {scores, x.mask};
  const double cap = options.logit_soft_cap;
  const Group bent = layer.make(Apply{Function::affine, {1 / cap}}, {scores}, "bent", Activation::tanh);
  return {layer.make(Apply{Function::affine, {cap}}, {bent}), x.mask};
}

Tensor masking(LayerBuild& layer, const MaskingOptions& options, const Tensor& x) {
  require_axes(layer, x, 2, "(steps, features)");
  const Group differs = layer.make(Apply{Function::not_equal, {options.mask_value}}, {x.group}, "differs");
  const Group mask = layer.make(primitive::Reduce{primitive::Reducing::any, {-1}, false}, {differs}, "mask");
  const Group wide = over_steps(layer, mask, x.shape());
  return {layer.make(Combine{Combining::product, {}}, {x.group, wide}), mask};
}

Tensor identity(LayerBuild&, const IdentityOptions&, const Tensor& x) { return x; }

// The three terms of an equation, without samples, and with letters in the place of an ellipsis.
struct Terms {
  std::string input, kernel, output;
};

Terms terms_of(const LayerBuild& layer, const std::string& equation, std::size_t axes) {
  const std::size_t comma = equation.find(','), arrow = equation.find("->");
  if (comma == std::string::npos || arrow == std::string::npos || comma > arrow)
    throw Error("layer '", layer.layer(), "': the equation is '", equation, "', wanted one such as '...x,xy->...y'");
  Terms terms{equation.substr(0, comma), equation.substr(comma + 1, arrow - comma - 1), equation.substr(arrow + 2)};
  for (std::string* term : {&terms.input, &terms.output}) {
    const std::size_t dots = term->find("...");
    const std::size_t named = terms.input.size() - (terms.input.find("...") == std::string::npos ? 0 : 3);
    if (dots != std::string::npos && term == &terms.output) {
      const std::string hidden = terms.input.substr(0, axes + 1);
      std::string between;
      for (const char each : hidden)
        if (each >= 'A' && each <= 'Z') between += each;
      term->replace(dots, 3, between);
    } else if (dots != std::string::npos) {
      if (named > axes + 1) throw Error("layer '", layer.layer(), "': '", equation, "' names more axes than there are");
      std::string between = letters(axes + 1 - named);
      std::ranges::transform(between, between.begin(), [](char each) { return static_cast<char>(each - 'a' + 'A'); });
      term->replace(dots, 3, between);
    }
  }
  if (terms.input.size() != axes + 1 || terms.output.empty() || terms.input.front() != terms.output.front())
    throw Error("layer '", layer.layer(), "': '", equation, "' does not fit an input of ", axes,
                " axes beside that of samples, which stands first");
  terms.input.erase(0, 1);
  terms.output.erase(0, 1);
  return terms;
}

Tensor einsum_dense(LayerBuild& layer, const EinsumDenseOptions& options, const Tensor& x) {
  const Shape shape = x.shape();
  const Terms terms = terms_of(layer, options.equation, shape.size());
  std::map<char, std::uint32_t> sizes;
  for (std::size_t i = 0; i < shape.size(); ++i) sizes[terms.input[i]] = shape[i];
  // The sizes that are given are those of the last axes of the output.
  const std::size_t given = std::min(options.output_shape.size(), terms.output.size());
  for (std::size_t i = 0; i < given; ++i)
    if (const std::int64_t size = options.output_shape[options.output_shape.size() - 1 - i]; size > 0)
      sizes[terms.output[terms.output.size() - 1 - i]] = static_cast<std::uint32_t>(size);
  const auto size_of = [&](char letter) {
    if (const auto found = sizes.find(letter); found != sizes.end()) return found->second;
    throw Error("layer '", layer.layer(), "': the size of '", letter, "' in '", options.equation,
                "' is neither in the input nor in output_shape");
  };
  Shape kernel, bias;
  for (const char letter : terms.kernel) kernel.push_back(size_of(letter));
  for (const char letter : terms.output) {
    const bool own = options.bias_axes.find(letter) != std::string::npos;
    if (own || !bias.empty()) bias.push_back(own ? size_of(letter) : 1);
  }
  const primitive::Einsum product{terms.input + "," + terms.kernel + "->" + terms.output};
  const auto weight = layer.weight("kernel", kernel, glorot_uniform);
  const auto offset = bias.empty() ? nullptr : layer.weight("bias", bias, zeros);
  return {activated(layer, {product, {x.group, weight}, offset, options.activation})};
}

}  // namespace

void EmbeddingOptions::visit(OptionVisitor& visitor) {
  visitor("input_dim", input_dim);
  visitor("output_dim", output_dim);
  visitor("mask_zero", mask_zero);
}
void ReversibleEmbeddingOptions::visit(OptionVisitor& visitor) {
  visitor("input_dim", input_dim);
  visitor("output_dim", output_dim);
  visitor("tie_weights", tie_weights);
  visitor("mask_zero", mask_zero);
  visitor("logit_soft_cap", logit_soft_cap);
  visitor("reverse", reverse);
}
void MaskingOptions::visit(OptionVisitor& visitor) { visitor("mask_value", mask_value); }
void EinsumDenseOptions::visit(OptionVisitor& visitor) {
  visitor("equation", equation);
  visitor("output_shape", output_shape);
  visitor("activation", activation);
  visitor("bias_axes", bias_axes);
}

Layer Embedding(const EmbeddingOptions& options) { return make_layer("Embedding", options, embedding); }
Layer ReversibleEmbedding(const ReversibleEmbeddingOptions& options) {
  return make_layer("ReversibleEmbedding", options, reversible_embedding);
}
Layer Masking(const MaskingOptions& options) { return make_layer("Masking", options, masking); }
Layer Identity(const IdentityOptions& options) { return make_layer("Identity", options, identity); }
Layer EinsumDense(const EinsumDenseOptions& options) { return make_layer("EinsumDense", options, einsum_dense); }

}  // namespace plexus
