#pragma once

#include <array>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// A T-maze: at the start of a corridor a sign tells whether the goal is north or south of the junction at its far end,
/// where the sign is no longer seen. A step is to the north, east, south or west, as output 0, 1, 2 or 3 is the
/// largest.
///
/// Shows   0 1 1 at the start when the goal is north, 1 1 0 when it is south; 1 0 1 in the corridor; 0 1 0 at the
///         junction
/// Start   in the west; the length of the corridor, from 5 to 20 steps, and the goal are drawn
/// Score   4 for going to the goal, -0.1 for going the other way, -0.1 for each step into a wall, which moves nowhere
/// Ends    with a turn at the junction, or after 60 steps
/// Source  Bakker 2002, "Reinforcement learning with long short-term memory": observations, actions and rewards. There
///         corridors have one length for a whole run; here they are drawn, so that no walk is known by heart.
///
/// Whoever does not remember the sign goes to the goal every other time, and scores 1.95 at best; 4 takes every goal
/// without a bump.
class TMaze : public Game {
 public:
  static constexpr std::size_t shortest = 5, longest = 20, most_steps = 60;

  void reset(Random& random) override;
  void start(std::size_t length, bool north);  ///< starts an episode in such a maze, of at least 1 step
  std::span<const double> observe() const override { return seen_; }
  std::size_t action_count() const override { return 4; }
  void step(std::span<const double> action) override;
  bool over() const override { return turned_ || steps_ >= most_steps; }
  double score() const override { return (arrived_ ? 4 : 0) - 0.1 * static_cast<double>(mistakes_); }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

 private:
  void look();

  std::size_t length_ = shortest;
  bool north_ = true;  // is where the goal is
  std::size_t place_ = 0;
  bool turned_ = false, arrived_ = false;
  std::size_t mistakes_ = 0;
  std::size_t steps_ = 0;
  std::array<double, 3> seen_{};
};

}  // namespace plexus::evolve
