#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>

namespace plexus::evolve {

/// Many episodes of a game side by side, one in each lane, all moved by one call: so a network decides for all of them
/// at once. All numbers are [row][lane], as in BatchAgent. Lanes do not touch each other.
///
/// A new environment plays in no lane: all are over until they are reset. Lanes are counted from 0, below lanes().
class VectorEnvironment {
 public:
  virtual ~VectorEnvironment() = default;

  virtual std::size_t lanes() const = 0;              ///< episodes side by side
  virtual std::size_t observation_count() const = 0;  ///< numbers that a network sees of an episode
  virtual std::size_t action_count() const = 0;       ///< numbers that an episode takes

  /// Starts an episode in one lane. Which one is a function of the random numbers alone, not of the lane. They are lent
  /// for this call: a game that draws more of them later keeps a copy. The
  /// environments of Plexus throw Error when there is no such lane.
  virtual void reset(std::size_t lane, Random& random) = 0;

  /// Writes what a network sees, [observation][lane]: observation_count() * lanes() numbers. Of a lane that is over it
  /// is what was seen last, or 0. The environments of Plexus throw Error when there are more or fewer.
  virtual void observe(std::span<float> observations) const = 0;

  /// Takes a network's outputs, [action][lane], action_count() * lanes() numbers, and moves all episodes by a step;
  /// those that are over stay as they are. Returns the lanes whose episodes ended in this step, in ascending order;
  /// valid until the next step. The environments of Plexus throw Error when there are more or fewer numbers.
  virtual std::span<const std::uint32_t> step(std::span<const float> actions) = 0;

  virtual bool over(std::size_t lane) const = 0;     ///< lost, won, at the limit, or never started
  virtual double score(std::size_t lane) const = 0;  ///< of the lane's episode so far
};

/// Makes an environment of so many lanes, >= 1; never null. Safe to call from several threads.
using MakeEnvironment = std::function<std::unique_ptr<VectorEnvironment>(std::size_t lanes)>;

// What an environment asks of its callers, for those who write one.

/// Throws Error unless there is such a lane.
inline void require_lane(std::size_t lane, std::size_t lanes) {
  if (lane >= lanes) throw Error("the environment has ", count_of(lanes, "lane"), ", so there is no lane ", lane);
}

/// Throws Error unless there are rows * lanes numbers; `what` names them.
inline void require_numbers(std::string_view what, std::size_t numbers, std::size_t rows, std::size_t lanes) {
  if (numbers != rows * lanes)
    throw Error("the environment takes ", rows * lanes, " ", what, ", ", rows, " for each of ", count_of(lanes, "lane"),
                ", got ", numbers);
}

}  // namespace plexus::evolve
