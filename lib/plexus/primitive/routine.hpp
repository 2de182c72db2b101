#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include <plexus/primitive/call.hpp>

namespace plexus {

/// A primitive made ready for operands of certain shapes. It never changes, and threads share it.
class Routine {
 public:
  virtual ~Routine() = default;

  virtual void forward(const ForwardCall<float>& call) const = 0;
  virtual void forward(const ForwardCall<double>& call) const = 0;
  virtual void backward(const BackwardCall<float>& call) const = 0;
  virtual void backward(const BackwardCall<double>& call) const = 0;
  virtual void update(const UpdateCall<float>& call) const = 0;
  virtual void update(const UpdateCall<double>& call) const = 0;

  virtual std::uint32_t own_rows() const { return 0; }  ///< numbers that it keeps for each lane
  virtual bool couples_lanes() const { return false; }  ///< what a lane gets depends on the others, in training
};

/// A routine made of a struct with `template <class Real> void forward(const ForwardCall<Real>&) const` and `backward`
/// likewise, and, if it needs them, `update`, `own_rows()` and `couples_lanes()`.
template <class Kernel>
class RoutineOf final : public Routine {
 public:
  explicit RoutineOf(Kernel kernel) : kernel_(std::move(kernel)) {}

  void forward(const ForwardCall<float>& call) const override { kernel_.forward(call); }
  void forward(const ForwardCall<double>& call) const override { kernel_.forward(call); }
  void backward(const BackwardCall<float>& call) const override { kernel_.backward(call); }
  void backward(const BackwardCall<double>& call) const override { kernel_.backward(call); }
  void update(const UpdateCall<float>& call) const override { update_if_wanted(call); }
  void update(const UpdateCall<double>& call) const override { update_if_wanted(call); }

  std::uint32_t own_rows() const override {
    if constexpr (requires { kernel_.own_rows(); }) return kernel_.own_rows();
    return 0;
  }
  bool couples_lanes() const override {
    if constexpr (requires { kernel_.couples_lanes(); }) return kernel_.couples_lanes();
    return false;
  }

 private:
  template <class Real>
  void update_if_wanted(const UpdateCall<Real>& call) const {
    if constexpr (requires { kernel_.update(call); }) kernel_.update(call);
  }

  Kernel kernel_;
};

using SharedRoutine = std::shared_ptr<const Routine>;

template <class Kernel>
SharedRoutine make_routine(Kernel kernel) {
  return std::make_shared<const RoutineOf<Kernel>>(std::move(kernel));
}

}  // namespace plexus
