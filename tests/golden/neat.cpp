#include <algorithm>
#include <string>

#include <plexus/evolve/score.hpp>
#include <plexus/save/neataptic.hpp>

#include "breeding.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

void compare(const std::vector<Network>& got, const Json& want, Comparison& comparison, const std::string& where) {
  comparison.holds(got.size() == want.size(), where + ": got " + std::to_string(got.size()) + " networks");
  for (std::size_t i = 0; i < std::min(got.size(), want.size()); ++i)
    comparison.network(as_tested(got[i], want[i], comparison), want[i], where + ", network " + std::to_string(i));
}

}  // namespace

void replay_neat(const Json& file, Comparison& comparison) {
  const evolve::Options options = options_in(file.at("options"));
  std::vector<Network> starts;
  if (!file.at("template").is_null()) starts.push_back(network_from_neataptic(file.at("template").dump()));
  const Json& generations = file.at("generations");
  for (std::size_t i = 0; i < generations.size(); ++i) {
    const Json& generation = generations[i];
    const std::string where = "generation " + std::to_string(i);
    const auto population = population_from_neataptic(generation.at("population").dump());
    const auto scores = numbers_in(generation.at("scores"));
    const auto order = evolve::ranking(scores, evolve::Goal::maximise);
    comparison.holds(order == generation.at("order").get<std::vector<std::size_t>>(), where + ": order");
    comparison.number(scores[order.front()], generation.at("fittestScore"), where + ": fittestScore");
    comparison.network(population[order.front()], generation.at("fittest"), where + ": fittest");

    Draws draws(generation.at("draws"));
    const auto next = breed(population, scores, starts, options, draws);
    comparison.holds(draws.left() == 0, where + ": " + std::to_string(draws.left()) + " draws were not used");
    compare(next, i + 1 < generations.size() ? generations[i + 1].at("population") : file.at("finalPopulation"),
            comparison, where);
  }
}

}  // namespace plexus::golden
