// Neighbouring units whose sources are neighbours too, such as the cells of an LSTM: number by number.

#if defined(PLEXUS_SIMD_SINGLE_BAND_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef PLEXUS_SIMD_SINGLE_BAND_INL_HPP
#undef PLEXUS_SIMD_SINGLE_BAND_INL_HPP
#else
#define PLEXUS_SIMD_SINGLE_BAND_INL_HPP
#endif

#include <plexus/program/single/pass.hpp>
#include <plexus/simd/single/finish-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

/// rows: round by round the first source and the first gain, or none.
/// weights: the biases; then those of the connections of units to themselves, if there are; then round by round.
template <class Real, class Finish>
HWY_INLINE void run_band(const single::Operation& operation, const std::uint32_t* rows, const Real* weights,
                         Real* state, std::size_t sum_offset, const Finish& finish) {
  const std::size_t count = operation.count;
  Real* const output = state + operation.first;
  Real* const stored = output + sum_offset;
  for_each_padded<Real>(count, [&](auto d, std::size_t i) HWY_ATTR {
    const auto weight_times_gain = [&](const Real* weight, std::uint32_t gain) HWY_ATTR {
      const auto factor = hn::LoadU(d, weight + i);
      return gain == none ? factor : hn::Mul(factor, hn::LoadU(d, state + gain + i));
    };
    const Real* weight = weights;
    auto sum = hn::LoadU(d, weight + i);
    weight += count;
    if (operation.has_self) {
      sum = hn::MulAdd(weight_times_gain(weight, operation.gain), hn::LoadU(d, stored + i), sum);
      weight += count;
    }
    for (std::uint32_t round = 0; round < operation.rounds; ++round, weight += count)
      sum = hn::MulAdd(hn::LoadU(d, state + rows[2 * round] + i), weight_times_gain(weight, rows[2 * round + 1]), sum);
    if (operation.keeps_sum) hn::StoreU(sum, d, stored + i);
    hn::StoreU(finish(d, sum), d, output + i);
  });
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
