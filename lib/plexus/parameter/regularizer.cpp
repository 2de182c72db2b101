#include <plexus/parameter/regularizer.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/error.hpp>

namespace plexus {
namespace regularizer {
namespace {

template <class Real>
double sum_of(std::span<const Real> values, double l1, double l2) {
  double absolute = 0, square = 0;
  for (const Real each : values) {
    const auto value = static_cast<double>(each);
    absolute += std::abs(value);
    square += value * value;
  }
  return l1 * absolute + l2 * square;
}

template <class Real>
void add_slopes(std::span<const Real> values, double l1, double l2, std::span<Real> gradient) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<double>(values[i]);
    const double sign = value > 0 ? 1 : value < 0 ? -1 : 0;
    gradient[i] += static_cast<Real>(l1 * sign + 2 * l2 * value);
  }
}

// The rows or columns of a matrix, whose elements lie `step` apart.
template <class Real>
struct Vectors {
  Vectors(const OrthogonalRegularizer& regularizer, std::span<const Real> values, const Shape& shape)
      : numbers(values.data()), by_rows(regularizer.mode == Side::rows) {
    if (shape.size() != 2)
      throw Error(regularizer.name, ": got the shape ", in_words(shape), ", wanted a matrix, 2 axes");
    count = shape[by_rows ? 0 : 1];
    size = shape[by_rows ? 1 : 0];
    columns = shape[1];
  }

  std::size_t place(std::size_t i, std::size_t e) const { return by_rows ? i * columns + e : e * columns + i; }
  double at(std::size_t i, std::size_t e) const { return static_cast<double>(numbers[place(i, e)]); }

  double dot(std::size_t i, std::size_t k) const {
    double sum = 0;
    for (std::size_t e = 0; e < size; ++e) sum += at(i, e) * at(k, e);
    return sum;
  }
  // Kept from 0, as Keras does when it divides by it.
  double length(std::size_t i) const { return std::max(std::sqrt(dot(i, i)), 1e-12); }
  double pairs() const { return static_cast<double>(count) * static_cast<double>(count - 1) / 2; }

  const Real* numbers;
  bool by_rows;
  std::size_t count = 0, size = 0, columns = 0;
};

template <class Real>
double value(const OrthogonalRegularizer& regularizer, std::span<const Real> values, const Shape& shape) {
  const Vectors<Real> vectors(regularizer, values, shape);
  if (vectors.count < 2) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < vectors.count; ++i)
    for (std::size_t k = i + 1; k < vectors.count; ++k)
      sum += std::abs(vectors.dot(i, k)) / (vectors.length(i) * vectors.length(k));
  return regularizer.factor * sum / vectors.pairs();
}

// The cosine c of vectors a and b changes with a by (b / |b| - c a / |a|) / |a|.
template <class Real>
void add(const OrthogonalRegularizer& regularizer, std::span<const Real> values, const Shape& shape, double factor,
         std::span<Real> gradient) {
  const Vectors<Real> vectors(regularizer, values, shape);
  for (std::size_t i = 0; i < vectors.count; ++i)
    for (std::size_t k = i + 1; k < vectors.count; ++k) {
      const double a = vectors.length(i), b = vectors.length(k), cosine = vectors.dot(i, k) / (a * b);
      const double share = factor * regularizer.factor / vectors.pairs() * (cosine > 0 ? 1 : cosine < 0 ? -1 : 0);
      for (std::size_t e = 0; e < vectors.size; ++e) {
        const double own = vectors.at(i, e) / a, other = vectors.at(k, e) / b;
        gradient[vectors.place(i, e)] += static_cast<Real>(share * (other - cosine * own) / a);
        gradient[vectors.place(k, e)] += static_cast<Real>(share * (own - cosine * other) / b);
      }
    }
}

double l1_of(const auto& regularizer) {
  if constexpr (requires { regularizer.l1; })
    return regularizer.l1;
  else
    return 0;
}

double l2_of(const auto& regularizer) {
  if constexpr (requires { regularizer.l2; })
    return regularizer.l2;
  else
    return 0;
}

template <class Real>
double value(const auto& regularizer, std::span<const Real> values, const Shape&) {
  return sum_of(values, l1_of(regularizer), l2_of(regularizer));
}

template <class Real>
void add(const auto& regularizer, std::span<const Real> values, const Shape&, double factor, std::span<Real> gradient) {
  add_slopes(values, factor * l1_of(regularizer), factor * l2_of(regularizer), gradient);
}

}  // namespace
}  // namespace regularizer

std::string_view name_of(const Regularizer& regularizer) {
  return std::visit([](const auto& each) { return each.name; }, regularizer);
}

std::optional<Regularizer> find_regularizer(std::string_view name) {
  if (name == "l1_l2") return regularizer::L1L2{.l1 = 0.01, .l2 = 0.01};
  return option::find<Regularizer>(name);
}

Regularizer regularizer_named(std::string_view name) {
  if (auto found = find_regularizer(name)) return *std::move(found);
  throw Error("no regularizer is called '", name, "'; there are ", option::names<Regularizer>());
}

double samples_share(const Regularizer& regularizer, std::size_t samples) {
  const bool mean = std::holds_alternative<regularizer::ActivityRegularizer>(regularizer);
  return mean ? 1 / static_cast<double>(samples) : 1;
}

template <class Real>
double loss_of(const Regularizer& regularizer, std::span<const Real> values, const Shape& shape) {
  return std::visit([&](const auto& each) { return regularizer::value<Real>(each, values, shape); }, regularizer);
}

template <class Real>
void add_gradient(const Regularizer& regularizer, std::span<const Real> values, const Shape& shape, double factor,
                  std::span<Real> gradient) {
  std::visit([&](const auto& each) { regularizer::add<Real>(each, values, shape, factor, gradient); }, regularizer);
}

template double loss_of(const Regularizer&, std::span<const float>, const Shape&);
template double loss_of(const Regularizer&, std::span<const double>, const Shape&);
template void add_gradient(const Regularizer&, std::span<const float>, const Shape&, double, std::span<float>);
template void add_gradient(const Regularizer&, std::span<const double>, const Shape&, double, std::span<double>);

}  // namespace plexus
