#pragma once

#include <array>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// A hunter on a grid of 24 x 24 squares is to catch a prey that it sees when it is near, and that sees it always.
///
/// Shows   in which of eight sectors the prey is, if it is within 4 squares: one 1 and seven 0, counterclockwise from
///         the north-east, each sector centred on its direction; whether it is within 2; how near the walls in the
///         north, east, south and west are: (4 - squares between) / 4, 0 from 4 on
/// Takes   one number for each step north, east, south and west: the largest, if it is at least 0.1, is taken; when two
///         are the largest the hunter stays. A step into a wall is none.
/// Start   the prey at least 4 squares from the walls, the hunter 2 to 4 squares from it. In the first 4 steps the
///         hunter only looks.
/// Score   1 when the prey is caught, by a step of either, else 0
/// Ends    with the catch, or after 70 steps
///
/// The prey takes each step in a direction with a probability proportional to exp(0.33 W T): W is the angle between
/// the direction and that to the hunter over 180 degrees, and T is 15 - d, 9 - d / 2 or 1 for a distance d up to 4, up
/// to 15, or beyond. So it flees, the less surely the farther the hunter is.
///
/// Source: Gomez and Miikkulainen 1997, "Incremental evolution of complex general behavior", Adaptive Behavior 5, with
/// the numbers of SharpNEAT's experiment (prey-capture.config.json), which also says why W is not 1 less that, as
/// printed: the prey would come.
class PreyCapture : public Game {
 public:
  static constexpr int size = 24, sight = 4, near = 2, wall_sight = 4;
  static constexpr std::size_t most_steps = 70, head_start = 4;

  struct Square {
    int x = 0;
    int y = 0;  ///< grows to the north

    friend bool operator==(const Square&, const Square&) = default;
  };

  void reset(Random& random) override;
  void start(Square hunter, Square prey, const Random& random);  ///< starts an episode from here
  std::span<const double> observe() const override { return seen_; }
  std::size_t action_count() const override { return 4; }
  void step(std::span<const double> action) override;
  bool over() const override { return caught_ || steps_ >= most_steps; }
  double score() const override { return caught_ ? 1 : 0; }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return most_steps; }
  std::string draw() const override;

  Square hunter() const { return hunter_; }
  Square prey() const { return prey_; }

  /// The probabilities of the prey's steps north, east, south and west.
  std::array<double, 4> flight() const;

 private:
  void look();

  Square hunter_, prey_;
  std::array<double, 13> seen_{};
  Random random_{0};
  std::size_t steps_ = 0;
  bool caught_ = false;
};

}  // namespace plexus::evolve
