#pragma once

#include <chrono>
#include <cstddef>

namespace plexus::evolve {

/// A moment in the future. Who works until then asks once in a while.
class Deadline {
 public:
  /// `seconds` from now on.
  explicit Deadline(double seconds) : end_(Clock::now() + std::chrono::duration<double>(seconds)) {}

  bool passed() const { return Clock::now() >= end_; }

 private:
  using Clock = std::chrono::steady_clock;

  std::chrono::time_point<Clock, std::chrono::duration<double>> end_;
};

/// What ends an episode, whatever the game says.
struct EpisodeLimit {
  std::size_t steps = 0;               ///< it ends after so many; 0: any number
  const Deadline* deadline = nullptr;  ///< whose passing ends it, and with it the evaluation; nullptr: none

  /// Whether an episode that has had so many steps ends. The clock is looked at in every 16th of them.
  bool ends_after(std::size_t done) const {
    constexpr std::size_t steps_between_looks = 16;
    return (steps > 0 && done >= steps) || (done % steps_between_looks == 0 && late());
  }

  /// Whether the time of the evaluation is up: what it still comes to does not count.
  bool late() const { return deadline != nullptr && deadline->passed(); }
};

}  // namespace plexus::evolve
