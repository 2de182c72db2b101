#include "step_by_unit.hpp"

#include <algorithm>

namespace plexus::testing {

StepByUnit::StepByUnit(const Network& network)
    : network_(network),
      activation_(network.topology().unit_count()),
      state_(network.topology().unit_count()),
      gain_(network.topology().connection_count(), 1.0) {}

std::vector<double> StepByUnit::activate(std::span<const double> input) {
  const auto& units = network_.topology().units();
  const auto& connections = network_.topology().connections();
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (units[unit].role == Role::input) {
      activation_[unit] = input[unit];
    } else {
      double sum = 0;
      for (std::size_t i = 0; i < connections.size(); ++i)
        if (connections[i].from == unit && connections[i].to == unit)
          sum = gain_[i] * network_.weight(i) * state_[unit];
      sum += network_.bias(unit);
      for (std::size_t i = 0; i < connections.size(); ++i)
        if (connections[i].to == unit && connections[i].from != unit)
          sum += activation_[connections[i].from] * network_.weight(i) * gain_[i];
      state_[unit] = sum;
      activation_[unit] = row(units[unit].activation).value(sum);
    }
    for (std::size_t i = 0; i < connections.size(); ++i)
      if (connections[i].gater == unit) gain_[i] = activation_[unit];
  }
  return {activation_.end() - static_cast<std::ptrdiff_t>(network_.output_count()), activation_.end()};
}

void StepByUnit::clear() {
  std::ranges::fill(activation_, 0);
  std::ranges::fill(state_, 0);
  for (std::size_t i = 0; i < gain_.size(); ++i) gain_[i] = network_.topology().connections()[i].is_gated() ? 0 : 1;
}

}  // namespace plexus::testing
