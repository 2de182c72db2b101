#include <plexus/primitive/apply.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

template <class Real>
Constants<Real> rounded(const Constants<double>& constants) {
  Constants<Real> all{};
  std::ranges::transform(constants, all.begin(), [](double each) { return static_cast<Real>(each); });
  return all;
}

struct Kernel {
  const FunctionRow* row = nullptr;
  Constants<double> constants{};
  std::uint32_t elements = 0;

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    const Constants<Real> c = rounded<Real>(constants);
    const Operand<Real>& x = call.operands[0];
    if (x.lanes) return row->loops<Real>().forward(x.values, call.result, elements * call.batch, c);
    for (std::size_t e = 0; e < elements; ++e) {
      Real y{0};
      row->loops<Real>().forward(x.values + e, &y, 1, c);
      for (std::size_t b = 0; b < call.batch; ++b) call.result[e * call.batch + b] += y;
    }
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    const Constants<Real> c = rounded<Real>(constants);
    const Operand<Real>& x = call.operands[0];
    if (x.lanes)
      return row->loops<Real>().backward(x.values, call.result_adjoint, call.adjoints[0], elements * call.batch, c);
    for (std::size_t e = 0; e < elements; ++e) {
      Real adjoint{0};
      for (std::size_t b = 0; b < call.batch; ++b) adjoint += call.result_adjoint[e * call.batch + b];
      row->loops<Real>().backward(x.values + e, &adjoint, call.adjoints[0] + e, 1, c);
    }
  }
};

}  // namespace

Shape result_shape(const Apply& apply, std::span<const Shape> operands) {
  const FunctionRow& row = plexus::row(apply.function);
  if (operands.size() != 1) throw Error("apply: got ", operands.size(), " operands for ", row.name, ", wanted 1");
  if (apply.constants.size() > row.constants.size())
    throw Error("apply: got ", apply.constants.size(), " constants for ", row.name, ", wanted at most ",
                row.constants.size());
  if (std::ranges::any_of(apply.constants, [](double each) { return std::isnan(each); }))
    throw Error("apply: got a constant for ", row.name, " that is not a number");
  return operands[0];
}

SharedRoutine make_ready(const Apply& apply, std::span<const Shape>, const Shape& result) {
  const FunctionRow& row = plexus::row(apply.function);
  return make_routine(Kernel{&row, with_defaults(row, apply.constants), element_count(result)});
}

}  // namespace plexus::primitive
