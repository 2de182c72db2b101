#include <plexus/primitive/pool.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/primitive/walk.hpp>

namespace plexus::primitive {
namespace {

// Lanes whose largest elements are looked for side by side.
constexpr std::size_t block = 64;

struct Kernel {
  Pooling how = Pooling::maximum;
  std::uint32_t kept = 1;             // elements that are pooled alike, side by side
  std::vector<std::uint32_t> places;  // the first elements of all windows, window after window
  std::vector<std::uint32_t> ends;    // of each window, in `places`

  // Calls `visit` for each element of the result, with the places of its window.
  template <class Visit>
  void for_each_window(Visit&& visit) const {
    std::size_t start = 0;
    for (std::size_t window = 0; window < ends.size(); ++window) {
      const std::span<const std::uint32_t> inside(places.data() + start, ends[window] - start);
      for (std::size_t each = 0; each < kept; ++each) visit(window * kept + each, inside, each);
      start = ends[window];
    }
  }

  // The first of the largest elements in the lanes from `lane` on, and its value.
  template <class Real>
  struct Largest {
    std::array<Real, block> value;
    std::array<std::size_t, block> place;

    Largest(const Operand<Real>& x, std::span<const std::uint32_t> inside, std::size_t each, std::size_t lane,
            std::size_t lanes, std::size_t batch) {
      for (std::size_t b = 0; b < lanes; ++b) {
        place[b] = inside[0] + each;
        value[b] = x.at(place[b], lane + b, batch);
      }
      for (const std::uint32_t first : inside.subspan(1))
        for (std::size_t b = 0; b < lanes; ++b) {
          const Real other = x.at(first + each, lane + b, batch);
          place[b] = other > value[b] ? first + each : place[b];
          value[b] = other > value[b] ? other : value[b];
        }
    }
  };

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    const Operand<Real>& x = call.operands[0];
    for_each_window([&](std::size_t e, std::span<const std::uint32_t> inside, std::size_t each) {
      Real* result = call.result + e * call.batch;
      if (how == Pooling::mean) {
        const Real share = Real{1} / static_cast<Real>(inside.size());
        for (const std::uint32_t first : inside)
          for (std::size_t b = 0; b < call.batch; ++b) result[b] += share * x.at(first + each, b, call.batch);
        return;
      }
      for (std::size_t lane = 0; lane < call.batch; lane += block) {
        const std::size_t lanes = std::min(block, call.batch - lane);
        const Largest<Real> largest(x, inside, each, lane, lanes, call.batch);
        for (std::size_t b = 0; b < lanes; ++b) result[lane + b] += largest.value[b];
      }
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    const Operand<Real>& x = call.operands[0];
    if (call.adjoints[0] == nullptr) return;
    const auto gradient = [&](std::size_t place, std::size_t b) -> Real& {
      return call.adjoints[0][x.lanes ? place * call.batch + b : place];
    };
    for_each_window([&](std::size_t e, std::span<const std::uint32_t> inside, std::size_t each) {
      const Real* adjoint = call.result_adjoint + e * call.batch;
      if (how == Pooling::mean) {
        const Real share = Real{1} / static_cast<Real>(inside.size());
        for (const std::uint32_t first : inside)
          for (std::size_t b = 0; b < call.batch; ++b) gradient(first + each, b) += share * adjoint[b];
        return;
      }
      for (std::size_t lane = 0; lane < call.batch; lane += block) {
        const std::size_t lanes = std::min(block, call.batch - lane);
        const Largest<Real> largest(x, inside, each, lane, lanes, call.batch);
        for (std::size_t b = 0; b < lanes; ++b) gradient(largest.place[b], lane + b) += adjoint[lane + b];
      }
    });
  }
};

}  // namespace

Shape result_shape(const Pool& pool, std::span<const Shape> operands) {
  if (operands.size() != 1 || operands[0].size() < pool.axes.size())
    throw Error("pool: got the operands ", in_words(operands), " for windows along ", pool.axes.size(),
                " axes; wanted one operand with as many axes, or more");
  Shape shape = operands[0];
  for (std::size_t axis = 0; axis < pool.axes.size(); ++axis) {
    if (pool.axes[axis].empty()) throw Error("pool: axis ", axis, " has no windows, wanted at least 1");
    for (const Window& each : pool.axes[axis])
      if (each.start >= each.end || each.end > shape[axis])
        throw Error("pool: got the window [", each.start, ", ", each.end, ") on axis ", axis, " of the shape ",
                    in_words(operands[0]), "; wanted one with elements, and none past the axis");
    shape[axis] = static_cast<std::uint32_t>(pool.axes[axis].size());
  }
  return shape;
}

SharedRoutine make_ready(const Pool& pool, std::span<const Shape> operands, const Shape& result) {
  const Shape& input = operands[0];
  const std::size_t axes = pool.axes.size();
  const auto steps = strides(input);
  Kernel kernel{pool.how, element_count(Shape(input.begin() + static_cast<std::ptrdiff_t>(axes), input.end())), {}, {}};
  Walk<1> windows;  // the offset is the window's number; its digits are those of the axes
  const auto digits = strides(Shape(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(axes)));
  for (std::size_t axis = 0; axis < axes; ++axis) windows.push_back({result[axis], {digits[axis]}});
  for_each(windows, [&](const auto& window) {
    Walk<1> inside;
    std::uint32_t first = 0;
    for (std::size_t axis = 0; axis < axes; ++axis) {
      const Window& along = pool.axes[axis][window[0] / digits[axis] % result[axis]];
      first += along.start * steps[axis];
      inside.push_back({along.end - along.start, {steps[axis]}});
    }
    for_each(inside, [&](const auto& at) { kernel.places.push_back(first + at[0]); });
    kernel.ends.push_back(static_cast<std::uint32_t>(kernel.places.size()));
  });
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
