#include <plexus/primitive/select.hpp>

#include <array>
#include <cstdint>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/primitive/lanes.hpp>
#include <plexus/primitive/places.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  std::array<std::vector<std::uint32_t>, 3> places;  // for each operand, its element for each one of the result

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_lanes(call.batch, [&](const Lanes& lanes) {
      std::array<LaneNumbers<Real>, 3> repeated;
      for (std::size_t e = 0; e < places[0].size(); ++e) {
        const Real* condition = lanes.read(call.operands[0], places[0][e], repeated[0]);
        const Real* yes = lanes.read(call.operands[1], places[1][e], repeated[1]);
        const Real* no = lanes.read(call.operands[2], places[2][e], repeated[2]);
        Real* result = lanes.row(call.result, e);
        for (std::size_t l = 0; l < lanes.count; ++l) result[l] += condition[l] != 0 ? yes[l] : no[l];
      }
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    for_lanes(call.batch, [&](const Lanes& lanes) {
      LaneNumbers<Real> repeated, yes, no;
      for (std::size_t e = 0; e < places[0].size(); ++e) {
        const Real* condition = lanes.read(call.operands[0], places[0][e], repeated);
        const Real* adjoint = lanes.row(call.result_adjoint, e);
        for (std::size_t l = 0; l < lanes.count; ++l) {
          yes[l] = condition[l] != 0 ? adjoint[l] : Real{0};
          no[l] = condition[l] != 0 ? Real{0} : adjoint[l];
        }
        lanes.give(call, 1, places[1][e], yes);
        lanes.give(call, 2, places[2][e], no);
      }
    });
  }
};

}  // namespace

Shape result_shape(const Select&, std::span<const Shape> operands) {
  if (operands.size() != 3)
    throw Error("select: got ", operands.size(),
                " operands, wanted 3: a condition, and what to take where it is not 0, ", "and where it is");
  return broadcast(operands);
}

SharedRoutine make_ready(const Select&, std::span<const Shape> operands, const Shape& result) {
  Kernel kernel;
  for (std::size_t k = 0; k < kernel.places.size(); ++k) kernel.places[k] = broadcast_places(operands[k], result);
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
