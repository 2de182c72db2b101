#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include <plexus/parameter/option.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus {
namespace constraint {

/// Axes that norms are taken over; a negative one counts from the end. With {0} a matrix (inputs, outputs) has a norm
/// for each output, and {0, 1, 2} suits a kernel (rows, columns, inputs, outputs).
using Axes = std::vector<std::int64_t>;

/// w min(n, max_value) / n, where n = sqrt(sum w^2) over the axes. Srivastava et al. 2014, "Dropout", section 5.1.
struct MaxNorm {
  static constexpr std::string_view name = "MaxNorm";
  static constexpr std::array<std::string_view, 2> aliases{"max_norm", "maxnorm"};
  double max_value = 2;
  Axes axis{0};

  static void options(auto& self, auto&& visit) {
    visit("max_value", self.max_value);
    visit("axis", self.axis);
  }
  friend bool operator==(const MaxNorm&, const MaxNorm&) = default;
};

/// w (rate clip(n, min_value, max_value) + (1 - rate) n) / n
struct MinMaxNorm {
  static constexpr std::string_view name = "MinMaxNorm";
  static constexpr std::array<std::string_view, 1> aliases{"min_max_norm"};
  double min_value = 0;
  double max_value = 1;
  double rate = 1;
  Axes axis{0};

  static void options(auto& self, auto&& visit) {
    visit("min_value", self.min_value);
    visit("max_value", self.max_value);
    visit("rate", self.rate);
    visit("axis", self.axis);
  }
  friend bool operator==(const MinMaxNorm&, const MinMaxNorm&) = default;
};

/// max(w, 0)
struct NonNeg {
  static constexpr std::string_view name = "NonNeg";
  static constexpr std::array<std::string_view, 2> aliases{"non_neg", "nonneg"};

  static void options(auto&, auto&&) {}
  friend bool operator==(const NonNeg&, const NonNeg&) = default;
};

/// w / n
struct UnitNorm {
  static constexpr std::string_view name = "UnitNorm";
  static constexpr std::array<std::string_view, 2> aliases{"unit_norm", "unitnorm"};
  Axes axis{0};

  static void options(auto& self, auto&& visit) { visit("axis", self.axis); }
  friend bool operator==(const UnitNorm&, const UnitNorm&) = default;
};

}  // namespace constraint

/// The table of constraints: what is done to a parameter after each step of training. As in Keras 1e-7 is added to a
/// norm before it divides, so a norm of 1 becomes a little less.
using Constraint = std::variant<constraint::MaxNorm, constraint::MinMaxNorm, constraint::NonNeg, constraint::UnitNorm>;

std::string_view name_of(const Constraint& constraint);

/// The constraint that Keras calls so, with its default options. Throws Error with the known names when there is none.
Constraint constraint_named(std::string_view name);
std::optional<Constraint> find_constraint(std::string_view name);

/// Applies a constraint to a parameter of this shape. `scratch` holds norms; once it is large enough nothing is
/// allocated. Throws Error when there are no such axes, or one is named twice; then nothing is changed.
template <class Real>
void constrain(const Constraint& constraint, std::span<Real> values, const Shape& shape, std::vector<double>& scratch);

}  // namespace plexus
