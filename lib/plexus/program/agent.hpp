#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus {

/// A network at work: the shared compiled program, a copy of the parameters, and a state of its own. This is what games
/// and fitness functions step. It keeps the parameters that the network had when the agent was made.
template <class Real>
class BasicAgent {
 public:
  explicit BasicAgent(const Network& network);

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
  std::shared_ptr<const Program<Real>> program_;
  std::vector<Real> parameters_;
  std::vector<Real> state_;
  std::vector<double> output_;  // what activate returns
  std::size_t input_count_;
};

extern template class BasicAgent<float>;
extern template class BasicAgent<double>;

/// The agent of games and evolution computes in float.
using Agent = BasicAgent<float>;

}  // namespace plexus
