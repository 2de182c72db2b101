#include <plexus/primitive/combine.hpp>

#include <array>
#include <cstddef>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/primitive/places.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  Combining how = Combining::sum;
  std::uint32_t elements = 0;
  std::vector<std::vector<std::uint32_t>> places;  // for each operand, its element for each one of the result

  template <class Real>
  static std::size_t chosen(const Kernel& kernel, std::span<const Operand<Real>> operands, std::size_t e, std::size_t b,
                            std::size_t batch) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < operands.size(); ++k) {
      const Real value = operands[k].at(kernel.places[k][e], b, batch);
      const Real so_far = operands[best].at(kernel.places[best][e], b, batch);
      if (kernel.how == Combining::maximum ? value > so_far : value < so_far) best = k;
    }
    return best;
  }

  bool chooses() const { return how == Combining::maximum || how == Combining::minimum; }

  // The factor of an operand that is added.
  template <class Real>
  Real factor(std::size_t k) const {
    if (how == Combining::difference && k == 1) return Real{-1};
    return how == Combining::mean ? Real{1} / static_cast<Real>(places.size()) : Real{1};
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for (std::size_t e = 0; e < elements; ++e)
      for (std::size_t b = 0; b < call.batch; ++b) call.result[e * call.batch + b] += value(call, e, b);
  }

  template <class Real>
  Real value(const ForwardCall<Real>& call, std::size_t e, std::size_t b) const {
    if (chooses()) {
      const std::size_t k = chosen(*this, call.operands, e, b, call.batch);
      return call.operands[k].at(places[k][e], b, call.batch);
    }
    Real value{how == Combining::product ? Real{1} : Real{0}};
    for (std::size_t k = 0; k < places.size(); ++k) {
      const Real each = call.operands[k].at(places[k][e], b, call.batch);
      how == Combining::product ? value *= each : value += factor<Real>(k) * each;
    }
    return value;
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    for (std::size_t e = 0; e < elements; ++e)
      for (std::size_t b = 0; b < call.batch; ++b) {
        const Real adjoint = call.result_adjoint[e * call.batch + b];
        if (chooses()) {
          give(call, chosen(*this, call.operands, e, b, call.batch), e, b, adjoint);
          continue;
        }
        for (std::size_t k = 0; k < places.size(); ++k) {
          Real slope = factor<Real>(k);
          for (std::size_t other = 0; how == Combining::product && other < places.size(); ++other)
            if (other != k) slope *= call.operands[other].at(places[other][e], b, call.batch);
          give(call, k, e, b, adjoint * slope);
        }
      }
  }

  template <class Real>
  void give(const BackwardCall<Real>& call, std::size_t k, std::size_t e, std::size_t b, Real adjoint) const {
    if (call.adjoints[k] == nullptr) return;
    const std::size_t place = places[k][e];
    call.adjoints[k][call.operands[k].lanes ? place * call.batch + b : place] += adjoint;
  }
};

}  // namespace

Shape result_shape(const Combine& combine, std::span<const Shape> operands) {
  if (operands.empty() || (combine.how == Combining::difference && operands.size() != 2))
    throw Error("combine: got ", operands.size(), " operands, wanted ",
                combine.how == Combining::difference ? "2 for a difference" : "at least 1");
  std::vector<Shape> all(operands.begin(), operands.end());
  all.push_back(combine.to);
  return broadcast(all);
}

SharedRoutine make_ready(const Combine& combine, std::span<const Shape> operands, const Shape& result) {
  Kernel kernel{combine.how, element_count(result), {}};
  for (const Shape& operand : operands) kernel.places.push_back(broadcast_places(operand, result));
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
