#pragma once

#include <array>
#include <vector>

#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/game/maze_map.hpp>

namespace plexus::evolve {

/// A robot that has to find its way through a maze. Where it faces, x is 0 degrees and y (down) is 90.
///
/// Shows   distances to the nearest wall at -90, -45, 0, 45, 90 and 180 degrees to its heading, as shares of the
///         farthest that it sees, 100; then which quarter around it the goal is in: ahead, at 90 degrees, behind, at
///         -90 degrees, as one 1 and three 0
/// Takes   changes of the speed at which it turns and of that at which it moves, each 0.5 less than an output, which
///         counts as one in [0, 1] (NaN as 0.5); the speeds stay in [-3, 3] degrees, and units, a step
/// Start   where the map says, at heading 0 and at rest: always the same
/// Score   1 when it is within 5 of the goal; else 1 - distance from it / distance at the start
/// Ends    within 5 of the goal, or after 400 steps
///
/// It is a disc of radius 8: where a step would bring it nearer to a wall than that, it stays in its place.
///
/// Source: Lehman and Stanley 2011, "Abandoning objectives: evolution through the search for novelty alone",
/// Evolutionary Computation 19(2), section 4.1; what that leaves open as in https://github.com/yaricom/goNEAT_NS. That
/// program writes the quarters one place too early, over the distance behind the robot, so that its networks do not see
/// the latter, and their last input is always 0; here they see all that the publication says.
class Maze : public Game {
 public:
  static constexpr std::size_t most_steps = 400;
  static constexpr double radius = 8, farthest = 100, arrived_within = 5, fastest = 3;
  static constexpr std::array<double, 6> directions{-90, -45, 0, 45, 90, 180};  ///< of its rangefinders, in degrees

  /// The map has to outlive it.
  explicit Maze(const MazeMap& map);

  void reset(Random&) override { start(map_->start, 0); }
  void start(Point place, double heading);  ///< starts an episode from here, at rest; in degrees
  std::span<const double> observe() const override { return seen_; }
  std::size_t action_count() const override { return 2; }
  void step(std::span<const double> action) override;
  bool over() const override { return arrived() || steps_ >= most_steps; }
  double score() const override;
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

  Point place() const { return place_; }
  double heading() const { return heading_; }  ///< in degrees, in [0, 360]
  bool arrived() const;

 private:
  // A wall, ready to be measured from anywhere.
  struct Side {
    Point from;
    Point along;          // from its one end to the other
    double per_length_2;  // 1 / its squared length
  };

  bool is_free(Point place) const;
  void look();

  const MazeMap* map_;
  std::vector<Side> sides_;
  Point place_;
  double heading_ = 0, turning_ = 0, speed_ = 0;
  Point ahead_;  // the direction of the heading, of length 1
  std::array<double, 10> seen_{};
  std::size_t steps_ = 0;
};

}  // namespace plexus::evolve
