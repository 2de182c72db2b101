#include <plexus/primitive/noise.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>

namespace plexus::primitive {
namespace {

constexpr std::uint64_t stream = 0x4015E;  // of noise, among those of a seed

// So many numbers in [0, 1) are drawn at once.
using Uniforms = std::array<double, 16>;

Uniforms next_uniforms(Random& random) {
  std::array<std::uint64_t, Uniforms{}.size()> bits;
  random.fill(bits);
  Uniforms uniforms;
  for (std::size_t i = 0; i < uniforms.size(); ++i) uniforms[i] = static_cast<double>(bits[i] >> 11U) * 0x1p-53;
  return uniforms;
}

// Makes two numbers of each two, with mean 0 and standard deviation 1 (Box and Muller 1958).
void make_normal(Uniforms& numbers) {
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    const double radius = std::sqrt(-2 * std::log(1 - numbers[i]));
    const double angle = 2 * std::numbers::pi * numbers[i + 1];
    numbers[i] = radius * std::cos(angle);
    numbers[i + 1] = radius * std::sin(angle);
  }
}

// Own rows: what was drawn.
struct Kernel {
  Noise noise;
  std::uint32_t elements = 0;

  std::uint32_t own_rows() const { return elements; }

  // Without a branch for each number, which nobody could predict.
  Uniforms next_numbers(Random& random) const {
    Uniforms numbers = next_uniforms(random);
    if (noise.how == Drawing::bernoulli) {
      for (double& each : numbers) each = noise.second * static_cast<double>(each >= noise.first);
      return numbers;
    }
    if (noise.how == Drawing::normal) make_normal(numbers);
    const double width = noise.how == Drawing::normal ? noise.second : noise.second - noise.first;
    for (double& each : numbers) each = noise.first + width * each;
    return numbers;
  }

  template <class Real>
  void draw(const ForwardCall<Real>& call, std::size_t lane) const {
    Random random(call.pass.seed, noise.number, call.pass.first_sample + lane, stream);
    for (std::size_t begin = 0; begin < elements; begin += Uniforms{}.size()) {
      const Uniforms numbers = next_numbers(random);
      const std::size_t count = std::min<std::size_t>(numbers.size(), elements - begin);
      for (std::size_t i = 0; i < count; ++i) call.own[(begin + i) * call.batch + lane] = static_cast<Real>(numbers[i]);
    }
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    const std::size_t count = elements * call.batch;
    if (!call.pass.training) {
      for (std::size_t i = 0; i < count; ++i) call.result[i] += static_cast<Real>(noise.otherwise);
      return;
    }
    if (!call.pass.drawn)
      for (std::size_t lane = 0; lane < call.batch; ++lane) draw(call, lane);
    for (std::size_t i = 0; i < count; ++i) call.result[i] += call.own[i];
  }

  template <class Real>
  void backward(const BackwardCall<Real>&) const {}  // there is nobody that could get something back
};

}  // namespace

Noise dropping(double rate, const Shape& shape, std::uint64_t number) {
  if (!(rate >= 0 && rate <= 1)) throw Error("noise: got a rate of ", rate, ", wanted one from 0 to 1");
  return {.shape = shape, .first = rate, .second = rate < 1 ? 1 / (1 - rate) : 0, .number = number};
}

Shape result_shape(const Noise& noise, std::span<const Shape> operands) {
  const auto& [how, shape, first, second, otherwise, number] = noise;
  if (!operands.empty()) throw Error("noise: got ", operands.size(), " operands, wanted none");
  if (!std::isfinite(first) || !std::isfinite(second) || !std::isfinite(otherwise))
    throw Error("noise: got ", first, ", ", second, " and ", otherwise, ", wanted finite numbers");
  if (how == Drawing::bernoulli && (first < 0 || first > 1))
    throw Error("noise: got a chance of ", first, ", wanted one from 0 to 1");
  if (how == Drawing::normal && second < 0)
    throw Error("noise: got a standard deviation of ", second, ", wanted 0 or more");
  element_count(shape);
  return shape;
}

SharedRoutine make_ready(const Noise& noise, std::span<const Shape>, const Shape& result) {
  return make_routine(Kernel{noise, element_count(result)});
}

}  // namespace plexus::primitive
