// What games in lanes have in common: lanes stand in groups, the same number of each next to each other, and are moved
// vector by vector. Compiled once for each instruction set: include it after hwy/foreach_target.h, as Highway's own
// -inl headers.

#if defined(PLEXUS_GAME_LANES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_GAME_LANES_INL_HPP
#undef PLEXUS_GAME_LANES_INL_HPP
#else
#define PLEXUS_GAME_LANES_INL_HPP
#endif

#include <plexus/simd/vector-inl.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <plexus/evolve/game/lane_groups.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::evolve::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using plexus::HWY_NAMESPACE::where;

using LaneTag = hn::CappedTag<double, lane_group_size>;
using SingleTag = hn::Rebind<float, LaneTag>;
using Numbers = plexus::HWY_NAMESPACE::Vector<LaneTag>;
inline constexpr std::size_t vector_lanes = hn::MaxLanes(LaneTag());

/// Calls body(group, first lane of a vector in its group, first lane of all, how many of its lanes there are).
template <class Groups, class Body>
HWY_INLINE void for_each_vector(Groups* groups, std::size_t lanes, Body body) {
  for (std::size_t lane = 0; lane < lanes; lane += vector_lanes)
    body(groups[lane / lane_group_size], lane % lane_group_size, lane, std::min(vector_lanes, lanes - lane));
}

HWY_INLINE Numbers load(const LaneRow& row, std::size_t first) { return hn::LoadU(LaneTag(), row.data() + first); }
HWY_INLINE void store(Numbers values, LaneRow& row, std::size_t first) {
  hn::StoreU(values.vector, LaneTag(), row.data() + first);
}

/// Writes as many lanes as there are.
HWY_INLINE void show(Numbers values, float* to, std::size_t count) {
  const auto seen = hn::DemoteTo(SingleTag(), values.vector);
  if (count == vector_lanes)
    hn::StoreU(seen, SingleTag(), to);
  else
    hn::BlendedStore(seen, hn::FirstN(SingleTag(), count), SingleTag(), to);
}

HWY_INLINE Numbers read(const float* from, std::size_t count) {
  if (count == vector_lanes) return hn::PromoteTo(LaneTag(), hn::LoadU(SingleTag(), from));
  return hn::PromoteTo(LaneTag(), hn::MaskedLoad(hn::FirstN(SingleTag(), count), SingleTag(), from));
}

/// Whether -limit <= x <= limit; not for a NaN.
HWY_INLINE hn::Mask<LaneTag> is_within(Numbers x, double limit) {
  return hn::Le(hn::Abs(x.vector), hn::Set(LaneTag(), limit));
}

/// Writes down the lanes of a mask, and returns the end of what was written.
HWY_INLINE std::uint32_t* write_lanes(hn::Mask<LaneTag> mask, std::size_t first_lane, std::uint32_t* end) {
  std::uint8_t bits[8] = {};  // StoreMaskBits may write as many
  hn::StoreMaskBits(LaneTag(), mask, bits);
  for (unsigned left = bits[0]; left != 0; left &= left - 1)
    *end++ = static_cast<std::uint32_t>(first_lane) + static_cast<std::uint32_t>(std::countr_zero(left));
  return end;
}

}  // namespace plexus::evolve::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
