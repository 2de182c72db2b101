// Sums across the lanes of vectors, for one instruction set.

#if defined(PLEXUS_SIMD_SUMS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_SUMS_INL_HPP
#undef PLEXUS_SIMD_SUMS_INL_HPP
#else
#define PLEXUS_SIMD_SUMS_INL_HPP
#endif

#include <plexus/simd/vector-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// The sum of all lanes of a vector.
template <class D>
HWY_INLINE hn::TFromD<D> sum_across(Vector<D> values) {
  return hn::GetLane(hn::SumOfLanes(D(), values.vector));
}

/// Vectors whose sums are best taken together: a third of the work of one after the other.
template <class Real>
inline constexpr std::size_t sums_at_once = HWY_TARGET == HWY_SCALAR ? 1 : 16 / sizeof(Real);

#if HWY_TARGET == HWY_SCALAR

template <class Real>
HWY_INLINE void sums_across(const hn::Vec<hn::ScalableTag<Real>>* vectors, Real* sums) {
  *sums = hn::GetLane(*vectors);
}

#else

// The sum of all blocks of 16 bytes.
template <class D>
HWY_INLINE auto folded([[maybe_unused]] D d, hn::Vec<D> values) {
  if constexpr (hn::MaxLanes(D()) * sizeof(hn::TFromD<D>) <= 16) {
    return values;
  } else {
    const hn::Half<D> half;
    return folded(half, hn::Add(hn::LowerHalf(half, values), hn::UpperHalf(half, values)));
  }
}

// In each block, sums of pairs of a's numbers and of b's, in turn.
template <class D>
HWY_INLINE hn::Vec<D> paired(D d, hn::Vec<D> a, hn::Vec<D> b) {
  return hn::Add(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b));
}

/// sums[i] = the sum of all lanes of vectors[i], for i < sums_at_once.
template <class Real>
HWY_INLINE void sums_across(const hn::Vec<hn::ScalableTag<Real>>* vectors, Real* sums) {
  const hn::ScalableTag<Real> d;
  const hn::CappedTag<Real, sums_at_once<Real>> block;
  if constexpr (sums_at_once<Real> == 4) {
    const auto even = paired(d, vectors[0], vectors[2]), odd = paired(d, vectors[1], vectors[3]);
    hn::StoreU(folded(d, paired(d, even, odd)), block, sums);
  } else {
    hn::StoreU(folded(d, paired(d, vectors[0], vectors[1])), block, sums);
  }
}

#endif

/// gradient[k * stride] += the sum of all lanes of slope(k), for k < count: a few together.
template <class Real, class Slope>
HWY_INLINE void add_slopes(Real* HWY_RESTRICT gradient, std::size_t stride, std::uint32_t count, Slope slope) {
  using D = hn::ScalableTag<Real>;
  constexpr std::uint32_t at_once = sums_at_once<Real>;
  std::uint32_t k = 0;
  for (; k + at_once <= count; k += at_once) {
    hn::Vec<D> slopes[at_once];
    for (std::uint32_t i = 0; i < at_once; ++i) slopes[i] = slope(k + i);
    Real sums[at_once];
    sums_across(slopes, sums);
    for (std::uint32_t i = 0; i < at_once; ++i) gradient[(k + i) * stride] += sums[i];
  }
  for (; k < count; ++k) gradient[k * stride] += sum_across(Vector<D>(slope(k)));
}

/// Adds vectors, each across its lanes, to the derivatives by parameters: a few vectors together, in order.
template <class Real>
class SlopeSums {
 public:
  using D = hn::ScalableTag<Real>;

  HWY_INLINE explicit SlopeSums(Real* gradient) : gradient_(gradient) {}
  SlopeSums(const SlopeSums&) = delete;
  SlopeSums& operator=(const SlopeSums&) = delete;

  HWY_INLINE void add(std::uint32_t parameter, hn::Vec<D> slope) {
    hn::Store(slope, D(), slopes_ + waiting_ * hn::Lanes(D()));
    parameters_[waiting_] = parameter;
    if (++waiting_ < at_once) return;
    hn::Vec<D> vectors[at_once];
    for (std::size_t k = 0; k < at_once; ++k) vectors[k] = hn::Load(D(), slopes_ + k * hn::Lanes(D()));
    Real sums[at_once];
    sums_across(vectors, sums);
    for (std::size_t k = 0; k < at_once; ++k) gradient_[parameters_[k]] += sums[k];
    waiting_ = 0;
  }
  /// Adds those that still wait for others.
  HWY_INLINE void finish() {
    for (std::size_t k = 0; k < waiting_; ++k)
      gradient_[parameters_[k]] += sum_across(Vector<D>(hn::Load(D(), slopes_ + k * hn::Lanes(D()))));
    waiting_ = 0;
  }

 private:
  static constexpr std::size_t at_once = sums_at_once<Real>;

  HWY_ALIGN Real slopes_[at_once * hn::MaxLanes(D())];
  std::uint32_t parameters_[at_once];
  std::size_t waiting_ = 0;
  Real* gradient_;
};

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
