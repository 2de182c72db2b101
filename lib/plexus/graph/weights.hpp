#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include <plexus/core/random.hpp>

namespace plexus {

/// The weights of a projection: given, or drawn when the graph becomes a network. `fixed` weights are not trained.
///
///   Weights{}            drawn from U[-r, r), r = sqrt(6 / (sources + targets)) (Glorot and Bengio 2010, equation 16)
///   Weights::uniform     drawn from U[low, high)
///   0.5                  all the same
///   Weights{0.1, 0.2}    one for each connection, source by source
class Weights {
 public:
  Weights() = default;
  Weights(double value) : given_{value}, drawn_(false) {}                            // NOLINT: meant to convert
  Weights(std::vector<double> values) : given_(std::move(values)), drawn_(false) {}  // NOLINT: meant to convert
  Weights(std::initializer_list<double> values) : given_(values), drawn_(false) {}

  /// Throws Error when low > high or one is not finite.
  static Weights uniform(double low, double high);

  bool trainable() const noexcept { return trainable_; }
  bool drawn() const noexcept { return drawn_; }
  /// The number of values given: 1 stands for all connections; 0 when drawn.
  std::size_t given_count() const noexcept { return given_.size(); }

  /// Whether all values given are finite.
  bool finite() const;

  /// The weights of `count` connections between groups of these sizes.
  std::vector<double> draw(std::size_t count, std::size_t sources, std::size_t targets, Random& random) const;

  friend Weights fixed(Weights weights);

 private:
  std::vector<double> given_;
  std::optional<std::pair<double, double>> range_;  // of the draw; Glorot's when not there
  bool drawn_ = true;
  bool trainable_ = true;
};

/// The same weights, not trained: `fixed(1)`.
Weights fixed(Weights weights);

}  // namespace plexus
