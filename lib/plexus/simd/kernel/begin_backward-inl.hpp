// The vector twin of the backward pass of kernel::Begin.

#if defined(PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP
#undef PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP
#else
#define PLEXUS_SIMD_KERNEL_BEGIN_BACKWARD_INL_HPP
#endif

#include <plexus/program/kernel/begin.hpp>
#include <plexus/simd/kernel/sparse_backward-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// The derivatives by the biases. Leaves 0 behind, when nothing is carried to the step before.
template <bool Clears, class Real>
struct BiasSlopes {
  using D = hn::ScalableTag<Real>;
  const kernel::Begin& begin;
  const BackwardStep<Real>& step;

  HWY_INLINE Vector<D> operator()(std::size_t i) const {
    Real* adjoint = step.sum_adjoint(begin.first + static_cast<std::uint32_t>(i));
    Vector<D> slope(Real{0});
    std::size_t lane = 0;
    for (; lane + hn::Lanes(D()) <= step.batch; lane += hn::Lanes(D())) add(WholeBlock<D, 1>(), adjoint + lane, slope);
    if (lane < step.batch) add(RestBlock<D>(step.batch - lane), adjoint + lane, slope);
    return slope;
  }
  HWY_INLINE Real& gradient(std::size_t i) const { return step.gradient[begin.bias + i]; }

 private:
  template <class Block>
  HWY_INLINE void add(Block block, Real* adjoint, Vector<D>& slope) const {
    slope = slope + block.load(adjoint, 0);
    if constexpr (Clears) block.store(Vector<D>(Real{0}), adjoint, 0);
  }
};

// The derivatives by the weights of self-connections. Turns the adjoint of a state into that of the state before.
template <class Real>
struct SelfSlopes {
  using D = hn::ScalableTag<Real>;
  const kernel::Begin& begin;
  const BackwardStep<Real>& step;

  HWY_INLINE Vector<D> operator()(std::size_t n) const {
    const kernel::Begin::Self& self = begin.selves[n];
    const Vector<D> weight(step.parameters[self.weight]);
    Vector<D> slope(Real{0});
    std::size_t lane = 0;
    for (; lane + hn::Lanes(D()) <= step.batch; lane += hn::Lanes(D()))
      add(WholeBlock<D, 1>(), lane, self, weight, slope);
    if (lane < step.batch) add(RestBlock<D>(step.batch - lane), lane, self, weight, slope);
    return slope;
  }
  HWY_INLINE Real& gradient(std::size_t n) const { return step.gradient[begin.selves[n].weight]; }

 private:
  template <class Block>
  HWY_INLINE void add(Block block, std::size_t lane, const kernel::Begin::Self& self, Vector<D> weight,
                      Vector<D>& slope) const {
    Real* adjoint = step.sum_adjoint(self.unit) + lane;
    const Vector<D> a = block.load(adjoint, 0),
                    state = block.load(step.read(step.unit_count + self.unit, true) + lane, 0);
    Vector<D> opened = a;
    if (self.gain != none) {
      opened = a * Vector<D>(block.load(step.read(self.gain, self.late_gain) + lane, 0));
      Real* gain_adjoint = step.row_adjoint(self.gain) + lane;
      block.store(block.load(gain_adjoint, 0) + a * weight * state, gain_adjoint, 0);
    }
    slope = slope + opened * state;
    block.store(opened * weight, adjoint, 0);
  }
};

template <class Real>
void run_backward(const kernel::Begin& begin, const BackwardStep<Real>& step) {
  if (begin.selves.empty()) return add_slopes<Real>(begin.count, BiasSlopes<true, Real>{begin, step});
  add_slopes<Real>(begin.count, BiasSlopes<false, Real>{begin, step});
  add_slopes<Real>(begin.selves.size(), SelfSlopes<Real>{begin, step});
  // What has no self-connection has no part in the step after.
  std::uint32_t unit = begin.first;
  for (const kernel::Begin::Self& self : begin.selves) {
    std::fill_n(step.sum_adjoint(unit), (self.unit - unit) * step.batch, Real{0});
    unit = self.unit + 1;
  }
  std::fill_n(step.sum_adjoint(unit), (begin.first + begin.count - unit) * step.batch, Real{0});
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
