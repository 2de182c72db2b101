#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/evolve/options.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Networks that are alike.
struct Species {
  std::uint64_t id = 0;      ///< counted from 1 in the order in which species appeared
  Network representative;    ///< what newcomers are compared with
  std::size_t born = 0;      ///< generation
  double best_score = 0;     ///< best ever of its members
  std::size_t improved = 0;  ///< the generation of that score
  std::size_t size = 0;      ///< members in the generation that was scored last
};

/// The best network that was seen.
struct Champion {
  Network network;
  double score = 0;            ///< confirmed, if the fitness confirms
  std::size_t generation = 0;  ///< in which it was scored
  bool solved = false;         ///< it meets the criterion of the problem
};

/// What one generation came to. Times are not part of it: it is the same in every repetition of a run.
struct Record {
  std::size_t generation = 0;  ///< counted from 0
  double best = 0;             ///< score of its best network
  double mean = 0;             ///< of the scores that are finite; NaN when none is
  double worst = 0;
  double champion = 0;  ///< score of the best network so far
  std::size_t species = 0;
  std::size_t hidden = 0;       ///< units of its best network
  std::size_t connections = 0;  ///< of its best network
  std::size_t gates = 0;        ///< of its best network
  std::size_t evaluations = 0;  ///< so far: one for each network, and those that confirmed champions
};

/// Numbers that a strategy remembers.
struct Memory {
  std::string name;
  std::vector<double> numbers;
};

/// The full state of a population, as plain data: what is saved, and what a run continues from.
struct State {
  Options options;
  std::size_t generation = 0;        ///< of `networks`
  std::vector<Network> networks;     ///< to be scored next
  std::vector<Network> starts;       ///< what networks are still made from: Options::provenance, a steady state
  std::vector<Species> species;      ///< of the generation before
  double threshold = 0;              ///< distance within which networks are of one species
  std::uint64_t species_seen = 0;    ///< ids given out
  std::optional<Champion> champion;  ///< none before the first scores
  std::vector<Record> history;       ///< one for each generation that was scored
  std::vector<Memory> memory;        ///< what the strategy remembers in numbers, each name once
  std::vector<Network> kept;         ///< networks that the strategy remembers, not to be scored
  std::string note;                  ///< for whoever goes on with a run: nothing here reads it
};

/// The numbers that are remembered under a name; at the first call for it none are. References to others stay valid
/// only until a name is new.
std::vector<double>& remembered(State& state, std::string_view name);
/// The same; throws Error when nothing is remembered under it.
const std::vector<double>& remembered(const State& state, std::string_view name);

/// What a strategy begins the next state with: all that is remembered, and neither networks, champion nor history.
State next_of(const State& state);

/// Throws Error naming what does not hold in the state of a population: sizes that do not agree, networks that are none
/// (the first few are named, others counted), options out of their range.
void require_valid(const State& state);

}  // namespace plexus::evolve
