#pragma once

#include <array>
#include <cstddef>

#include <plexus/evolve/game/game.hpp>

namespace plexus::evolve {

struct PolesOptions {
  bool velocities = true;    ///< whether a network sees them; without, it has to remember
  double degrees = 4;        ///< an episode begins with the first pole at an angle of up to so many, to either side
  std::size_t limit = 1000;  ///< an episode ends after so many steps

  friend bool operator==(const PolesOptions&, const PolesOptions&) = default;
};

/// One pole, or two of different lengths side by side, on a cart that is pushed.
///
/// Shows   x / 4.8, x' / 2, and for each pole a / 0.52, a' / 2; without velocities x / 4.8 and for each pole a / 0.52:
///         the position x of the cart [m] and the angle a of a pole [rad, 0 is upright, positive to where x is]
/// Takes   1 number, the force in units of 10 N, cut to [-1, 1] and at least 1/256 either way: a network needs an
///         output that can be negative, such as tanh or identity
/// Start   the first pole at an angle from U[-4, 4) degrees, all else upright, in the middle and at rest
/// Score   1 for each step after which the poles stand
/// Ends    when the cart is beyond 2.4 m or a pole beyond 12 degrees, 36 degrees when there are two; or at the limit
/// System  cart 1 kg; poles 0.1 kg and 1 m, 0.01 kg and 0.1 m; steps of 0.02 s
/// Source  Wieland 1991, in the setting of Gomez, Schmidhuber and Miikkulainen 2008, "Accelerated neural evolution
///         through cooperatively coevolved synapses"; the equations and what is known of them are in poles_physics.inc
template <std::size_t count>
class Poles final : public Game {
 public:
  static constexpr std::size_t state_size = 2 + 2 * count;
  using State = std::array<double, state_size>;  ///< x, x', and a, a' of each pole, not scaled

  explicit Poles(const PolesOptions& options = {});

  void reset(Random& random) override;
  void start(const State& state);  ///< starts an episode from here
  std::span<const double> observe() const override { return {observed_.data(), observation_count(options_)}; }
  std::size_t action_count() const override { return 1; }
  void step(std::span<const double> action) override;
  bool over() const override { return !stands_ || steps_ >= options_.limit; }
  double score() const override { return static_cast<double>(balanced()); }
  std::size_t steps() const override { return steps_; }
  std::size_t limit() const override { return options_.limit; }
  std::string draw() const override;

  const State& state() const noexcept { return state_; }
  bool stands() const noexcept { return stands_; }  ///< whether no pole has fallen, and the cart is on the track
  std::size_t balanced() const noexcept { return steps_ - (stands_ || steps_ == 0 ? 0 : 1); }

  /// Where an episode with the first pole at this angle begins.
  static State tilted(double degrees);
  static State drawn(const PolesOptions& options, Random& random);
  static constexpr std::size_t observation_count(const PolesOptions& options) {
    return options.velocities ? state_size : 1 + count;
  }

 private:
  void look();

  PolesOptions options_;
  State state_{}, observed_{};
  std::size_t steps_ = 0;
  bool stands_ = true;
};

extern template class Poles<1>;
extern template class Poles<2>;

using SinglePole = Poles<1>;
using DoublePole = Poles<2>;

}  // namespace plexus::evolve
