#include <plexus/primitive/resize_weights.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

double bicubic(double x) {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

double sinc(double x) { return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x); }

double lanczos(double x, double radius) { return x < radius ? sinc(x) * sinc(x / radius) : 0; }

double radius_of(Interpolation interpolation) {
  switch (interpolation) {
    case Interpolation::nearest:
      return 0;
    case Interpolation::bilinear:
      return 1;
    case Interpolation::bicubic:
      return 2;
    case Interpolation::lanczos3:
      return 3;
    case Interpolation::lanczos5:
      return 5;
  }
  return 0;
}

// The kernel at a distance x >= 0.
double weight_at(Interpolation interpolation, double x) {
  if (interpolation == Interpolation::bicubic) return bicubic(x);
  const double radius = radius_of(interpolation);
  return interpolation == Interpolation::bilinear ? std::max(1 - x, 0.0) : lanczos(x, radius);
}

}  // namespace

std::vector<Term> resize_weights(Interpolation interpolation, std::uint32_t input, std::uint32_t output,
                                 bool antialias) {
  if (input == 0 || output == 0)
    throw Error("resize: got ", input, " elements to become ", output, ", wanted at least 1 of both");
  std::vector<Term> terms;
  const double step = static_cast<double>(input) / output;
  const double width = antialias ? std::max(step, 1.0) : 1;
  const double reach = radius_of(interpolation) * width;
  for (std::uint32_t to = 0; to < output; ++to) {
    if (interpolation == Interpolation::nearest) {
      terms.push_back(
          {static_cast<std::uint32_t>((2 * std::uint64_t{to} + 1) * input / (2 * std::uint64_t{output})), to, 1});
      continue;
    }
    const double centre = (to + 0.5) * step - 0.5;
    const auto first = static_cast<std::uint32_t>(std::max(std::ceil(centre - reach), 0.0));
    const auto last = static_cast<std::uint32_t>(std::min(std::floor(centre + reach), input - 1.0));
    const std::size_t start = terms.size();
    double sum = 0;
    for (std::uint32_t from = first; from <= last; ++from) {
      const double weight = weight_at(interpolation, std::abs(centre - from) / width);
      if (weight != 0) terms.push_back({from, to, weight});
      sum += weight;
    }
    for (std::size_t i = start; i < terms.size(); ++i) terms[i].coefficient /= sum;
  }
  return terms;
}

}  // namespace plexus::primitive
