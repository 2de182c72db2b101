// A game of one's own that is played in many lanes at once: a lander falls from 50 m to 100 m and brakes with its
// engine; a landing is soft below 2 m/s. A network plays 32 landings side by side, each call moves them all, and so an
// evaluation costs a fraction of what it would one by one. Prints how many of 1000 fresh landings are soft.
#include <algorithm>
#include <iostream>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/game/lockstep.hpp>
#include <plexus/evolve/run.hpp>

using namespace plexus;

constexpr float gravity = 1.62F, strongest = 4.0F, time_step = 0.5F;  // m/s^2, m/s^2, s: on the Moon
constexpr std::size_t longest = 200;                                  // steps

class Landers : public evolve::VectorEnvironment {
 public:
  explicit Landers(std::size_t lanes) : height_(lanes), speed_(lanes), steps_(lanes), over_(lanes, true) {}

  std::size_t lanes() const override { return height_.size(); }
  std::size_t observation_count() const override { return 2; }
  std::size_t action_count() const override { return 1; }

  void reset(std::size_t lane, Random& random) override {
    height_[lane] = static_cast<float>(random.uniform(50, 100));
    speed_[lane] = 0;
    steps_[lane] = 0;
    over_[lane] = false;
  }

  void observe(std::span<float> observations) const override {
    for (std::size_t lane = 0; lane < lanes(); ++lane) {
      observations[lane] = height_[lane] / 100;
      observations[lanes() + lane] = speed_[lane] / 10;
    }
  }

  std::span<const std::uint32_t> step(std::span<const float> thrust) override {
    ended_.clear();
    for (std::size_t lane = 0; lane < lanes(); ++lane) {
      if (over_[lane]) continue;
      speed_[lane] += time_step * (strongest * std::clamp(thrust[lane], 0.0F, 1.0F) - gravity);
      height_[lane] += time_step * speed_[lane];
      over_[lane] = height_[lane] <= 0 || ++steps_[lane] == longest;
      if (over_[lane]) ended_.push_back(static_cast<std::uint32_t>(lane));
    }
    return ended_;
  }

  bool over(std::size_t lane) const override { return over_[lane]; }

  // The speed of the impact, as a loss; still flying at the end is as bad as a crash.
  double score(std::size_t lane) const override { return height_[lane] <= 0 ? static_cast<double>(speed_[lane]) : -50; }

 private:
  std::vector<float> height_, speed_;  // m, m/s; of each lane
  std::vector<std::size_t> steps_;
  std::vector<bool> over_;
  std::vector<std::uint32_t> ended_;
};

int main() {
  const auto make = [](std::size_t lanes) { return std::make_unique<Landers>(lanes); };
  const auto champion = evolve::run(architect::Perceptron({2, 4, 1}), evolve::score_in(make, {.episodes = 20}),
                                    {.target = -1, .seed = 1});

  std::vector<double> speeds(1000);
  evolve::play_episodes(
      make, champion.best, [](std::size_t episode) { return Random(2, episode); }, speeds);
  const auto soft = std::ranges::count_if(speeds, [](double speed) { return speed > -2; });
  std::cout << "soft: " << (soft >= 950 ? "at least 950" : std::to_string(soft)) << " of 1000 landings\n";
}
