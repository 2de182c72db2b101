#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Normalizations, as Keras 3 has them. All keep the shape. Axes are counted with that of samples as 0.

namespace plexus {

struct BatchNormalizationOptions {
  std::int32_t axis = -1;  ///< the channels
  double momentum = 0.99;
  double epsilon = 1e-3;
  bool center = true;     ///< adds beta
  bool scale = true;      ///< multiplies by gamma
  bool trainable = true;  ///< else it uses the moving statistics in training too
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Each channel to mean 0 and variance 1 over the batch in training, by moving statistics otherwise; then scaled and
/// moved. Uses the mask of steps, and hands it on. What a batch is counts: training does not cut it.
///
/// Weights  gamma (channels), beta (channels), moving_mean (channels), moving_variance (channels); training changes the
///          last two as it goes
/// Source   Keras 3; Ioffe and Szegedy 2015, arXiv:1502.03167
Layer BatchNormalization(const BatchNormalizationOptions& options = {});

struct LayerNormalizationOptions {
  std::vector<std::int64_t> axis = {-1};
  double epsilon = 1e-3;
  bool center = true;
  bool scale = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Each sample to mean 0 and variance 1 over some axes; then scaled and moved. Hands the mask on.
///
/// Weights  gamma, beta, of the sizes of these axes
/// Source   Keras 3; Ba, Kiros and Hinton 2016, arXiv:1607.06450
Layer LayerNormalization(const LayerNormalizationOptions& options = {});

struct GroupNormalizationOptions {
  std::int32_t groups = 32;  ///< of channels, side by side; -1: each by itself (instance normalization)
  std::int32_t axis = -1;    ///< the channels
  double epsilon = 1e-3;
  bool center = true;
  bool scale = true;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Each group of channels of a sample to mean 0 and variance 1, over all other axes too; then scaled and moved. Hands
/// the mask on.
///
/// Weights  gamma (channels), beta (channels)
/// Throws   Error when channels do not come in so many groups
/// Source   Keras 3; Wu and He 2018, arXiv:1803.08494
Layer GroupNormalization(const GroupNormalizationOptions& options = {});

/// Each sample divided by the root of the mean square over some axes, then scaled. Hands no mask on. Weights: scale.
/// Source: Keras 3; Zhang and Sennrich 2019, arXiv:1910.07467.
struct RMSNormalizationOptions {
  std::vector<std::int64_t> axis = {-1};
  double epsilon = 1e-6;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer RMSNormalization(const RMSNormalizationOptions& options = {});

/// Each sample to length 1 over some axes. Hands the mask on. Source: Keras 3.
struct UnitNormalizationOptions {
  std::vector<std::int64_t> axis = {-1};
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer UnitNormalization(const UnitNormalizationOptions& options = {});

}  // namespace plexus
