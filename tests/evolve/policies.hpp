#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/population.hpp>
#include <plexus/evolve/strategy/strategy.hpp>
#include <plexus/network/network_check.hpp>

#include "evolve/small_population.hpp"

// All that evolution can be told to do, and what came of it, for tests of what has to hold for each.

namespace plexus::evolve {

// NEAT, and what its policies make of it.
inline std::vector<Options> neat_policies(std::size_t population, std::uint64_t seed = 1) {
  std::vector<Options> all(6, small(population, seed));
  all[1].species.kind = Speciation::k_medoids;
  all[2].species.sharing = Sharing::fitness;
  all[3].phases = {.ceiling = Ceiling::relative, .connections = 2, .simplification = 2};
  all[4].strategy = Strategy::steady_state;
  all[5] = neat_options();
  all[5].population = population;
  all[5].seed = seed;
  return all;
}

// These, and all other strategies.
inline std::vector<Options> all_policies(std::size_t population, std::uint64_t seed = 1) {
  auto all = neat_policies(population, seed);
  for (const StrategyRow& row : strategy_rows()) {
    if (std::ranges::find(all, row.strategy, &Options::strategy) != all.end()) continue;
    all.push_back(small(population, seed));
    all.back().strategy = row.strategy;
    all.back().cma_es.restart = Restart::same;  // others change the size of the population
  }
  return all;
}

inline std::string_view name_of(const Options& options) { return row(options.strategy).name; }

inline bool moves_weights(const Options& options) {
  return options.strategy == Strategy::cma_es || options.strategy == Strategy::sep_cma_es ||
         options.strategy == Strategy::pgpe || options.strategy == Strategy::cosyne;
}

// Scores with a behaviour, which novelty search wants.
inline void tell(Population& population, std::span<const double> scores) {
  std::vector<Evaluation> evaluations;
  for (std::size_t i = 0; i < scores.size(); ++i)
    evaluations.push_back({.score = scores[i], .behaviour = {some_score(population.ask()[i])}});
  population.tell(evaluations);
}

// All scores of a population that is told them for some generations, and what became of it.
struct Story {
  std::vector<Network> asked;
  Population end;
};

template <class Score>
Story told(const Options& options, int generations, Score score, const Network& start = architect::Perceptron({2, 1})) {
  Story story{{}, Population(start, options)};
  for (int generation = 0; generation < generations; ++generation) {
    std::vector<double> scores;
    for (const Network& each : story.end.ask()) {
      scores.push_back(score(each, scores.size()));
      story.asked.push_back(each);
    }
    tell(story.end, scores);
  }
  return story;
}

inline std::size_t networks_of(const Options& options) {
  return options.strategy == Strategy::steady_state ? options.steady_state.window : options.population;
}

inline void check_sound(const Population& population) {
  REQUIRE(population.ask().size() == networks_of(population.options()));
  for (const Network& each : population.ask()) REQUIRE(in_words(check(each)).empty());
}

}  // namespace plexus::evolve
