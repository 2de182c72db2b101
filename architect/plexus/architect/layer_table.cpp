#include <plexus/architect/layer_table.hpp>

#include <array>

#include <plexus/architect/layer_config.hpp>
#include <plexus/architect/layers/activation_layers.hpp>
#include <plexus/architect/layers/attention.hpp>
#include <plexus/architect/layers/convolution.hpp>
#include <plexus/architect/layers/dense.hpp>
#include <plexus/architect/layers/embedding.hpp>
#include <plexus/architect/layers/merging.hpp>
#include <plexus/architect/layers/normalization.hpp>
#include <plexus/architect/layers/pooling.hpp>
#include <plexus/architect/layers/recurrent.hpp>
#include <plexus/architect/layers/regularization.hpp>
#include <plexus/architect/layers/reshaping.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

namespace plexus {
namespace {

// A layer of default options that a config changes.
template <class Options, Layer (*make)(const Options&)>
Layer from_config(std::string_view config) {
  Options options;
  read_config(config, [&](OptionVisitor& visitor) { visit_options(options, visitor); });
  return make(options);
}

constexpr std::array rows{
    LayerRow{"Activation", from_config<ActivationOptions, ActivationLayer>},
    LayerRow{"AdaptiveAveragePooling1D", from_config<AdaptivePoolingOptions, AdaptiveAveragePooling1D>},
    LayerRow{"AdaptiveAveragePooling2D", from_config<AdaptivePoolingOptions, AdaptiveAveragePooling2D>},
    LayerRow{"AdaptiveAveragePooling3D", from_config<AdaptivePoolingOptions, AdaptiveAveragePooling3D>},
    LayerRow{"AdaptiveMaxPooling1D", from_config<AdaptivePoolingOptions, AdaptiveMaxPooling1D>},
    LayerRow{"AdaptiveMaxPooling2D", from_config<AdaptivePoolingOptions, AdaptiveMaxPooling2D>},
    LayerRow{"AdaptiveMaxPooling3D", from_config<AdaptivePoolingOptions, AdaptiveMaxPooling3D>},
    LayerRow{"Add", from_config<MergeOptions, Add>},
    LayerRow{"AdditiveAttention", from_config<AdditiveAttentionOptions, AdditiveAttention>},
    LayerRow{"AlphaDropout", from_config<AlphaDropoutOptions, AlphaDropout>},
    LayerRow{"Attention", from_config<AttentionOptions, Attention>},
    LayerRow{"Average", from_config<MergeOptions, Average>},
    LayerRow{"AveragePooling1D", from_config<PoolingOptions, AveragePooling1D>},
    LayerRow{"AveragePooling2D", from_config<PoolingOptions, AveragePooling2D>},
    LayerRow{"AveragePooling3D", from_config<PoolingOptions, AveragePooling3D>},
    LayerRow{"BatchNormalization", from_config<BatchNormalizationOptions, BatchNormalization>},
    LayerRow{"Concatenate", from_config<ConcatenateOptions, Concatenate>},
    LayerRow{"Conv1D", from_config<ConvolutionOptions, Conv1D>},
    LayerRow{"Conv1DTranspose", from_config<TransposedConvolutionOptions, Conv1DTranspose>},
    LayerRow{"Conv2D", from_config<ConvolutionOptions, Conv2D>},
    LayerRow{"Conv2DTranspose", from_config<TransposedConvolutionOptions, Conv2DTranspose>},
    LayerRow{"Conv3D", from_config<ConvolutionOptions, Conv3D>},
    LayerRow{"Conv3DTranspose", from_config<TransposedConvolutionOptions, Conv3DTranspose>},
    LayerRow{"Cropping1D", from_config<CroppingOptions, Cropping1D>},
    LayerRow{"Cropping2D", from_config<CroppingOptions, Cropping2D>},
    LayerRow{"Cropping3D", from_config<CroppingOptions, Cropping3D>},
    LayerRow{"Dense", from_config<DenseOptions, Dense>},
    LayerRow{"DepthwiseConv1D", from_config<DepthwiseConvolutionOptions, DepthwiseConv1D>},
    LayerRow{"DepthwiseConv2D", from_config<DepthwiseConvolutionOptions, DepthwiseConv2D>},
    LayerRow{"Dot", from_config<DotOptions, Dot>},
    LayerRow{"Dropout", from_config<DropoutOptions, Dropout>},
    LayerRow{"ELU", from_config<ELUOptions, ELU>},
    LayerRow{"EinsumDense", from_config<EinsumDenseOptions, EinsumDense>},
    LayerRow{"Embedding", from_config<EmbeddingOptions, Embedding>},
    LayerRow{"Flatten", from_config<FlattenOptions, Flatten>},
    LayerRow{"GRU", from_config<GRUOptions, GRU>},
    LayerRow{"GRUCell", from_config<GRUOptions, GRUCellLayer>},
    LayerRow{"GaussianDropout", from_config<GaussianDropoutOptions, GaussianDropout>},
    LayerRow{"GaussianNoise", from_config<GaussianNoiseOptions, GaussianNoise>},
    LayerRow{"GlobalAveragePooling1D", from_config<GlobalPoolingOptions, GlobalAveragePooling1D>},
    LayerRow{"GlobalAveragePooling2D", from_config<GlobalPoolingOptions, GlobalAveragePooling2D>},
    LayerRow{"GlobalAveragePooling3D", from_config<GlobalPoolingOptions, GlobalAveragePooling3D>},
    LayerRow{"GlobalMaxPooling1D", from_config<GlobalPoolingOptions, GlobalMaxPooling1D>},
    LayerRow{"GlobalMaxPooling2D", from_config<GlobalPoolingOptions, GlobalMaxPooling2D>},
    LayerRow{"GlobalMaxPooling3D", from_config<GlobalPoolingOptions, GlobalMaxPooling3D>},
    LayerRow{"GroupNormalization", from_config<GroupNormalizationOptions, GroupNormalization>},
    LayerRow{"GroupQueryAttention", from_config<GroupQueryAttentionOptions, GroupQueryAttention>},
    LayerRow{"Identity", from_config<IdentityOptions, Identity>},
    LayerRow{"LSTM", from_config<LSTMOptions, LSTM>},
    LayerRow{"LSTMCell", from_config<LSTMOptions, LSTMCellLayer>},
    LayerRow{"LayerNormalization", from_config<LayerNormalizationOptions, LayerNormalization>},
    LayerRow{"LeakyReLU", from_config<LeakyReLUOptions, LeakyReLU>},
    LayerRow{"Masking", from_config<MaskingOptions, Masking>},
    LayerRow{"MaxPooling1D", from_config<PoolingOptions, MaxPooling1D>},
    LayerRow{"MaxPooling2D", from_config<PoolingOptions, MaxPooling2D>},
    LayerRow{"MaxPooling3D", from_config<PoolingOptions, MaxPooling3D>},
    LayerRow{"Maximum", from_config<MergeOptions, Maximum>},
    LayerRow{"Minimum", from_config<MergeOptions, Minimum>},
    LayerRow{"MultiHeadAttention", from_config<MultiHeadAttentionOptions, MultiHeadAttention>},
    LayerRow{"Multiply", from_config<MergeOptions, Multiply>},
    LayerRow{"PReLU", from_config<PReLUOptions, PReLU>},
    LayerRow{"Permute", from_config<PermuteOptions, Permute>},
    LayerRow{"RMSNormalization", from_config<RMSNormalizationOptions, RMSNormalization>},
    LayerRow{"ReLU", from_config<ReLUOptions, ReLU>},
    LayerRow{"RepeatVector", from_config<RepeatVectorOptions, RepeatVector>},
    LayerRow{"Reshape", from_config<ReshapeOptions, Reshape>},
    LayerRow{"ReversibleEmbedding", from_config<ReversibleEmbeddingOptions, ReversibleEmbedding>},
    LayerRow{"SeparableConv1D", from_config<SeparableConvolutionOptions, SeparableConv1D>},
    LayerRow{"SeparableConv2D", from_config<SeparableConvolutionOptions, SeparableConv2D>},
    LayerRow{"SimpleRNN", from_config<SimpleRNNOptions, SimpleRNN>},
    LayerRow{"SimpleRNNCell", from_config<SimpleRNNOptions, SimpleRNNCellLayer>},
    LayerRow{"Softmax", from_config<SoftmaxOptions, Softmax>},
    LayerRow{"SpatialDropout1D", from_config<SpatialDropoutOptions, SpatialDropout1D>},
    LayerRow{"SpatialDropout2D", from_config<SpatialDropoutOptions, SpatialDropout2D>},
    LayerRow{"SpatialDropout3D", from_config<SpatialDropoutOptions, SpatialDropout3D>},
    LayerRow{"Subtract", from_config<MergeOptions, Subtract>},
    LayerRow{"ThresholdedReLU", from_config<ThresholdedReLUOptions, ThresholdedReLU>},
    LayerRow{"UnitNormalization", from_config<UnitNormalizationOptions, UnitNormalization>},
    LayerRow{"UpSampling1D", from_config<UpSamplingOptions, UpSampling1D>},
    LayerRow{"UpSampling2D", from_config<UpSamplingOptions, UpSampling2D>},
    LayerRow{"UpSampling3D", from_config<UpSamplingOptions, UpSampling3D>},
    LayerRow{"ZeroPadding1D", from_config<ZeroPaddingOptions, ZeroPadding1D>},
    LayerRow{"ZeroPadding2D", from_config<ZeroPaddingOptions, ZeroPadding2D>},
    LayerRow{"ZeroPadding3D", from_config<ZeroPaddingOptions, ZeroPadding3D>},
};

}  // namespace

std::span<const LayerRow> layer_rows() { return rows; }

Layer layer_named(std::string_view kind, std::string_view config) {
  const LayerRow& row = row_named(rows, kind, "layer");
  try {
    return row.make(config);
  } catch (const Error& error) {
    throw Error(kind, ": ", error.what());
  }
}

std::string config_of(const Layer& layer) {
  if (!layer.tensor_layer()) throw Error("this layer of single units has no config");
  return written_config([&](OptionVisitor& visitor) { layer.tensor_layer()->visit_options(visitor); });
}

}  // namespace plexus
