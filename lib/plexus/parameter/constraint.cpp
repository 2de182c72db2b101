#include <plexus/parameter/constraint.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <plexus/core/error.hpp>

namespace plexus {
namespace constraint {
namespace {

constexpr double smallest = 1e-7;
constexpr std::size_t most_axes = 64;

// How much a norm is multiplied by.
double factor(const MaxNorm& constraint, double norm) {
  return std::clamp(norm, 0.0, std::max(0.0, constraint.max_value)) / (smallest + norm);
}
double factor(const MinMaxNorm& constraint, double norm) {
  const double bounded = std::min(std::max(norm, constraint.min_value), constraint.max_value);
  return (constraint.rate * bounded + (1 - constraint.rate) * norm) / (smallest + norm);
}
double factor(const UnitNorm&, double norm) { return 1 / (smallest + norm); }

// Bit i says whether norms are taken over axis i.
std::uint64_t taken_over(const auto& constraint, const Shape& shape) {
  if (shape.size() > most_axes)
    throw Error(constraint.name, ": got a shape of ", shape.size(), " axes, wanted at most ", most_axes);
  std::uint64_t over = 0;
  for (const std::int64_t each : constraint.axis) {
    const std::uint64_t bit = std::uint64_t{1} << axis_of(each, shape, constraint.name.data());
    if ((over & bit) != 0) throw Error(constraint.name, ": got axis ", each, " twice, wanted each axis once");
    over |= bit;
  }
  return over;
}

// Calls body(element, norm) with the position of each element's norm: elements that differ along the axes of `over`
// alone share one.
template <class Body>
void for_each_element(const Shape& shape, std::uint64_t over, std::size_t count, const Body& body) {
  std::array<std::size_t, most_axes> steps{}, index{};
  for (std::size_t axis = shape.size(), stride = 1; axis-- > 0;)
    if ((over >> axis & 1) == 0) {
      steps[axis] = stride;
      stride *= shape[axis];
    }
  for (std::size_t element = 0, norm = 0; element < count; ++element) {
    body(element, norm);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      norm += steps[axis];
      if (++index[axis] < shape[axis]) break;
      norm -= steps[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

template <class Real>
void apply(const NonNeg&, std::span<Real> values, const Shape&, std::vector<double>&) {
  for (Real& each : values)
    if (each < 0) each = 0;
}

template <class Real>
void apply(const auto& constraint, std::span<Real> values, const Shape& shape, std::vector<double>& norms) {
  const std::uint64_t over = taken_over(constraint, shape);
  std::size_t count = 1;
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    if ((over >> axis & 1) == 0) count *= shape[axis];
  norms.assign(count, 0);
  for_each_element(shape, over, values.size(), [&](std::size_t element, std::size_t norm) {
    const auto value = static_cast<double>(values[element]);
    norms[norm] += value * value;
  });
  for (double& each : norms) each = factor(constraint, std::sqrt(each));
  for_each_element(shape, over, values.size(), [&](std::size_t element, std::size_t norm) {
    values[element] = static_cast<Real>(static_cast<double>(values[element]) * norms[norm]);
  });
}

}  // namespace
}  // namespace constraint

std::string_view name_of(const Constraint& constraint) {
  return std::visit([](const auto& each) { return each.name; }, constraint);
}

std::optional<Constraint> find_constraint(std::string_view name) { return option::find<Constraint>(name); }

Constraint constraint_named(std::string_view name) {
  if (auto found = find_constraint(name)) return *std::move(found);
  throw Error("no constraint is called '", name, "'; there are ", option::names<Constraint>());
}

template <class Real>
void constrain(const Constraint& constraint, std::span<Real> values, const Shape& shape, std::vector<double>& scratch) {
  std::visit([&](const auto& each) { constraint::apply<Real>(each, values, shape, scratch); }, constraint);
}

template void constrain(const Constraint&, std::span<float>, const Shape&, std::vector<double>&);
template void constrain(const Constraint&, std::span<double>, const Shape&, std::vector<double>&);

}  // namespace plexus
