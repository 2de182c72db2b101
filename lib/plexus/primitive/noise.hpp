#pragma once

#include <cstdint>
#include <span>

#include <plexus/primitive/routine.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus::primitive {

/// What noise is drawn from.
enum class Drawing : std::uint8_t {
  bernoulli,  ///< 0 with a chance of `first`, else `second`
  normal,     ///< with mean `first` and standard deviation `second`
  uniform,    ///< from `first` up to `second`
};

/// Numbers that are drawn in training, for each element and each sample anew, and are one constant otherwise. They are
/// a function of the pass's seed, of `number`, and of the number of the sample: how a batch is cut changes nothing. Its
/// own rows, [element][lane], are what was drawn; a pass with `drawn` takes what is in them.
///
/// Errors   no operands; numbers that are finite, a chance from 0 to 1, a standard deviation of 0 or more
struct Noise {
  Drawing how = Drawing::bernoulli;
  Shape shape;
  double first = 0;
  double second = 1;
  double otherwise = 1;      ///< the constant: 1 for what multiplies, 0 for what is added
  std::uint64_t number = 0;  ///< those with different ones draw different numbers

  friend bool operator==(const Noise&, const Noise&) = default;
};

/// What drops numbers by multiplying them: 0 with a chance of `rate`, else 1 / (1 - rate), so that the mean stays.
/// Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting", section 10.
Noise dropping(double rate, const Shape& shape, std::uint64_t number);

Shape result_shape(const Noise& noise, std::span<const Shape> operands);
SharedRoutine make_ready(const Noise& noise, std::span<const Shape> operands, const Shape& result);

}  // namespace plexus::primitive
