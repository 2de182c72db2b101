#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include <plexus/parameter/option.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus {
namespace regularizer {

/// l1 sum |w|
struct L1 {
  static constexpr std::string_view name = "L1";
  static constexpr std::array<std::string_view, 1> aliases{"l1"};
  double l1 = 0.01;

  static void options(auto& self, auto&& visit) { visit("l1", self.l1); }
  friend bool operator==(const L1&, const L1&) = default;
};

/// l2 sum w^2, without the half that some have
struct L2 {
  static constexpr std::string_view name = "L2";
  static constexpr std::array<std::string_view, 1> aliases{"l2"};
  double l2 = 0.01;

  static void options(auto& self, auto&& visit) { visit("l2", self.l2); }
  friend bool operator==(const L2&, const L2&) = default;
};

/// l1 sum |w| + l2 sum w^2. The word "l1_l2" in place of an object stands for 0.01 and 0.01. Keras 0 called it
/// WeightRegularizer.
struct L1L2 {
  static constexpr std::string_view name = "L1L2";
  static constexpr std::array<std::string_view, 1> aliases{"WeightRegularizer"};
  double l1 = 0;
  double l2 = 0;

  static void options(auto& self, auto&& visit) {
    visit("l1", self.l1);
    visit("l2", self.l2);
  }
  friend bool operator==(const L1L2&, const L1L2&) = default;
};

/// The same of what a layer puts out, as Keras 0 had it: sums over the elements of means over the samples.
struct ActivityRegularizer {
  static constexpr std::string_view name = "ActivityRegularizer";
  static constexpr std::array<std::string_view, 0> aliases{};
  double l1 = 0;
  double l2 = 0;

  static void options(auto& self, auto&& visit) {
    visit("l1", self.l1);
    visit("l2", self.l2);
  }
  friend bool operator==(const ActivityRegularizer&, const ActivityRegularizer&) = default;
};

enum class Side : std::uint8_t { rows, columns };

constexpr std::array<Word<Side>, 2> words_of(Side) { return {{{"rows", Side::rows}, {"columns", Side::columns}}}; }

/// factor times the mean of |cosine of the angle| over the pairs of rows (or columns) of a matrix; 0 when there is no
/// pair.
struct OrthogonalRegularizer {
  static constexpr std::string_view name = "OrthogonalRegularizer";
  static constexpr std::array<std::string_view, 1> aliases{"orthogonal_regularizer"};
  double factor = 0.01;
  Side mode = Side::rows;

  static void options(auto& self, auto&& visit) {
    visit("factor", self.factor);
    visit("mode", self.mode);
  }
  friend bool operator==(const OrthogonalRegularizer&, const OrthogonalRegularizer&) = default;
};

}  // namespace regularizer

/// The table of regularizers: what a loss adds so that a parameter, or what a layer puts out, stays small. A layer's
/// output is given as the elements of all samples: Keras 3 adds them all up, and does not divide by how many samples
/// there are; Keras 0 did, see samples_share.
using Regularizer = std::variant<regularizer::L1, regularizer::L2, regularizer::L1L2, regularizer::ActivityRegularizer,
                                 regularizer::OrthogonalRegularizer>;

std::string_view name_of(const Regularizer& regularizer);

/// The regularizer that Keras calls so, with its default options. Throws Error with the known names when there is none.
Regularizer regularizer_named(std::string_view name);
std::optional<Regularizer> find_regularizer(std::string_view name);

/// What a regularizer of activity is multiplied by when there are so many samples: 1, or 1 / samples in Keras 0.
double samples_share(const Regularizer& regularizer, std::size_t samples);

/// What a loss adds for a tensor with these values. Throws Error when the regularizer takes no such shape.
template <class Real>
double loss_of(const Regularizer& regularizer, std::span<const Real> values, const Shape& shape);

/// gradient[i] += factor * derivative of loss_of by values[i]; where |w| has a kink, that is 0. Throws Error as
/// loss_of, and allocates nothing.
template <class Real>
void add_gradient(const Regularizer& regularizer, std::span<const Real> values, const Shape& shape, double factor,
                  std::span<Real> gradient);

}  // namespace plexus
