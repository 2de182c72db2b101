#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Layers that disturb what they are given in training, and hand it on as it is otherwise, as Keras 3 has them. All keep
// the shape, and hand the mask on. What is drawn is a function of the training's seed, of the step and of the sample.

namespace plexus {

struct DropoutOptions {
  double rate = 0.5;                           ///< the share that is dropped, in [0, 1]
  std::vector<std::int64_t> noise_shape = {};  ///< with the axis of samples, which is 0; an axis of 1 is drawn once
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Numbers are 0 with a chance of `rate`, and times 1 / (1 - rate) else. Throws Error for a rate outside of [0, 1].
/// Source: Srivastava et al. 2014.
Layer Dropout(const DropoutOptions& options = {});

struct SpatialDropoutOptions {
  double rate = 0.5;
  DataFormat data_format = DataFormat::channels_last;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Dropout of whole channels. Source: Tompson et al. 2014, arXiv:1411.4280.
Layer SpatialDropout1D(const SpatialDropoutOptions& options = {});
Layer SpatialDropout2D(const SpatialDropoutOptions& options = {});
Layer SpatialDropout3D(const SpatialDropoutOptions& options = {});

struct GaussianDropoutOptions {
  double rate = 0.5;  ///< in [0, 1)
  std::string name = {};

  void visit(OptionVisitor& visitor);
};

/// Numbers times one drawn with mean 1 and standard deviation sqrt(rate / (1 - rate)). Source: Srivastava et al. 2014,
/// section 10.
Layer GaussianDropout(const GaussianDropoutOptions& options = {});

/// Dropout that keeps mean and variance after selu: what is dropped becomes -1.7581, then all is scaled and moved.
/// Throws Error for a rate outside of [0, 1). Source: Klambauer et al. 2017, arXiv:1706.02515.
struct AlphaDropoutOptions {
  double rate = 0.5;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer AlphaDropout(const AlphaDropoutOptions& options = {});

/// Adds numbers drawn with mean 0 and this standard deviation, in [0, 1]. Source: Keras 3.
struct GaussianNoiseOptions {
  double stddev = 0.1;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer GaussianNoise(const GaussianNoiseOptions& options = {});

}  // namespace plexus
