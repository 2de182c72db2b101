#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

#include <plexus/core/once.hpp>
#include <plexus/network/topology.hpp>
#include <plexus/program/arithmetic.hpp>
#include <plexus/program/compile.hpp>
#include <plexus/program/step.hpp>

namespace plexus {

namespace simd {
struct Lowered;
}

namespace single {
struct Pass;
}

/// A topology compiled to a list of kernels over one flat state, in `float` or `double`. It never changes: threads and
/// networks share it, and hand in their own parameters and states.
///
/// A state is [row][batch], batch samples or episodes side by side: rows 0 to unit_count - 1 are the outputs of the
/// units (so the inputs are the first rows), then come their states, then the gains.
template <class Real>
class Program {
 public:
  explicit Program(const Topology& topology) : plan_(compile(topology)) {}

  const Plan& plan() const noexcept { return plan_; }
  std::size_t row_count() const noexcept { return plan_.row_count; }
  std::size_t state_size(std::size_t batch) const noexcept { return row_count() * batch; }
  std::size_t first_output_row() const noexcept { return plan_.unit_count - plan_.output_count; }

  /// Makes a state that of a new network: outputs and states 0, gains 1.
  void reset(std::span<Real> state) const { fill(state, Real{1}); }
  /// Makes a state that of a cleared network: outputs, states and gains 0.
  void clear(std::span<Real> state) const { fill(state, Real{0}); }

  /// Makes now what the first `forward` in this arithmetic would make, and share from then on, so that none of them
  /// allocates. Safe from any thread, as is `forward` without it.
  void prepare(Arithmetic arithmetic) const {
    if (arithmetic == Arithmetic::fast) lowered();
  }

  /// One step in place. The input rows must hold the step's inputs; afterwards the output rows hold its outputs.
  void forward(std::span<const Real> parameters, std::span<Real> state, std::size_t batch,
               Arithmetic arithmetic = usual_arithmetic<Real>) const;

  /// One step back (see BackwardStep): `adjoint`, with the derivatives of the loss by the rows of `now`, becomes that
  /// by the rows of `before`; those by the inputs are left in the input rows, for the caller to use and to set to 0.
  /// Those need not be complete, and cost less, when they are not wanted.
  void backward(std::span<const Real> parameters, std::span<const Real> now, std::span<const Real> before,
                std::span<Real> adjoint, std::span<Real> gradient, std::size_t batch,
                Arithmetic arithmetic = usual_arithmetic<Real>, bool input_adjoints = true) const;

  /// The plan lowered for one sample at a time, made at the first call, then shared; null when it has a kernel that
  /// single/lower.hpp does not know. Safe from any thread.
  const single::Pass* single_pass() const;

 private:
  void fill(std::span<Real> state, Real gain) const;
  const simd::Lowered& lowered() const {
    const simd::Lowered* made = ready_.load(std::memory_order_acquire);
    return made ? *made : lower();
  }
  const simd::Lowered& lower() const;

  Plan plan_;
  // The plan for lanes in fast arithmetic, made when it is first run so; `ready_` once it is there.
  mutable Once lowered_once_;
  mutable std::shared_ptr<const simd::Lowered> lowered_;
  mutable std::atomic<const simd::Lowered*> ready_ = nullptr;
  mutable Once single_once_;
  mutable std::shared_ptr<const single::Pass> single_pass_;
};

extern template class Program<float>;
extern template class Program<double>;

}  // namespace plexus
