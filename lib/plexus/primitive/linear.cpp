#include <plexus/primitive/linear.hpp>

#include <cstddef>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  std::vector<Term> terms;
  std::uint32_t outer = 1;  // elements of the axes before the axis
  std::uint32_t from = 1;   // elements of the axis
  std::uint32_t to = 1;     // of the result's
  std::uint32_t inner = 1;  // of the axes after it

  // Calls `visit` for each pair of elements, with the coefficient between them.
  template <class Visit>
  void for_each_pair(Visit&& visit) const {
    for (std::size_t i = 0; i < outer; ++i)
      for (const Term& term : terms)
        for (std::size_t j = 0; j < inner; ++j)
          visit((i * from + term.from) * inner + j, (i * to + term.to) * inner + j, term.coefficient);
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_each_pair([&](std::size_t x, std::size_t e, double coefficient) {
      const auto factor = static_cast<Real>(coefficient);
      Real* result = call.result + e * call.batch;
      for (std::size_t b = 0; b < call.batch; ++b) result[b] += factor * call.operands[0].at(x, b, call.batch);
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    const bool lanes = call.operands[0].lanes;
    for_each_pair([&](std::size_t x, std::size_t e, double coefficient) {
      const auto factor = static_cast<Real>(coefficient);
      const Real* adjoint = call.result_adjoint + e * call.batch;
      Real* gradient = call.adjoints[0] + x * (lanes ? call.batch : 1);
      for (std::size_t b = 0; b < call.batch; ++b) gradient[lanes ? b : 0] += factor * adjoint[b];
    });
  }
};

}  // namespace

Shape result_shape(const Linear& linear, std::span<const Shape> operands) {
  if (operands.size() != 1) throw Error("linear: got ", operands.size(), " operands, wanted 1");
  Shape shape = operands[0];
  std::uint32_t& size = shape[axis_of(linear.axis, shape, "linear")];
  for (const Term& term : linear.terms)
    if (term.from >= size || term.to >= linear.size)
      throw Error("linear: got a term from ", term.from, " to ", term.to, ", wanted one from below ", size,
                  " to below ", linear.size);
  size = linear.size;
  return shape;
}

SharedRoutine make_ready(const Linear& linear, std::span<const Shape> operands, const Shape&) {
  const Shape& input = operands[0];
  const std::uint32_t axis = axis_of(linear.axis, input, "linear");
  const std::uint32_t inner = strides(input)[axis];
  return make_routine(
      Kernel{linear.terms, element_count(input) / inner / input[axis], input[axis], linear.size, inner});
}

}  // namespace plexus::primitive
