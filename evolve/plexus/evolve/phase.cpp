#include <plexus/evolve/phase.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include <plexus/core/findings.hpp>
#include <plexus/evolve/state.hpp>

namespace plexus::evolve {
namespace {

constexpr std::string_view memory_name = "phase";

// The numbers that are remembered: these, and then the mean numbers of connections since the phase began, at most as
// many as a simplification has generations at least.
enum : std::size_t { simplifying, ceiling, first_mean };

double mean_connections(std::span<const Network> networks) {
  double sum = 0;
  for (const Network& each : networks) sum += static_cast<double>(each.topology().connection_count());
  return sum / static_cast<double>(networks.size());
}

bool remembers_phase(const State& state) {
  return std::ranges::find(state.memory, memory_name, &Memory::name) != state.memory.end();
}

}  // namespace

std::vector<MutationShare> simplifying_mutations() {
  return {{Mutation::modify_weight, 0.5},
          {Mutation::modify_bias, 0.1},
          {Mutation::remove_connection, 0.3},
          {Mutation::remove_node, 0.1}};
}

bool is_simplifying(const State& state) {
  if (state.options.phases.ceiling == Ceiling::none || !remembers_phase(state)) return false;
  const auto& numbers = remembered(state, memory_name);
  return !numbers.empty() && numbers[simplifying] != 0;
}

void update_phase(std::span<const Network> networks, State& next) {
  const PhaseOptions& options = next.options.phases;
  if (options.ceiling == Ceiling::none) return;
  auto& numbers = remembered(next, memory_name);
  const double mean = mean_connections(networks);
  const double above = options.ceiling == Ceiling::relative ? mean + options.connections : options.connections;
  if (numbers.empty()) numbers = {0, above};

  const std::size_t means = numbers.size() - first_mean;
  if (numbers[simplifying] == 0) {
    if (mean > numbers[ceiling]) numbers = {1, numbers[ceiling], mean};
    return;
  }
  const bool is_full = means >= options.simplification;
  if (is_full && mean < numbers[ceiling] && mean >= numbers[first_mean]) {
    numbers = {0, above};
    return;
  }
  if (is_full) numbers.erase(numbers.begin() + first_mean);
  numbers.push_back(mean);
}

void check_phase(const State& state, Findings& findings) {
  if (state.options.phases.ceiling == Ceiling::none || !remembers_phase(state)) return;
  const auto& numbers = remembered(state, memory_name);
  if (numbers.empty()) return;
  const std::size_t most = state.options.phases.simplification;
  const bool fits = numbers.size() >= first_mean && numbers.size() - first_mean <= most &&
                    (numbers.size() == first_mean) == (numbers[simplifying] == 0);
  findings.want(fits, "the numbers of the phase", numbers.size(),
                "2, and in a simplification 1 to " + std::to_string(most) + " more");
  findings.want(std::ranges::none_of(numbers, [](double each) { return std::isnan(each); }), "the phase", "NaN",
                "numbers");
}

}  // namespace plexus::evolve
