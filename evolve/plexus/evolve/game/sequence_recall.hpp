#pragma once

#include <array>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

/// Recall of a sequence: signs are shown one after the other, each once; then come as many junctions, each after a
/// corridor in which there is nothing to see, where one must turn as the signs said, in their order: to the left
/// (output 0 is the larger one) or to the right (output 1).
///
/// Shows   the sign, -1 for left and 1 for right, in the first steps, else 0; 1 at a junction, else 0
/// Start   the signs and the lengths of the corridors, each from 3 to 8 steps, are drawn
/// Score   the share of the junctions at which the turn was right; what is done elsewhere does not matter
/// Ends    after the last junction
/// Source  after Rawal and Miikkulainen 2016, "Evolving deep LSTM-based memory networks using an information
///         maximization objective": its sequence recall. How many signs and how long the corridors are is ours.
class SequenceRecall : public Game {
 public:
  static constexpr std::size_t signs = 2, shortest = 3, longest = 8;
  using Signs = std::array<bool, signs>;             ///< to the right
  using Corridors = std::array<std::size_t, signs>;  ///< lengths [steps], before each junction

  void reset(Random& random) override;
  void start(const Signs& to_right, const Corridors& corridors);  ///< starts an episode with these
  std::span<const double> observe() const override { return seen_; }
  std::size_t action_count() const override { return 2; }
  void step(std::span<const double> action) override;
  bool over() const override { return turns_ == signs; }
  double score() const override { return static_cast<double>(right_) / static_cast<double>(signs); }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return signs + signs * (longest + 1); }
  std::string draw() const override;

 private:
  void look();

  Signs to_right_{};
  Corridors corridors_{};
  std::size_t shown_ = 0;              // signs shown before this step
  std::size_t walked_ = 0;             // steps in this corridor
  std::size_t turns_ = 0, right_ = 0;  // junctions passed, and how many of them rightly
  std::size_t steps_ = 0;
  std::array<bool, signs> turned_right_{};
  std::array<double, 2> seen_{};
};

}  // namespace plexus::evolve
