#include <plexus/evolve/state.hpp>

#include <algorithm>
#include <set>
#include <string>

#include <plexus/core/count_of.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/evolve/mutation/moves.hpp>
#include <plexus/evolve/strategy/strategy.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus::evolve {
namespace {

constexpr std::uint64_t most_species = std::uint64_t{1} << 62U;  // leaves numbers for those to come

constexpr std::size_t most_named = 5;  // networks that are none; others are counted

// Checks networks, and each topology that they share once.
class NetworkCheck {
 public:
  NetworkCheck(Findings& findings, const Network& first) : findings_(findings), first_(first) {}

  template <class... Name>
  void operator()(const Network& network, const Name&... name) {
    const bool is_new = checked_.insert(&network.topology()).second;
    if (const auto broken = is_new ? check(network) : check_parameters(network); !broken.empty())
      findings_.add(name..., ": ", in_words(broken));
    if (network.input_count() != first_.input_count() || network.output_count() != first_.output_count())
      findings_.add(name..., " has ", count_of(network.input_count(), "input"), " and ",
                    count_of(network.output_count(), "output"), ", the first has ", first_.input_count(), " and ",
                    first_.output_count());
  }

 private:
  Findings& findings_;
  const Network& first_;
  std::set<const Topology*> checked_;
};

}  // namespace

std::vector<double>& remembered(State& state, std::string_view name) {
  const auto found = std::ranges::find(state.memory, name, &Memory::name);
  return found != state.memory.end() ? found->numbers
                                     : state.memory.emplace_back(Memory{std::string(name), {}}).numbers;
}

const std::vector<double>& remembered(const State& state, std::string_view name) {
  const auto found = std::ranges::find(state.memory, name, &Memory::name);
  if (found == state.memory.end()) throw Error("the state of a run remembers nothing called '", name, "'");
  return found->numbers;
}

State next_of(const State& state) {
  State next;
  next.options = state.options;
  next.generation = state.generation;
  next.species = state.species;
  next.threshold = state.threshold;
  next.species_seen = state.species_seen;
  next.memory = state.memory;
  next.kept = state.kept;
  return next;
}

void require_valid(const State& state) {
  require_valid(state.options);
  Findings findings;
  findings.want(!state.networks.empty(), "the number of networks", 0, "at least 1");
  findings.want(state.history.size() == state.generation, "the length of the history", state.history.size(),
                "the generation, " + std::to_string(state.generation));
  findings.want(state.champion.has_value() == (state.generation > 0), "the number of champions", state.champion ? 1 : 0,
                "one, after the first generation");
  findings.want(state.species_seen <= most_species, "the number of species seen", state.species_seen, "fewer");
  if (row(state.options.strategy).check_state != nullptr) row(state.options.strategy).check_state(state, findings);
  findings.throw_if_any("the state of a run");

  Findings of_networks(most_named);
  NetworkCheck check_network(of_networks, state.networks.front());
  for (std::size_t i = 0; i < state.networks.size(); ++i) check_network(state.networks[i], "network ", i);
  for (std::size_t i = 0; i < state.starts.size(); ++i) check_network(state.starts[i], "start ", i);
  for (std::size_t i = 0; i < state.kept.size(); ++i) check_network(state.kept[i], "kept network ", i);
  for (const Species& species : state.species) {
    check_network(species.representative, "the representative of species ", species.id);
    of_networks.want(
        species.id <= state.species_seen && species.improved < state.generation + 1 && species.born <= species.improved,
        "species", species.id, "one that has appeared, with an improvement that has been");
  }
  if (state.champion) check_network(state.champion->network, "the champion");
  of_networks.throw_if_any("the state of a run");
}

}  // namespace plexus::evolve
