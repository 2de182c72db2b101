#pragma once

#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// Neataptic's model, computed unit by unit straight from its definition (Node.activate, section "noTraceActivate"):
/// the slow version that programs are compared with. It shares no code with them.
class StepByUnit {
 public:
  explicit StepByUnit(const Network& network);

  std::vector<double> activate(std::span<const double> input);
  void clear();

  const std::vector<double>& outputs() const { return activation_; }
  const std::vector<double>& states() const { return state_; }

 private:
  const Network& network_;
  std::vector<double> activation_;
  std::vector<double> state_;
  std::vector<double> gain_;  // of each connection
};

}  // namespace plexus::testing
