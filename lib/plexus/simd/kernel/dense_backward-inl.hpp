// The vector twin of the backward pass of kernel::Dense.

#if defined(PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/dense.hpp>
#include <plexus/simd/kernel/sparse_backward-inl.hpp>
#include <plexus/simd/tile-inl.hpp>
#include <plexus/simd/transpose-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// gradient[i][j] += sum over lanes of from[i] * adjoint[j]. Targets become columns of a block on the stack first, so
// that a vector holds neighbouring weights and no sum across lanes is needed.
template <class Real>
void add_weight_gradient(const kernel::Dense& dense, const BackwardStep<Real>& step) {
  constexpr std::size_t most_lanes = 64, most_targets = 4 * hn::MaxLanes(hn::ScalableTag<Real>());
  HWY_ALIGN Real columns[most_lanes * most_targets];
  for (std::size_t target = 0; target < dense.to_count; target += most_targets) {
    const std::size_t targets = std::min<std::size_t>(most_targets, dense.to_count - target);
    for (std::size_t lane = 0; lane < step.batch; lane += most_lanes) {
      const std::size_t lanes = std::min(most_lanes, step.batch - lane);
      const Real* adjoint = step.sum_adjoint(dense.to + static_cast<std::uint32_t>(target)) + lane;
      const auto row = [&](std::size_t j) HWY_ATTR { return adjoint + j * step.batch; };
      transpose(row, targets, lanes, columns, most_targets);
      add_product(Product<Real>{.a = step.read(dense.from, dense.late) + lane,
                                .a_row = step.batch,
                                .a_step = 1,
                                .b = columns,
                                .b_stride = most_targets,
                                .out = step.gradient + dense.weight + target,
                                .out_stride = dense.to_count,
                                .rows = dense.from_count,
                                .columns = targets,
                                .steps = lanes});
    }
  }
}

// from_adjoint[i] += sum over j of weight[i][j] * adjoint[j]
template <class Real>
void add_source_adjoint(const kernel::Dense& dense, const BackwardStep<Real>& step) {
  add_product(Product<Real>{.a = step.parameters + dense.weight,
                            .a_row = dense.to_count,
                            .a_step = 1,
                            .b = step.sum_adjoint(dense.to),
                            .b_stride = step.batch,
                            .out = step.output_adjoint(dense.from),
                            .out_stride = step.batch,
                            .rows = dense.from_count,
                            .columns = step.batch,
                            .steps = dense.to_count});
}

// Connection by connection.
template <class Real>
struct DenseSlopes {
  const kernel::Dense& dense;
  const BackwardStep<Real>& step;

  HWY_INLINE auto operator()(std::size_t n) const {
    const auto i = static_cast<std::uint32_t>(n) / dense.to_count, j = static_cast<std::uint32_t>(n) % dense.to_count;
    const std::uint32_t gain = dense.gating ? dense.gain_row(i, j) : none;
    return edge_backward({dense.from + i, dense.to + j, 0, gain, dense.late, dense.late_gain},
                         step.parameters[dense.weight + n], step);
  }
  HWY_INLINE Real& gradient(std::size_t n) const { return step.gradient[dense.weight + n]; }
};

template <class Real>
void run_backward(const kernel::Dense& dense, const BackwardStep<Real>& step) {
  constexpr std::uint32_t few = 4;  // targets that are not worth a tile
  if (dense.gating || dense.to_count < few)
    return add_slopes<Real>(std::size_t{dense.from_count} * dense.to_count, DenseSlopes<Real>{dense, step});
  add_weight_gradient(dense, step);
  if (dense.from >= step.first_adjoint) add_source_adjoint(dense, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
