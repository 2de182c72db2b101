// Evolves blobs that eat food and each other. All of a generation live in one arena, so who does well depends on who
// else is there; that is what a population's ask and tell are for. A blob sees its own area, the angle, distance and
// area of the three nearest blobs, and the angle and distance of the three nearest pieces of food; it chooses its
// direction and speed. Prints whether the last generation does better in ten fresh arenas than the first.
#include <algorithm>
#include <cmath>
#include <complex>
#include <iostream>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/program/agent.hpp>

using namespace plexus;

using Vector = std::complex<double>;  // the arena goes from 0 to 1 in both directions

constexpr double pi = std::numbers::pi, top_speed = 0.01;
constexpr std::size_t pieces_of_food = 100, frames = 300, generations = 60;

struct Thing {
  Vector place;
  double area;  // 0: it was eaten
};

Vector anywhere(Random& random) { return {random.uniform(), random.uniform()}; }

// The ways to the three nearest, and their areas. What is farther away than 1 is not seen.
std::vector<Thing> seen_by(const Thing& self, const std::vector<Thing>& things) {
  std::vector<Thing> seen(3, {1, 0});
  for (const Thing& each : things)
    if (&each != &self && each.area > 0) seen.push_back({each.place - self.place, each.area});
  std::ranges::partial_sort(seen, seen.begin() + 3, {}, [](const Thing& each) { return std::norm(each.place); });
  seen.resize(3);
  return seen;
}

// What each has eaten in its life, and whom.
std::vector<double> live_together(std::span<const Network> networks, Random random) {
  std::vector<Agent> agents(networks.begin(), networks.end());
  std::vector<Thing> blobs, food;
  while (blobs.size() < agents.size()) blobs.push_back({anywhere(random), 1});
  while (food.size() < pieces_of_food) food.push_back({anywhere(random), 0.25});
  std::vector<double> scores(agents.size());

  for (std::size_t frame = 0; frame < frames; ++frame)
    for (std::size_t i = 0; i < agents.size(); ++i) {
      Thing& self = blobs[i];
      if (self.area == 0) continue;
      std::vector<double> senses{self.area};
      for (const auto& [way, area] : seen_by(self, blobs))
        senses.insert(senses.end(), {std::arg(way) / pi, std::abs(way), area / self.area});
      for (const auto& [way, area] : seen_by(self, food))
        senses.insert(senses.end(), {std::arg(way) / pi, std::abs(way)});
      const auto choice = agents[i].activate(senses);

      const double size = std::sqrt(self.area), speed = std::clamp(choice[1], 0.0, 1.0) * top_speed / size;
      self.place += std::polar(speed, pi * choice[0]);
      self.place = {std::clamp(self.place.real(), 0.0, 1.0), std::clamp(self.place.imag(), 0.0, 1.0)};
      const auto reaches = [&](const Thing& other) { return std::abs(other.place - self.place) < 0.01 * size; };
      double eaten = 0;
      for (Thing& piece : food)
        if (reaches(piece)) eaten += std::exchange(piece, {anywhere(random), 0.25}).area;
      for (Thing& blob : blobs)
        if (1.2 * blob.area < self.area && reaches(blob)) eaten += std::exchange(blob.area, 0);
      self.area += eaten;
      scores[i] += eaten;
    }
  return scores;
}

// The mean and the best score in ten arenas.
std::pair<double, double> judge(std::span<const Network> networks) {
  double mean = 0, best = 0;
  for (std::uint64_t arena = 0; arena < 10; ++arena) {
    const auto scores = live_together(networks, Random(2, arena));
    mean += std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(10 * scores.size());
    best += *std::ranges::max_element(scores) / 10;
  }
  return {mean, best};
}

int main() {
  evolve::Population population(architect::Perceptron({16, 2}, {.output = Activation::identity}),
                                {.population = 50, .seed = 1});
  const auto [first_mean, first_best] = judge(population.ask());
  while (population.generation() < generations)
    population.tell(live_together(population.ask(), Random(1, population.generation())));
  const auto [mean, best] = judge(population.ask());
  std::cout << "the mean score tripled: " << (mean >= 3 * first_mean ? "yes" : "no") << '\n'
            << "the best score rose by half: " << (best >= 1.5 * first_best ? "yes" : "no") << '\n';
}
