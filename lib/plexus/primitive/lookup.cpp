#include <plexus/primitive/lookup.hpp>

#include <cstddef>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  std::uint32_t indices = 0;
  std::uint32_t rows = 0;
  std::uint32_t width = 0;  // of a row, in elements

  // Calls `visit` for each element of the result, with where its value stands in the table.
  template <class Real, class Visit>
  void for_each_chosen(const Operand<Real>& index, std::size_t batch, Visit&& visit) const {
    for (std::size_t i = 0; i < indices; ++i)
      for (std::size_t column = 0; column < width; ++column)
        for (std::size_t b = 0; b < batch; ++b) {
          const Real value = index.at(i, b, batch);
          if (!(value > Real{-1} && value < static_cast<Real>(rows))) continue;  // not a number neither
          visit(i * width + column, static_cast<std::size_t>(value) * width + column, b);
        }
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_each_chosen(call.operands[0], call.batch, [&](std::size_t e, std::size_t place, std::size_t b) {
      call.result[e * call.batch + b] += call.operands[1].at(place, b, call.batch);
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[1] == nullptr) return;
    const bool lanes = call.operands[1].lanes;
    for_each_chosen(call.operands[0], call.batch, [&](std::size_t e, std::size_t place, std::size_t b) {
      call.adjoints[1][lanes ? place * call.batch + b : place] += call.result_adjoint[e * call.batch + b];
    });
  }
};

}  // namespace

Shape result_shape(const Lookup&, std::span<const Shape> operands) {
  if (operands.size() != 2 || operands[1].empty())
    throw Error("lookup: got the operands ", in_words(operands),
                ", wanted indices and a table of (rows, row shape...)");
  Shape shape = operands[0];
  shape.insert(shape.end(), operands[1].begin() + 1, operands[1].end());
  return shape;
}

SharedRoutine make_ready(const Lookup&, std::span<const Shape> operands, const Shape&) {
  const Shape& table = operands[1];
  return make_routine(Kernel{element_count(operands[0]), table[0], element_count(table) / table[0]});
}

}  // namespace plexus::primitive
