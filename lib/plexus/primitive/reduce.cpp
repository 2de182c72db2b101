#include <plexus/primitive/reduce.hpp>

#include <array>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/primitive/lanes.hpp>

namespace plexus::primitive {
namespace {

struct Kernel {
  Reducing how = Reducing::sum;
  Slices slices;

  bool chooses() const { return how == Reducing::maximum || how == Reducing::minimum; }

  // What each number counts in a sum.
  template <class Real>
  Real weight() const {
    return how == Reducing::mean ? Real{1} / static_cast<Real>(slices.steps.size()) : Real{1};
  }

  // Which of a slice's numbers is the largest, or smallest, in each lane.
  template <class Real>
  void choose(const Operand<Real>& x, std::size_t start, const Lanes& lanes, LaneNumbers<Real>& best,
              LaneNumbers<std::uint32_t>& element) const {
    LaneNumbers<Real> repeated;
    const Real* begin = lanes.read(x, start, repeated);
    for (std::size_t l = 0; l < lanes.count; ++l) best[l] = begin[l];
    element.fill(static_cast<std::uint32_t>(start));
    for (const std::uint32_t step : slices.steps) {
      const Real* row = lanes.read(x, start + step, repeated);
      for (std::size_t l = 0; l < lanes.count; ++l) {
        const bool better = how == Reducing::maximum ? row[l] > best[l] : row[l] < best[l];
        best[l] = better ? row[l] : best[l];
        element[l] = better ? static_cast<std::uint32_t>(start + step) : element[l];
      }
    }
  }

  template <class Real>
  void add_up(const Operand<Real>& x, std::size_t start, const Lanes& lanes, LaneNumbers<Real>& sum) const {
    LaneNumbers<Real> repeated;
    sum.fill(Real{0});
    for (const std::uint32_t step : slices.steps) {
      const Real* row = lanes.read(x, start + step, repeated);
      if (how == Reducing::any) {
        for (std::size_t l = 0; l < lanes.count; ++l) sum[l] = row[l] != 0 ? Real{1} : sum[l];
      } else {
        for (std::size_t l = 0; l < lanes.count; ++l) sum[l] += row[l];
      }
    }
    for (std::size_t l = 0; l < lanes.count; ++l) sum[l] *= weight<Real>();
  }

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    for_lanes(call.batch, [&](const Lanes& lanes) {
      for (std::size_t s = 0; s < slices.starts.size(); ++s) {
        LaneNumbers<Real> made;
        LaneNumbers<std::uint32_t> element;
        if (chooses())
          choose(call.operands[0], slices.starts[s], lanes, made, element);
        else
          add_up(call.operands[0], slices.starts[s], lanes, made);
        Real* result = lanes.row(call.result, s);
        for (std::size_t l = 0; l < lanes.count; ++l) result[l] += made[l];
      }
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    if (call.adjoints[0] == nullptr || how == Reducing::any) return;
    for_lanes(call.batch, [&](const Lanes& lanes) {
      for (std::size_t s = 0; s < slices.starts.size(); ++s) {
        const Real* adjoint = lanes.row(call.result_adjoint, s);
        LaneNumbers<Real> each;
        if (!chooses()) {
          for (std::size_t l = 0; l < lanes.count; ++l) each[l] = adjoint[l] * weight<Real>();
          for (const std::uint32_t step : slices.steps) lanes.give(call, 0, slices.starts[s] + step, each);
          continue;
        }
        LaneNumbers<std::uint32_t> element;
        choose(call.operands[0], slices.starts[s], lanes, each, element);
        const bool own_lane = call.operands[0].lanes;
        for (std::size_t l = 0; l < lanes.count; ++l)
          call.adjoints[0][own_lane ? element[l] * call.batch + lanes.first + l : element[l]] += adjoint[l];
      }
    });
  }
};

}  // namespace

Shape result_shape(const Reduce& reduce, std::span<const Shape> operands) {
  if (operands.size() != 1) throw Error("reduce: got ", operands.size(), " operands, wanted 1");
  const auto along = chosen(reduce.axes, operands[0], "reduce");
  Shape shape;
  for (std::size_t axis = 0; axis < along.size(); ++axis) {
    if (!along[axis]) shape.push_back(operands[0][axis]);
    if (along[axis] && reduce.keep_axes) shape.push_back(1);
  }
  return shape;
}

SharedRoutine make_ready(const Reduce& reduce, std::span<const Shape> operands, const Shape&) {
  return make_routine(Kernel{reduce.how, slices(operands[0], chosen(reduce.axes, operands[0], "reduce"))});
}

}  // namespace plexus::primitive
