// Walks the lanes of a batch in blocks of vectors, for one instruction set. Kernels compute a block of lanes in
// registers; what a lane gets does not depend on the block that it is in.

#if defined(PLEXUS_SIMD_LANES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_LANES_INL_HPP
#undef PLEXUS_SIMD_LANES_INL_HPP
#else
#define PLEXUS_SIMD_LANES_INL_HPP
#endif

#include <plexus/simd/vector-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

// How many vectors a block has: with six sums for each, what the registers of the instruction set hold.
inline constexpr std::size_t vectors_of_a_block = HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_NEON ? 4
                                                  : HWY_TARGET == HWY_SCALAR                       ? 1
                                                                                                   : 2;

/// `Count` whole vectors of lanes that lie side by side.
template <class Tag, std::size_t Count>
struct WholeBlock {
  using D = Tag;
  using Real = hn::TFromD<D>;
  static constexpr std::size_t vectors = Count;

  std::size_t lanes() const { return Count * hn::Lanes(D()); }
  HWY_INLINE Vector<D> load(const Real* p, std::size_t vector) const {
    return hn::LoadU(D(), p + vector * hn::Lanes(D()));
  }
  HWY_INLINE void store(Vector<D> values, Real* p, std::size_t vector) const {
    hn::StoreU(values.vector, D(), p + vector * hn::Lanes(D()));
  }
};

/// The lanes that are left: fewer than a vector has. Touches no memory beyond them.
template <class Tag>
class RestBlock {
 public:
  using D = Tag;
  using Real = hn::TFromD<D>;
  static constexpr std::size_t vectors = 1;

  HWY_INLINE explicit RestBlock(std::size_t lanes) : lanes_(lanes), mask_(hn::FirstN(D(), lanes)) {}

  std::size_t lanes() const { return lanes_; }

#if HWY_TARGET == HWY_AVX2 || !HWY_MEM_OPS_MIGHT_FAULT
  HWY_INLINE Vector<D> load(const Real* p, std::size_t) const { return hn::MaskedLoad(mask_, D(), p); }
  HWY_INLINE void store(Vector<D> values, Real* p, std::size_t) const {
    hn::BlendedStore(values.vector, mask_, D(), p);
  }
#else
  HWY_INLINE Vector<D> load(const Real* p, std::size_t) const {
    HWY_ALIGN Real values[hn::MaxLanes(D())] = {};
    for (std::size_t i = 0; i < lanes_; ++i) values[i] = p[i];
    return hn::Load(D(), values);
  }
  HWY_INLINE void store(Vector<D> values, Real* p, std::size_t) const {
    HWY_ALIGN Real copy[hn::MaxLanes(D())];
    hn::Store(values.vector, D(), copy);
    for (std::size_t i = 0; i < lanes_; ++i) p[i] = copy[i];
  }
#endif

 private:
  std::size_t lanes_;
  hn::Mask<D> mask_;
};

/// Calls body(block, first) for blocks of `Vectors` vectors, then for single vectors, then for the lanes that are left.
template <std::size_t Vectors, class D, class Body>
HWY_INLINE void for_each_block(D d, std::size_t lanes, Body body) {
  const std::size_t vector = hn::Lanes(d);
  std::size_t first = 0;
  if constexpr (Vectors > 1)
    for (; first + Vectors * vector <= lanes; first += Vectors * vector) body(WholeBlock<D, Vectors>(), first);
  for (; first + vector <= lanes; first += vector) body(WholeBlock<D, 1>(), first);
  if constexpr (hn::MaxLanes(D()) > 1)
    if (first < lanes) body(RestBlock<D>(lanes - first), first);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
