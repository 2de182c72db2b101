#include <plexus/evolve/strategy/movable.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>

namespace plexus::evolve {

Movable::Movable(Network base, const Options& options)
    : base_(std::move(base)),
      bias_limit_(options.mutation.biases.limit),
      weight_limit_(options.mutation.weights.limit) {
  const Topology& topology = base_.topology();
  for (std::size_t i = 0; i < topology.parameter_count(); ++i) {
    if (i == topology.bias_count()) biases_ = positions_.size();
    if (topology.is_trainable(i)) positions_.push_back(i);
  }
  if (topology.bias_count() == topology.parameter_count()) biases_ = positions_.size();
}

std::vector<double> Movable::values_of(const Network& network) const {
  std::vector<double> values;
  values.reserve(count());
  const auto parameters = network.parameters();
  for (const std::size_t position : positions_) values.push_back(parameters[position]);
  return values;
}

Network Movable::network(std::span<const double> values) const {
  Network made = base_.fresh_copy();
  const auto parameters = made.parameters();
  for (std::size_t i = 0; i < count(); ++i)
    parameters[positions_[i]] = std::isnan(values[i]) ? 0 : std::clamp(values[i], -limit(i), limit(i));
  return made;
}

bool Movable::is_limited(std::span<const double> values) const noexcept {
  for (std::size_t i = 0; i < count(); ++i)
    if (std::abs(values[i]) >= limit(i)) return true;
  return false;
}

Movable movable(const State& state) { return {state.kept.at(0).fresh_copy(), state.options}; }

Movable keep_start(State& state, std::span<const Network> starts, std::string_view strategy) {
  if (starts.size() != 1)
    throw Error(strategy, " moves the weights of one network, got ", starts.size(), " start networks; give it one");
  Movable moves(starts[0].fresh_copy(), state.options);
  if (moves.count() == 0)
    throw Error(strategy, ": the start network has no bias and no weight that may be trained; give it some");
  state.kept = {starts[0].fresh_copy()};
  return moves;
}

void check_one_topology(const State& state, Findings& findings) {
  findings.want(state.kept.size() == 1, "the number of kept networks", state.kept.size(), "one, the start");
  if (state.kept.empty()) return;
  const auto& start = state.kept.front().shared_topology();
  for (std::size_t i = 0; i < state.networks.size(); ++i)
    if (const auto& other = state.networks[i].shared_topology(); other != start && other->parts() != start->parts())
      findings.add("network ", i, " has another topology than the start");
}

void check_remembered(const State& state, std::string_view name, std::size_t count, Findings& findings) {
  const auto found = std::ranges::find(state.memory, name, &Memory::name);
  if (found == state.memory.end()) {
    findings.add("nothing is remembered as '", name, "'");
    return;
  }
  const std::string what = "the count of what is remembered as '" + std::string(name) + "'";
  findings.want(found->numbers.size() == count, what, found->numbers.size(), std::to_string(count));
  for (std::size_t i = 0; i < found->numbers.size(); ++i)
    if (!std::isfinite(found->numbers[i]))
      findings.add("number ", i, " of what is remembered as '", name, "' is ", found->numbers[i],
                   ", wanted a finite number");
}

}  // namespace plexus::evolve
