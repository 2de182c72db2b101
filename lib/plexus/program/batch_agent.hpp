#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/program/aligned.hpp>
#include <plexus/program/arithmetic.hpp>

namespace plexus {

/// One network at work on many samples or episodes side by side, each in a lane of its own: what `lanes` agents would
/// do, several times as fast. A lane's answers depend neither on the number of lanes nor on what is in the others.
///
///     BatchAgent agent(network, 16);
///     for (std::size_t lane = 0; lane < 16; ++lane) agent.input()[i * 16 + lane] = ...;  // for each input i
///     agent.step();
///     agent.output()[o * 16 + lane];
///
/// An agent that was moved from can only be assigned to or destroyed.
template <class Real>
class BasicBatchAgent {
 public:
  /// Throws Error when there is no lane.
  BasicBatchAgent(const Network& network, std::size_t lanes, Arithmetic arithmetic = usual_arithmetic<Real>);

  std::size_t lanes() const noexcept { return lanes_; }
  std::size_t input_count() const noexcept { return input_count_; }
  std::size_t output_count() const noexcept { return output_count_; }

  /// The inputs of the next step, [input][lane], for the caller to write. They stay as they are until written again.
  std::span<Real> input() noexcept { return is_whole() ? std::span(state_).first(input_count_ * lanes_) : input_; }

  /// One step of every lane, as Network::activate. Never allocates.
  void step();

  /// The outputs of the last step, [output][lane].
  std::span<const Real> output() const noexcept {
    if (!is_whole()) return output_;
    return std::span(state_).subspan((unit_count_ - output_count_) * lanes_, output_count_ * lanes_);
  }

  /// Forgets the past of all lanes, as Network::clear. The inputs stay.
  void clear();
  /// Forgets the past of one lane: a new episode begins in it. Throws Error when there is no such lane.
  void clear(std::size_t lane);

  /// Computes with these parameters from now on, which are those of a network of the same topology. Never allocates.
  /// Throws Error when their number is another one.
  void set_parameters(std::span<const double> parameters);

 private:
  // Lanes are computed in tiles, whose rows all fit into a near cache: [tile][row][lane of the tile]. When all fit into
  // one, its own rows are what the caller writes and reads. Without a past to keep, one tile serves for all.
  bool is_whole() const noexcept { return lanes_ <= tile_lanes_; }
  Real* tile_state(std::size_t first_lane) noexcept;

  std::shared_ptr<const Program<Real>> program_;
  AlignedVector<Real> parameters_;
  AlignedVector<Real> state_;
  AlignedVector<Real> input_, output_;  // empty when one tile holds all lanes
  std::size_t lanes_, tile_lanes_, input_count_, output_count_, unit_count_;
  Arithmetic arithmetic_;
  bool remembers_;
};

extern template class BasicBatchAgent<float>;
extern template class BasicBatchAgent<double>;

/// The batch agent of games and evolution computes in float.
using BatchAgent = BasicBatchAgent<float>;

}  // namespace plexus
