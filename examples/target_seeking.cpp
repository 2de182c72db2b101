// Evolves agents that follow a moving target. An agent sees its own velocity, that of the target, and the angle and the
// distance to it; all it does is choose in which direction it accelerates. Prints how near it keeps without evolution
// and after it, in games that it has not played.
#include <algorithm>
#include <cmath>
#include <complex>
#include <iostream>
#include <numbers>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>

using namespace plexus;

using Vector = std::complex<double>;  // the field goes from 0 to 1 in both directions

constexpr double pi = std::numbers::pi;
constexpr double target_speed = 0.006, top_speed = 0.012, acceleration = 0.002;  // per frame
constexpr double radius = 0.2;                                                   // in which there are points
constexpr int frames = 250;

struct Body {
  Vector place, velocity;

  // Walls throw it back.
  void move() {
    place += velocity;
    if (place.real() < 0 || place.real() > 1) velocity = -std::conj(velocity);
    if (place.imag() < 0 || place.imag() > 1) velocity = std::conj(velocity);
    place = {std::clamp(place.real(), 0.0, 1.0), std::clamp(place.imag(), 0.0, 1.0)};
  }
};

// The mean of all frames: 100 points at the target, fewer the farther away, none from the radius on.
double follow(Agent& agent, Random& random) {
  Body target{{random.uniform(), random.uniform()}, std::polar(target_speed, random.uniform(0, 2 * pi))};
  Body self{{0.5, 0.5}, 0};
  double score = 0;
  for (int frame = 0; frame < frames; ++frame) {
    const Vector own = self.velocity / top_speed, other = target.velocity / top_speed, way = target.place - self.place;
    const double direction =
        agent.activate({own.real(), own.imag(), other.real(), other.imag(), std::arg(way) / pi, std::abs(way)})[0];
    self.velocity += std::polar(acceleration, pi * direction);
    self.velocity *= std::min(1.0, top_speed / std::abs(self.velocity));
    self.move();
    target.move();
    score += std::max(0.0, 100 * (1 - std::abs(target.place - self.place) / radius)) / frames;
  }
  return score;
}

double score_in_fresh_games(const Network& network) {
  constexpr int games = 100;
  Agent agent(network);
  Random random(2);
  double score = 0;
  for (int game = 0; game < games; ++game) {
    agent.clear();
    score += follow(agent, random) / games;
  }
  return score;
}

int main() {
  const Network start = architect::Perceptron({6, 1}, {.output = Activation::identity});
  const auto [best, score, generations] = evolve::run(start, follow, {.generations = 60, .seed = 1});

  std::cout << "without evolution, 10 points or more: " << (score_in_fresh_games(start) >= 10 ? "yes" : "no") << '\n'
            << "after 60 generations, 40 points or more: " << (score_in_fresh_games(best) >= 40 ? "yes" : "no") << '\n';
}
