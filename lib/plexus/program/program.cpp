#include <plexus/program/program.hpp>

#include <algorithm>
#include <variant>

#include <plexus/program/single/lower.hpp>
#include <plexus/simd/execute.hpp>
#include <plexus/simd/lowered.hpp>

namespace plexus {

template <class Real>
void Program<Real>::forward(std::span<const Real> parameters, std::span<Real> state, std::size_t batch,
                            Arithmetic arithmetic) const {
  const ForwardStep<Real> step{parameters.data(), state.data(), batch, plan_.unit_count};
  if (arithmetic == Arithmetic::fast) return simd::forward(plan_, lowered(), step);
  for (const Kernel& each : plan_.kernels) std::visit([&](const auto& kernel) { kernel::forward(kernel, step); }, each);
}

template <class Real>
void Program<Real>::backward(std::span<const Real> parameters, std::span<const Real> now, std::span<const Real> before,
                             std::span<Real> adjoint, std::span<Real> gradient, std::size_t batch,
                             Arithmetic arithmetic, bool input_adjoints) const {
  const BackwardStep<Real> step{
      parameters.data(), now.data(), before.data(),    adjoint.data(),
      gradient.data(),   batch,      plan_.unit_count, input_adjoints ? 0 : plan_.input_count};
  if (arithmetic == Arithmetic::fast) return simd::backward(plan_, lowered(), step);
  for (auto each = plan_.kernels.rbegin(); each != plan_.kernels.rend(); ++each)
    std::visit([&](const auto& kernel) { kernel::backward(kernel, step); }, *each);
}

template <class Real>
const simd::Lowered& Program<Real>::lower() const {
  lowered_once_.call([this] {
    lowered_ = std::make_shared<const simd::Lowered>(simd::lower(plan_));
    ready_.store(lowered_.get(), std::memory_order_release);
  });
  return *lowered_;
}

template <class Real>
const single::Pass* Program<Real>::single_pass() const {
  single_once_.call([this] { single_pass_ = single::lower(plan_); });
  return single_pass_.get();
}

template <class Real>
void Program<Real>::fill(std::span<Real> state, Real gain) const {
  const std::size_t batch = state.size() / row_count();
  const std::span<Real> gains = state.subspan(2 * plan_.unit_count * batch, plan_.gain_count * batch);
  std::ranges::fill(state, Real{0});
  std::ranges::fill(gains, gain);
}

template class Program<float>;
template class Program<double>;

template <class Real>
std::shared_ptr<const Program<Real>> Topology::program() const {
  auto& slot = [this]() -> Slot<Real>& {
    if constexpr (sizeof(Real) == sizeof(float)) {
      return float_program_;
    } else {
      return double_program_;
    }
  }();
  slot.once.call([&] { slot.program = std::make_shared<const Program<Real>>(*this); });
  return slot.program;
}

template std::shared_ptr<const Program<float>> Topology::program<float>() const;
template std::shared_ptr<const Program<double>> Topology::program<double>() const;

}  // namespace plexus
