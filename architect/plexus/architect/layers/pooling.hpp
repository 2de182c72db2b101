#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Poolings, as Keras 3 has them, of (space..., channels), or (channels, space...) with channels_first. None has
// weights, nor hands a mask on.

namespace plexus {

struct PoolingOptions {
  Sizes pool_size = 2;
  std::optional<Sizes> strides = {};  ///< as large as the windows unless given
  Padding padding = Padding::valid;   ///< not causal
  DataFormat data_format = DataFormat::channels_last;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// The largest number of each window, or the mean of those that are real: pads count for nothing.
///
/// Throws   Error when the input has other axes, padding is causal, or nothing is left of the space
/// Source   Keras 3, MaxPooling1D ... AveragePooling3D
Layer MaxPooling1D(const PoolingOptions& options = {});
Layer MaxPooling2D(const PoolingOptions& options = {});
Layer MaxPooling3D(const PoolingOptions& options = {});
Layer AveragePooling1D(const PoolingOptions& options = {});
Layer AveragePooling2D(const PoolingOptions& options = {});
Layer AveragePooling3D(const PoolingOptions& options = {});

struct GlobalPoolingOptions {
  DataFormat data_format = DataFormat::channels_last;
  bool keepdims = false;  ///< spatial axes of size 1 stay
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// The largest number of each channel, or their mean. GlobalAveragePooling1D uses a mask: the mean of the real steps.
///
/// Source   Keras 3, GlobalMaxPooling1D ... GlobalAveragePooling3D
Layer GlobalMaxPooling1D(const GlobalPoolingOptions& options = {});
Layer GlobalMaxPooling2D(const GlobalPoolingOptions& options = {});
Layer GlobalMaxPooling3D(const GlobalPoolingOptions& options = {});
Layer GlobalAveragePooling1D(const GlobalPoolingOptions& options = {});
Layer GlobalAveragePooling2D(const GlobalPoolingOptions& options = {});
Layer GlobalAveragePooling3D(const GlobalPoolingOptions& options = {});

struct AdaptivePoolingOptions {
  Sizes output_size = 1;
  DataFormat data_format = DataFormat::channels_last;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// So many windows that cover each axis as evenly as can be; see primitive::adaptive_windows.
///
/// Source   Keras 3, AdaptiveMaxPooling1D ... AdaptiveAveragePooling3D
Layer AdaptiveMaxPooling1D(const AdaptivePoolingOptions& options);
Layer AdaptiveMaxPooling2D(const AdaptivePoolingOptions& options);
Layer AdaptiveMaxPooling3D(const AdaptivePoolingOptions& options);
Layer AdaptiveAveragePooling1D(const AdaptivePoolingOptions& options);
Layer AdaptiveAveragePooling2D(const AdaptivePoolingOptions& options);
Layer AdaptiveAveragePooling3D(const AdaptivePoolingOptions& options);

}  // namespace plexus
