#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <plexus/architect/layer.hpp>
#include <plexus/architect/layer_options.hpp>

// Layers that take several inputs, as Keras 3 has them: `Add()({a, b})`. None has weights. All throw Error, naming
// themselves, when there are too few inputs or their shapes do not fit each other.

namespace plexus {

struct MergeOptions {
  std::string name = {};

  void visit(OptionVisitor&) {}
};

/// Sum, difference (of two), product, mean, largest or smallest of all inputs, number by number. Sizes of 1 are
/// repeated; an input of fewer axes than another is given axes of size 1 in front of its own. A step is real when it is
/// in one of the masks; there is a mask when all inputs have one.
Layer Add(const MergeOptions& options = {});
Layer Subtract(const MergeOptions& options = {});
Layer Multiply(const MergeOptions& options = {});
Layer Average(const MergeOptions& options = {});
Layer Maximum(const MergeOptions& options = {});
Layer Minimum(const MergeOptions& options = {});

/// All inputs one behind the other along an axis, counted with that of samples as 0. Masks are put together likewise,
/// with all steps real where an input has none.
struct ConcatenateOptions {
  std::int32_t axis = -1;
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Concatenate(const ConcatenateOptions& options = {});

/// The products of two inputs, summed along one axis of each, counted with that of samples as 0: the other axes of the
/// first, then those of the second; (1) when none is left. Normalized, it is the cosine between them. No mask.
struct DotOptions {
  std::vector<std::int64_t> axes = {1};  ///< one for both, or one for each
  bool normalize = false;                ///< makes both of length 1 along the axis
  std::string name = {};

  void visit(OptionVisitor& visitor);
};
Layer Dot(const DotOptions& options = {});

}  // namespace plexus
