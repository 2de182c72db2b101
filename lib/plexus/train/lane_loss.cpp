#include <plexus/train/lane_loss.hpp>

#include <array>
#include <string_view>
#include <tuple>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/train/lane_loss.cpp"
#include <hwy/foreach_target.h>

#include <plexus/train/lane_loss-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

Metric metric_float(Loss loss, const LaneSamples<float>& samples) {
  return lane_loss<hn::ScalableTag<float>>(loss).metric(samples);
}
Metric metric_double(Loss loss, const LaneSamples<double>& samples) {
  return lane_loss<hn::ScalableTag<double>>(loss).metric(samples);
}
void gradient_float(Loss loss, const LaneSamples<float>& samples, float scale, float* gradient) {
  lane_loss<hn::ScalableTag<float>>(loss).gradient(samples, scale, gradient);
}
void gradient_double(Loss loss, const LaneSamples<double>& samples, double scale, double* gradient) {
  lane_loss<hn::ScalableTag<double>>(loss).gradient(samples, scale, gradient);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(metric_float);
HWY_EXPORT(metric_double);
HWY_EXPORT(gradient_float);
HWY_EXPORT(gradient_double);

Metric metric_in_lanes(Loss loss, const LaneSamples<float>& samples) {
  return HWY_DYNAMIC_DISPATCH(metric_float)(loss, samples);
}
Metric metric_in_lanes(Loss loss, const LaneSamples<double>& samples) {
  return HWY_DYNAMIC_DISPATCH(metric_double)(loss, samples);
}
void add_gradient_in_lanes(Loss loss, const LaneSamples<float>& samples, float scale, float* gradient) {
  HWY_DYNAMIC_DISPATCH(gradient_float)(loss, samples, scale, gradient);
}
void add_gradient_in_lanes(Loss loss, const LaneSamples<double>& samples, double scale, double* gradient) {
  HWY_DYNAMIC_DISPATCH(gradient_double)(loss, samples, scale, gradient);
}

}  // namespace plexus
#endif
