#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/program/aligned.hpp>
#include <plexus/program/arithmetic.hpp>

namespace plexus {

namespace single {
struct Pass;
}

/// A network at work: the shared compiled program, a copy of the parameters, and a state of its own. This is what games
/// and fitness functions step. It keeps the parameters that the network had when the agent was made.
///
/// With Arithmetic::fast it runs the program as single/README.md says: one flat pass over few numbers. What it computes
/// then differs from the exact result by roundings, which a chaotic network amplifies as it amplifies everything.
///
/// An agent that was moved from can only be assigned to or destroyed.
template <class Real>
class BasicAgent {
 public:
  explicit BasicAgent(const Network& network, Arithmetic arithmetic = usual_arithmetic<Real>);

  std::size_t input_count() const noexcept { return input_count_; }
  std::size_t output_count() const noexcept { return output_.size(); }

  /// One step, as Network::activate. Never allocates.
  std::span<const double> activate(std::span<const double> input) &;
  std::span<const double> activate(std::initializer_list<double> input) & {
    return activate(std::span<const double>(input.begin(), input.size()));
  }

  /// Forgets the past, as Network::clear.
  void clear();

 private:
  std::span<Real> parameters() noexcept { return {numbers_.data(), parameter_room_}; }
  std::span<Real> state() noexcept { return std::span(numbers_).subspan(parameter_room_); }

  std::shared_ptr<const Program<Real>> program_;
  const single::Pass* pass_ = nullptr;  // of the program; null when the program itself is run
  void (*step_)(const single::Pass&, const Real*, Real*, const double*, double*) = nullptr;  // see simd/single.hpp
  AlignedVector<Real> numbers_;  // parameters as they are read, then the state
  std::size_t parameter_room_ = 0;
  std::vector<double> output_;  // what activate returns
  std::size_t input_count_;
  Arithmetic arithmetic_;
};

extern template class BasicAgent<float>;
extern template class BasicAgent<double>;

/// The agent of games and evolution computes in float.
using Agent = BasicAgent<float>;

}  // namespace plexus
