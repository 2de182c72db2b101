#include <plexus/evolve/state.hpp>

#include <plexus/core/findings.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus::evolve {
namespace {

constexpr std::uint64_t most_species = std::uint64_t{1} << 62U;  // leaves numbers for those to come

void check_network(Findings& findings, const std::string& name, const Network& network, const Network& first) {
  if (const auto broken = check(network); !broken.empty()) findings.add(name, ": ", in_words(broken));
  if (network.input_count() != first.input_count() || network.output_count() != first.output_count())
    findings.add(name, " has ", network.input_count(), " inputs and ", network.output_count(),
                 " outputs, the first has ", first.input_count(), " and ", first.output_count());
}

}  // namespace

void require_valid(const State& state) {
  require_valid(state.options);
  Findings findings;
  findings.want(state.networks.size() == state.options.population, "the number of networks", state.networks.size(),
                "the population, " + std::to_string(state.options.population));
  findings.want(state.history.size() == state.generation, "the length of the history", state.history.size(),
                "the generation, " + std::to_string(state.generation));
  findings.want(state.champion.has_value() == (state.generation > 0), "the number of champions", state.champion ? 1 : 0,
                "one, after the first generation");
  findings.want(state.species_seen <= most_species, "the number of species seen", state.species_seen, "fewer");
  findings.want(state.threshold > 0, "threshold", state.threshold, "a number above 0");
  findings.want(!state.starts.empty() || state.options.provenance == 0, "the number of starts", state.starts.size(),
                "at least 1, for a provenance of " + std::to_string(state.options.provenance));
  findings.throw_if_any("the state of a run");

  const Network& first = state.networks.front();
  for (std::size_t i = 0; i < state.networks.size(); ++i)
    check_network(findings, "network " + std::to_string(i), state.networks[i], first);
  for (std::size_t i = 0; i < state.starts.size(); ++i)
    check_network(findings, "start " + std::to_string(i), state.starts[i], first);
  for (const Species& species : state.species) {
    check_network(findings, "the representative of species " + std::to_string(species.id), species.representative,
                  first);
    findings.want(
        species.id <= state.species_seen && species.improved < state.generation + 1 && species.born <= species.improved,
        "species", species.id, "one that has appeared, with an improvement that has been");
  }
  if (state.champion) check_network(findings, "the champion", state.champion->network, first);
  findings.throw_if_any("the state of a run");
}

}  // namespace plexus::evolve
