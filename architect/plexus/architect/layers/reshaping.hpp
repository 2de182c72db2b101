#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>
#include <plexus/primitive/resize_weights.hpp>

// Layers that move numbers without changing them, as Keras 3 has them. None has weights, nor hands a mask on. All throw
// Error, naming themselves, when the input's shape does not go with their options.

namespace plexus {

/// The same numbers in another shape, the last axis first. One size may be -1: as much as is left. Source: Keras 3.
struct ReshapeOptions {
  std::vector<std::int64_t> target_shape = {-1};
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Reshape(const ReshapeOptions& options);

/// All numbers on one axis; channels that come first are brought to the end before. Source: Keras 3.
struct FlattenOptions {
  DataFormat data_format = DataFormat::channels_last;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Flatten(const FlattenOptions& options = {});

/// (features) n times: (n, features). Source: Keras 3.
struct RepeatVectorOptions {
  std::uint32_t n = 1;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer RepeatVector(const RepeatVectorOptions& options);

/// Axis i of the output is axis dims[i] of the input, both counted from 1. Source: Keras 3.
struct PermuteOptions {
  std::vector<std::int64_t> dims = {};
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Permute(const PermuteOptions& options);

/// Without so many numbers before and after each spatial axis: one number for all, or a pair for each. Source: Keras 3.
struct CroppingOptions {
  std::vector<Pads> cropping = {{1, 1}};
  DataFormat data_format = DataFormat::channels_last;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Cropping1D(const CroppingOptions& options = {});
Layer Cropping2D(const CroppingOptions& options = {.cropping = {{0, 0}}});
Layer Cropping3D(const CroppingOptions& options = {});

/// With so many zeros before and after each spatial axis. Source: Keras 3.
struct ZeroPaddingOptions {
  std::vector<Pads> padding = {{1, 1}};
  DataFormat data_format = DataFormat::channels_last;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer ZeroPadding1D(const ZeroPaddingOptions& options = {});
Layer ZeroPadding2D(const ZeroPaddingOptions& options = {});
Layer ZeroPadding3D(const ZeroPaddingOptions& options = {});

/// Each spatial axis so many times as long: numbers repeated, or, of images, guessed. Source: Keras 3.
struct UpSamplingOptions {
  Sizes size = 2;
  DataFormat data_format = DataFormat::channels_last;
  primitive::Interpolation interpolation = primitive::Interpolation::nearest;  ///< of UpSampling2D alone
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer UpSampling1D(const UpSamplingOptions& options = {});
Layer UpSampling2D(const UpSamplingOptions& options = {});
Layer UpSampling3D(const UpSamplingOptions& options = {});

}  // namespace plexus
