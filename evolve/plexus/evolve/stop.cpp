#include <plexus/evolve/stop.hpp>

#include <algorithm>
#include <cstddef>

namespace plexus::evolve {
namespace {

// Generations since the one that the champion comes from.
std::size_t without_better(const Population& population) {
  return population.has_champion() ? population.generation() - population.champion().generation - 1 : 0;
}

}  // namespace

std::size_t evaluations_of(const Population& population) {
  return population.history().empty() ? 0 : population.history().back().evaluations;
}

std::optional<Stopped> reason_to_stop(const Population& population, double seconds) {
  const Options& options = population.options();
  if (population.has_champion() && population.champion().solved) return Stopped::solved;
  if (population.reached_target()) return Stopped::target;
  if (population.generation() >= options.generations) return Stopped::generations;
  if (options.evaluations > 0 && evaluations_of(population) >= options.evaluations) return Stopped::evaluations;
  if (options.patience > 0 && without_better(population) >= options.patience) return Stopped::patience;
  if (options.seconds > 0 && seconds >= options.seconds) return Stopped::seconds;
  return std::nullopt;
}

double seconds_left(const Population& population, double seconds, double pace, double rate) {
  const Options& options = population.options();
  double left = pace * static_cast<double>(options.generations - population.generation());
  if (options.evaluations > 0)
    left = std::min(left, static_cast<double>(options.evaluations - evaluations_of(population)) / rate);
  if (options.seconds > 0) left = std::min(left, options.seconds - seconds);
  return left;
}

}  // namespace plexus::evolve
