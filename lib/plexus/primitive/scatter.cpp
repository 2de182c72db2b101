#include <plexus/primitive/scatter.hpp>

#include <cstddef>

#include <plexus/core/error.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  std::vector<std::uint32_t> to;

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for (std::size_t e = 0; e < to.size(); ++e) {
      if (to[e] == no_element) continue;
      Real* result = call.result + to[e] * call.batch;
      for (std::size_t b = 0; b < call.batch; ++b) result[b] += call.operands[0].at(e, b, call.batch);
    }
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr) return;
    const bool lanes = call.operands[0].lanes;
    for (std::size_t e = 0; e < to.size(); ++e) {
      if (to[e] == no_element) continue;
      const Real* adjoint = call.result_adjoint + to[e] * call.batch;
      Real* gradient = call.adjoints[0] + e * (lanes ? call.batch : 1);
      for (std::size_t b = 0; b < call.batch; ++b) gradient[lanes ? b : 0] += adjoint[b];
    }
  }
};

}  // namespace

Shape result_shape(const Scatter& scatter, std::span<const Shape> operands) {
  if (operands.size() != 1 || operands[0] != scatter.map.shape)
    throw Error("scatter: got the operands ", in_words(operands), ", wanted one of the map's shape ",
                in_words(scatter.map.shape));
  expect_fits(scatter.map, element_count(scatter.whole), "scatter");
  return scatter.whole;
}

SharedRoutine make_ready(const Scatter& scatter, std::span<const Shape>, const Shape&) {
  return make_routine(Kernel{scatter.map.from});
}

}  // namespace plexus::primitive
