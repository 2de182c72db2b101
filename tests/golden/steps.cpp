#include <algorithm>
#include <string>

#include <plexus/program/program.hpp>
#include <plexus/save/neataptic.hpp>

#include "learner.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

// The same network with all masks 1: what Neataptic's noTraceActivate computes.
Network without_masks(const Network& network) {
  TopologyParts parts = network.topology().parts();
  for (Unit& unit : parts.units) unit.mask = 1;
  return {std::make_shared<const Topology>(std::move(parts)),
          {network.parameters().begin(), network.parameters().end()}};
}

// A network that is stepped by Program<double>, with and without its masks on one state.
class Stepper {
 public:
  explicit Stepper(const Network& network)
      : network_(network),
        masked_(network.topology().program<double>()),
        unmasked_topology_(without_masks(network).shared_topology()),
        unmasked_(unmasked_topology_->program<double>()),
        state_(masked_->state_size(1)) {
    masked_->reset(state_);
  }

  void activate(std::span<const double> input, bool masks) {
    std::ranges::copy(input, state_.begin());
    (masks ? masked_ : unmasked_)->forward(network_.parameters(), state_, 1);
  }
  void clear() { masked_->clear(state_); }

  std::span<const double> outputs() const {
    return std::span(state_).subspan(masked_->first_output_row(), network_.output_count());
  }
  std::span<const double> activations() const { return std::span(state_).first(network_.topology().unit_count()); }
  std::span<const double> states() const {
    return std::span(state_).subspan(network_.topology().unit_count(), network_.topology().unit_count());
  }

 private:
  const Network& network_;
  std::shared_ptr<const Program<double>> masked_;
  std::shared_ptr<const Topology> unmasked_topology_;
  std::shared_ptr<const Program<double>> unmasked_;
  std::vector<double> state_;
};

// With Program<double>, as far as the steps do not learn.
void run_by_program(const Network& network, const Json& steps, Comparison& comparison, const std::string& where) {
  Stepper stepper(network);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Json& step = steps[i];
    const std::string place = where + "step " + std::to_string(i);
    const std::string op = step.at("op");
    if (op == "propagate") return;
    if (op == "clear") {
      stepper.clear();
      continue;
    }
    stepper.activate(input_of(step, network), op == "activate");
    comparison.numbers(stepper.outputs(), step.at("output"), place + " output");
    if (step.contains("nodeActivation"))
      comparison.numbers(stepper.activations(), step.at("nodeActivation"), place + " activation");
    if (step.contains("nodeState")) comparison.numbers(stepper.states(), step.at("nodeState"), place + " state");
  }
}

}  // namespace

void run_steps(const Network& network, const Json& steps, Comparison& comparison, const std::string& where) {
  run_by_program(network, steps, comparison, where);
  run_by_learner(network, steps, comparison, where);
}

void replay_steps(const Json& file, Comparison& comparison) {
  run_steps(network_from_neataptic(file.at("network").dump()), file.at("steps"), comparison, "");
}

void replay_steps_list(const Json& file, Comparison& comparison) {
  for (const Json& each : file.at("cases"))
    run_steps(network_from_neataptic(each.at("network").dump()), each.at("steps"), comparison,
              each.at("squash").get<std::string>() + " ");
}

}  // namespace plexus::golden
