// The vector twin of the backward pass of kernel::Dense.

#if defined(PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/dense.hpp>
#include <plexus/simd/dense_groups.hpp>
#include <plexus/simd/tile-inl.hpp>
#include <plexus/simd/transpose-inl.hpp>
#include <plexus/simd/units_backward-inl.hpp>

#include <algorithm>
#include <variant>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// So many numbers, or more, that whole vectors hold.
template <class Real>
HWY_INLINE std::size_t round_up_to_vector(std::size_t count) {
  const std::size_t width = hn::Lanes(hn::ScalableTag<Real>());
  return (count + width - 1) / width * width;
}

/// The adjoints of some targets with targets as columns, [lane][target], so that a vector holds those of neighbouring
/// weights and no sum across lanes is needed.
template <class Real>
struct AdjointColumns {
  static constexpr std::size_t most_lanes = 64, most_targets = 4 * hn::MaxLanes(hn::ScalableTag<Real>());

  HWY_ALIGN Real numbers[most_lanes * most_targets];
};

/// Neighbouring groups of dense kernels (see lowered.hpp), or a kernel alone.
struct DenseGroups {
  std::size_t count, kernel_count;  // groups, and kernels in each
  const kernel::Dense* kernels[simd::most_neighbouring_groups][simd::largest_dense_group];
  std::uint32_t biases[simd::most_neighbouring_groups];  // parameter of the first target of each group, or none

  const kernel::Dense& head() const { return *kernels[0][0]; }
};

// gradient[i][j] += sum over lanes of from[i] * adjoint[j], of groups from `first` on that fit the columns, and the
// derivatives by the biases, when they begin with such. Returns where these groups end.
template <class Real>
HWY_INLINE std::size_t add_weight_gradients(const DenseGroups& groups, std::size_t first,
                                            const BackwardStep<Real>& step) {
  constexpr std::size_t most_lanes = AdjointColumns<Real>::most_lanes,
                        most_targets = AdjointColumns<Real>::most_targets;
  AdjointColumns<Real> columns;
  const kernel::Dense& head = *groups.kernels[first][0];
  const bool whole = head.to_count == round_up_to_vector<Real>(head.to_count);
  const std::size_t fit = whole ? std::max<std::size_t>(1, most_targets / head.to_count) : 1;
  const std::size_t count = std::min(fit, groups.count - first);
  const Real one{1};
  const Real* from = nullptr;
  Real* out[simd::most_neighbouring_groups];
  for (std::size_t target = 0; target < head.to_count; target += most_targets) {
    const std::size_t targets = std::min<std::size_t>(most_targets, head.to_count - target);
    const std::size_t stride = round_up_to_vector<Real>(count * targets);
    for (std::size_t lane = 0; lane < step.batch; lane += most_lanes) {
      const std::size_t lanes = std::min(most_lanes, step.batch - lane);
      const Real* adjoint = step.sum_adjoint(head.to + static_cast<std::uint32_t>(target)) + lane;
      const auto row = [&](std::size_t j) HWY_ATTR { return adjoint + j * step.batch; };
      transpose(row, count * targets, lanes, columns.numbers, stride);
      Product<Real> product{.a = {&from, 1},
                            .a_row = 0,
                            .a_step = 0,
                            .b = columns.numbers,
                            .b_stride = stride,
                            .out = {out, count},
                            .out_stride = head.to_count,
                            .rows = 1,
                            .columns = targets,
                            .steps = lanes};
      if (groups.biases[first] != none) {
        from = &one;
        for (std::size_t g = 0; g < count; ++g) out[g] = step.gradient + groups.biases[first + g] + target;
        add_product(product);
      }
      product.a_row = step.batch;
      product.a_step = 1;
      for (std::size_t k = 0; k < groups.kernel_count; ++k) {
        const kernel::Dense& dense = *groups.kernels[first][k];
        from = step.read(dense.from, dense.late) + lane;
        for (std::size_t g = 0; g < count; ++g) out[g] = step.gradient + groups.kernels[first + g][k]->weight + target;
        product.rows = dense.from_count;
        add_product(product);
      }
    }
  }
  return first + count;
}

// from_adjoint[i] += sum over j of weight[i][j] * adjoint[j], where j goes through the targets of all groups.
template <class Real>
HWY_INLINE void add_source_adjoints(const DenseGroups& groups, const BackwardStep<Real>& step) {
  const kernel::Dense& head = groups.head();
  for (std::size_t k = 0; k < groups.kernel_count; ++k) {
    const kernel::Dense& dense = *groups.kernels[0][k];
    if (dense.from < step.first_adjoint) continue;
    const Real* weights[simd::most_neighbouring_groups];
    for (std::size_t g = 0; g < groups.count; ++g) weights[g] = step.parameters + groups.kernels[g][k]->weight;
    Real* const out = step.output_adjoint(dense.from);
    add_product(Product<Real>{.a = {weights, groups.count},
                              .a_row = dense.to_count,
                              .a_step = 1,
                              .b = step.sum_adjoint(head.to),
                              .b_stride = step.batch,
                              .out = {&out, 1},
                              .out_stride = step.batch,
                              .rows = dense.from_count,
                              .columns = step.batch,
                              .steps = dense.to_count});
  }
}

template <class Real>
HWY_INLINE void hand_on_by_source(const DenseGroups& groups, const BackwardStep<Real>& step) {
  for (std::size_t first = 0; first < groups.count;) first = add_weight_gradients(groups, first, step);
  add_source_adjoints(groups, step);
}

// Target by target: its adjoints are handed on while they are in registers. For one group, of which only a kernel alone
// may have gains.
template <class Real>
void hand_on_by_target(const DenseGroups& group, const BackwardStep<Real>& step) {
  const kernel::Dense& head = group.head();
  const std::uint32_t bias = group.biases[0];
  for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
    UnitDelta<decltype(block)> delta{step, block, lane, {}};
    for (std::uint32_t j = 0; j < head.to_count; ++j) {
      delta.begin(head.to + j);
      for (std::size_t k = 0; k < group.kernel_count; ++k) {
        const kernel::Dense& dense = *group.kernels[0][k];
        const std::uint32_t weight = dense.weight + j;
        add_slopes(step.gradient + weight, dense.to_count, dense.from_count, [&](std::uint32_t i) HWY_ATTR {
          const std::uint32_t gain = dense.gating ? dense.gain_row(i, j) : none;
          return delta.hand_on({dense.from + i, weight + i * dense.to_count, gain, dense.late, dense.late_gain});
        });
      }
      if (bias == none) continue;
      step.gradient[bias + j] += sum_across(Vector<hn::ScalableTag<Real>>(delta.sum()));
      delta.store(head.to + j, true);
    }
  });
}

template <class Real>
void run_backward(const kernel::Dense& dense, const BackwardStep<Real>& step) {
  const DenseGroups alone{1, 1, {{&dense}}, {none}};
  if (dense.gating || dense.to_count < simd::few_dense_targets) return hand_on_by_target(alone, step);
  hand_on_by_source(alone, step);
}

/// Neighbouring groups backward: their kernels, and the biases that their sums begin with.
template <class Real>
void run_dense_groups_backward(const Plan& plan, const simd::Lowered& lowered,
                               const simd::Lowered::Operation& operation, const BackwardStep<Real>& step) {
  const std::span all(lowered.dense_groups.data() + operation.dense_group,
                      operation.end_dense_group - operation.dense_group);
  DenseGroups groups{all.size(), all.front().end - all.front().first, {}, {}};
  for (std::size_t g = 0; g < groups.count; ++g) {
    groups.biases[g] = all[g].bias;
    for (std::size_t k = 0; k < groups.kernel_count; ++k)
      groups.kernels[g][k] = std::get_if<kernel::Dense>(&plan.kernels[lowered.dense_kernels[all[g].first + k]]);
  }
  const kernel::Dense& head = groups.head();
  if (head.to_count < simd::few_dense_targets) return hand_on_by_target(groups, step);
  hand_on_by_source(groups, step);
  // No unit of a group that begins has a self-connection: it has no part in the step before.
  if (groups.biases[0] != none)
    std::fill_n(step.sum_adjoint(head.to), groups.count * head.to_count * step.batch, Real{0});
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
