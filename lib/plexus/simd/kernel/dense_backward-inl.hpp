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

/// The adjoints of some targets with targets as columns, [lane][target], so that a vector holds those of neighbouring
/// weights and no sum across lanes is needed. Blocks into the same targets share them.
template <class Real>
struct AdjointColumns {
  static constexpr std::size_t most_lanes = 64, most_targets = 4 * hn::MaxLanes(hn::ScalableTag<Real>());

  HWY_ALIGN Real numbers[most_lanes * most_targets];
  const Real* adjoint = nullptr;  // of the first target and lane
  std::size_t targets = 0;

  /// Those of so many targets and lanes, whose first adjoint this is.
  HWY_INLINE const Real* read(const Real* first, std::size_t target_count, std::size_t lanes, std::size_t stride) {
    if (adjoint == first && targets == target_count) return numbers;  // a lane starts blocks of one size only
    adjoint = first;
    targets = target_count;
    const auto row = [first, stride](std::size_t j) HWY_ATTR { return first + j * stride; };
    transpose(row, target_count, lanes, numbers, most_targets);
    return numbers;
  }
  /// To be called when adjoints of states may have changed.
  HWY_INLINE void forget() { adjoint = nullptr; }
};

// gradient[i][j] += sum over lanes of from[i] * adjoint[j]
template <class Real>
void add_weight_gradient(const kernel::Dense& dense, const BackwardStep<Real>& step, AdjointColumns<Real>& columns) {
  constexpr std::size_t most_lanes = AdjointColumns<Real>::most_lanes,
                        most_targets = AdjointColumns<Real>::most_targets;
  for (std::size_t target = 0; target < dense.to_count; target += most_targets) {
    const std::size_t targets = std::min<std::size_t>(most_targets, dense.to_count - target);
    for (std::size_t lane = 0; lane < step.batch; lane += most_lanes) {
      const std::size_t lanes = std::min(most_lanes, step.batch - lane);
      const Real* adjoint = step.sum_adjoint(dense.to + static_cast<std::uint32_t>(target)) + lane;
      add_product(Product<Real>{.a = step.read(dense.from, dense.late) + lane,
                                .a_row = step.batch,
                                .a_step = 1,
                                .b = columns.read(adjoint, targets, lanes, step.batch),
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
void run_backward(const kernel::Dense& dense, const BackwardStep<Real>& step, AdjointColumns<Real>& columns) {
  constexpr std::uint32_t few = 4;  // targets that are not worth a tile
  if (dense.gating || dense.to_count < few)
    return add_slopes<Real>(std::size_t{dense.from_count} * dense.to_count, DenseSlopes<Real>{dense, step});
  add_weight_gradient(dense, step, columns);
  if (dense.from >= step.first_adjoint) add_source_adjoint(dense, step);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
