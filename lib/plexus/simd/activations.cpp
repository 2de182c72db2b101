#include <plexus/simd/activations.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "plexus/simd/activations.cpp"
#include <hwy/foreach_target.h>

#include <plexus/simd/activations-inl.hpp>

HWY_BEFORE_NAMESPACE();
namespace plexus::HWY_NAMESPACE {

void activate_float(Activation activation, const float* x, float* y, std::size_t count) {
  activate(activation, x, y, count);
}
void activate_double(Activation activation, const double* x, double* y, std::size_t count) {
  activate(activation, x, y, count);
}
void activate_backward_float(Activation activation, const float* x, const float* y, const float* gradient_y,
                             float* gradient_x, std::size_t count) {
  activate_backward(activation, x, y, gradient_y, gradient_x, count);
}
void activate_backward_double(Activation activation, const double* x, const double* y, const double* gradient_y,
                              double* gradient_x, std::size_t count) {
  activate_backward(activation, x, y, gradient_y, gradient_x, count);
}

}  // namespace plexus::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plexus {

HWY_EXPORT(activate_float);
HWY_EXPORT(activate_double);
HWY_EXPORT(activate_backward_float);
HWY_EXPORT(activate_backward_double);

namespace simd {

void activate(Activation activation, const float* x, float* y, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(activate_float)(activation, x, y, count);
}
void activate(Activation activation, const double* x, double* y, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(activate_double)(activation, x, y, count);
}
void activate_backward(Activation activation, const float* x, const float* y, const float* gradient_y,
                       float* gradient_x, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(activate_backward_float)(activation, x, y, gradient_y, gradient_x, count);
}
void activate_backward(Activation activation, const double* x, const double* y, const double* gradient_y,
                       double* gradient_x, std::size_t count) {
  HWY_DYNAMIC_DISPATCH(activate_backward_double)(activation, x, y, gradient_y, gradient_x, count);
}

}  // namespace simd
}  // namespace plexus
#endif
