// The vector twin of the backward pass of kernel::Dense.

#if defined(PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_DENSE_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/dense.hpp>
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

// gradient[i][j] += sum over lanes of from[i] * adjoint[j], of kernels with these targets, and the derivatives by the
// biases, when they begin with such.
template <class Real, class Kernels>
void add_weight_gradients(const Kernels& kernels, std::size_t count, std::uint32_t bias,
                          const BackwardStep<Real>& step) {
  constexpr std::size_t most_lanes = AdjointColumns<Real>::most_lanes,
                        most_targets = AdjointColumns<Real>::most_targets;
  AdjointColumns<Real> columns;
  const kernel::Dense& head = kernels(0);
  const Real one{1};
  for (std::size_t target = 0; target < head.to_count; target += most_targets) {
    const std::size_t targets = std::min<std::size_t>(most_targets, head.to_count - target);
    const std::size_t stride = round_up_to_vector<Real>(targets);
    for (std::size_t lane = 0; lane < step.batch; lane += most_lanes) {
      const std::size_t lanes = std::min(most_lanes, step.batch - lane);
      const Real* adjoint = step.sum_adjoint(head.to + static_cast<std::uint32_t>(target)) + lane;
      const auto row = [&](std::size_t j) HWY_ATTR { return adjoint + j * step.batch; };
      transpose(row, targets, lanes, columns.numbers, stride);
      Product<Real> product{.a = &one,
                            .a_row = 0,
                            .a_step = 0,
                            .b = columns.numbers,
                            .b_stride = stride,
                            .out = nullptr,
                            .out_stride = head.to_count,
                            .rows = 1,
                            .columns = targets,
                            .steps = lanes};
      if (bias != none) {
        product.out = step.gradient + bias + target;
        add_product(product);
      }
      product.a_row = step.batch;
      product.a_step = 1;
      for (std::size_t k = 0; k < count; ++k) {
        const kernel::Dense& dense = kernels(k);
        product.a = step.read(dense.from, dense.late) + lane;
        product.out = step.gradient + dense.weight + target;
        product.rows = dense.from_count;
        add_product(product);
      }
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

inline constexpr std::uint32_t few_targets = 4;  // not worth a tile

// Target by target: its adjoints are handed on while they are in registers. For kernels with these targets, of which
// only one alone may have gains.
template <class Real, class Kernels>
void hand_on_by_target(const Kernels& kernels, std::size_t count, std::uint32_t bias, const BackwardStep<Real>& step) {
  SlopeSums<Real> sums(step.gradient);
  for_each_block<vectors_of_a_block>(hn::ScalableTag<Real>(), step.batch, [&](auto block, std::size_t lane) HWY_ATTR {
    UnitDelta<decltype(block)> delta{step, block, lane, {}};
    for (std::uint32_t j = 0; j < kernels(0).to_count; ++j) {
      delta.begin(kernels(0).to + j);
      for (std::size_t k = 0; k < count; ++k) {
        const kernel::Dense& dense = kernels(k);
        for (std::uint32_t i = 0; i < dense.from_count; ++i) {
          const std::uint32_t weight = dense.weight + i * dense.to_count + j;
          const std::uint32_t gain = dense.gating ? dense.gain_row(i, j) : none;
          sums.add(weight, delta.hand_on({dense.from + i, weight, gain, dense.late, dense.late_gain}));
        }
      }
      if (bias == none) continue;
      sums.add(bias + j, delta.sum());
      delta.store(kernels(0).to + j, true);
    }
  });
  sums.finish();
}

template <class Real>
void run_backward(const kernel::Dense& dense, const BackwardStep<Real>& step) {
  const auto only = [&](std::size_t) -> const kernel::Dense& { return dense; };
  if (dense.gating || dense.to_count < few_targets) return hand_on_by_target(only, 1, none, step);
  add_weight_gradients(only, 1, none, step);
  if (dense.from >= step.first_adjoint) add_source_adjoint(dense, step);
}

/// The group backward: its kernels, and the biases that its sums begin with.
template <class Real>
void run_backward(const Plan& plan, const simd::Lowered& lowered, const simd::Lowered::DenseGroup& group,
                  const BackwardStep<Real>& step) {
  const auto kernels = [&](std::size_t k) -> const kernel::Dense& {
    return *std::get_if<kernel::Dense>(&plan.kernels[lowered.dense_kernels[group.first + k]]);
  };
  const std::size_t count = group.end - group.first;
  const kernel::Dense& head = kernels(0);
  if (head.to_count < few_targets) return hand_on_by_target(kernels, count, group.bias, step);
  add_weight_gradients(kernels, count, group.bias, step);
  for (std::size_t k = 0; k < count; ++k)
    if (kernels(k).from >= step.first_adjoint) add_source_adjoint(kernels(k), step);
  // No unit of a group that begins has a self-connection: it has no part in the step before.
  if (group.bias != none) std::fill_n(step.sum_adjoint(head.to), head.to_count * step.batch, Real{0});
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
