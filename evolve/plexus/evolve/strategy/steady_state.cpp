#include <plexus/evolve/strategy/steady_state.hpp>

#include <algorithm>
#include <string>

#include <plexus/core/findings.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/breed.hpp>
#include <plexus/evolve/phase.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/residents.hpp>
#include <plexus/evolve/strategy/strategies.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

// Sources: Whitley 1989, "The GENITOR algorithm and selection pressure", for the replacement of the worst; Stanley,
// Bryant and Miikkulainen 2005, "Real-time neuroevolution in the NERO video game", for species in a steady state.

namespace plexus::evolve {
namespace {

constexpr std::size_t widest = 1'000'000;
constexpr std::size_t most_drawn = 10'000;

}  // namespace

Network replace_scored(State& next, std::span<const Network> starts, const Network& network, double score,
                       std::size_t position) {
  const Options& options = next.options;
  Residents residents(next);
  Random draws(options.seed, next.generation, position, key_of(Purpose::replace));
  residents.admit(network, score, draws);
  // The number of the next network among all that are ever scored; when that is too large for a number, it is large.
  const std::size_t window = options.steady_state.window;
  if (next.generation < options.population / window + 1) {
    const std::size_t number = (next.generation + 1) * window + position;
    if (number < options.population) return first_network(starts, options, number);
  }
  Random random(options.seed, next.generation, position, key_of(Purpose::breed));
  return residents.child(random);
}

void close_window(State& next) {
  if ((next.generation + 1) % windows_of_generation(next.options) != 0) return;
  update_phase(next.kept, next);
  Residents(next).sort_into_species();
}

void begin_steady_state(State& state, std::span<const Network> starts) {
  state.threshold = state.options.species.threshold;
  state.networks = first_generation(starts, state.options, state.options.steady_state.window);
  state.starts.assign(starts.begin(), starts.end());
  Residents::prepare(state);
}

void advance_steady_state(const State& state, const Scored& scored, State& next) {
  for (std::size_t i = 0; i < state.networks.size(); ++i)
    next.networks.push_back(replace_scored(next, state.starts, state.networks[i], scored.scores[i], i));
  close_window(next);
}

void check_steady_state_options(const Options& options, Findings& findings) {
  const SteadyStateOptions& steady = options.steady_state;
  findings.want(steady.window >= 1 && steady.window <= widest, "steady_state.window", steady.window,
                "1 to " + std::to_string(widest));
  findings.want(steady.replacement <= Replacement::tournament, "steady_state.replacement",
                static_cast<unsigned>(steady.replacement), "worst, worst_species or tournament");
  findings.want(steady.tournament >= 1 && steady.tournament <= most_drawn, "steady_state.tournament", steady.tournament,
                "1 to " + std::to_string(most_drawn));
}

void check_steady_state(const State& state, Findings& findings) {
  const std::size_t window = state.options.steady_state.window, population = state.options.population;
  findings.want(state.networks.size() == window, "the number of networks", state.networks.size(),
                "steady_state.window, " + std::to_string(window));
  findings.want(state.threshold > 0, "threshold", state.threshold, "a number above 0");
  findings.want(!state.starts.empty(), "the number of starts", 0, "at least 1");
  const std::size_t residents =
      state.generation > population / window ? population : std::min(population, state.generation * window);
  findings.want(state.kept.size() == residents, "the number of residents", state.kept.size(),
                std::to_string(residents) + " after so many windows");
  Residents::check(state, findings);
  check_phase(state, findings);
}

}  // namespace plexus::evolve
