#include <plexus/primitive/gather.hpp>

#include <cstddef>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  std::vector<std::uint32_t> from;
  double fill = 0;

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for (std::size_t e = 0; e < from.size(); ++e) {
      Real* result = call.result + e * call.batch;
      for (std::size_t b = 0; b < call.batch; ++b)
        result[b] += from[e] == no_element ? static_cast<Real>(fill) : call.operands[0].at(from[e], b, call.batch);
    }
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    const bool lanes = call.operands[0].lanes;
    for (std::size_t e = 0; e < from.size(); ++e) {
      if (from[e] == no_element) continue;
      const Real* adjoint = call.result_adjoint + e * call.batch;
      Real* gradient = call.adjoints[0] + from[e] * (lanes ? call.batch : 1);
      for (std::size_t b = 0; b < call.batch; ++b) gradient[lanes ? b : 0] += adjoint[b];
    }
  }
};

}  // namespace

Shape result_shape(const Gather& gather, std::span<const Shape> operands) {
  if (operands.size() != 1) throw Error("gather: got ", operands.size(), " operands, wanted 1");
  expect_fits(gather.map, element_count(operands[0]), "gather");
  return gather.map.shape;
}

SharedRoutine make_ready(const Gather& gather, std::span<const Shape>, const Shape&) {
  return make_routine(Kernel{gather.map.from, gather.fill});
}

}  // namespace plexus::primitive
