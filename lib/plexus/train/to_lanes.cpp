#include <plexus/train/to_lanes.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/train/to_lanes.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/transpose-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

void to_lanes_float(const float* const* samples, std::size_t lanes, std::size_t count, float* to) {
  transpose([samples](std::size_t lane) HWY_ATTR { return samples[lane]; }, lanes, count, to, lanes);
}
void to_lanes_double(const double* const* samples, std::size_t lanes, std::size_t count, double* to) {
  transpose([samples](std::size_t lane) HWY_ATTR { return samples[lane]; }, lanes, count, to, lanes);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(to_lanes_float);
HWY_EXPORT(to_lanes_double);

void to_lanes(const float* const* samples, std::size_t lanes, std::size_t count, float* to) {
  HWY_DYNAMIC_DISPATCH(to_lanes_float)(samples, lanes, count, to);
}
void to_lanes(const double* const* samples, std::size_t lanes, std::size_t count, double* to) {
  HWY_DYNAMIC_DISPATCH(to_lanes_double)(samples, lanes, count, to);
}

}  // namespace plexus
#endif
