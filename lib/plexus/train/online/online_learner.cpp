#include <plexus/train/online/online_learner.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

double slope_at(double state, double value, Activation activation, const OnlineOptions& options) {
  if (options.neataptic_slopes && activation == Activation::softsign) {
    const double d = 1 + std::abs(state);
    return state / (d * d);
  }
  return row(activation).slope(state, value);
}

// Adds a change of a parameter, and makes it if it is time.
void change(double& parameter, double delta, double& total, double& previous, const OnlineStep& step) {
  total += delta;
  if (!step.update) return;
  total += step.momentum * previous;
  parameter += total;
  previous = std::exchange(total, 0);
}

}  // namespace

// Equation numbers are those of Monner and Reggia 2012.

OnlineLearner::OnlineLearner(const Network& network, const OnlineOptions& options)
    : topology_(network.shared_topology()),
      wiring_(std::make_shared<const online::Wiring>(*topology_)),
      options_(options),
      units_(topology_->unit_count()),
      connections_(topology_->connection_count()),
      output_(topology_->output_count()) {
  for (std::size_t i = 0; i < connections_.size(); ++i) {
    const Connection& each = topology_->connections()[i];
    connections_[wiring_->slot_of(i)] = {
        .from = each.from, .to = each.to, .trainable = each.trainable, .weight = network.weight(i)};
  }
  std::size_t traces = 0, most = 0;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    units_[i].mask = topology_->units()[i].mask;
    if (i >= input_count()) units_[i].bias = network.bias(i);
    const std::size_t gated = wiring_->gated_units(i).size();
    first_trace_.push_back(traces);
    traces += wiring_->incoming_count(i) * gated;
    most = std::max(most, gated);
  }
  traces_.resize(traces);
  for (auto* scratch : {&influence_, &carry_, &responsibility_}) scratch->resize(most);
}

std::span<const double> OnlineLearner::activate(std::span<const double> input) & {
  read(input);
  for (std::size_t i = input_count(); i < units_.size(); ++i) {
    OnlineUnit& unit = units_[i];
    const Activation activation = topology_->units()[i].activation;
    unit.old = unit.state;
    compute_state(i);
    const double value = row(activation).value(unit.state);  // equation 16
    unit.activation = value * unit.mask;
    unit.derivative = slope_at(unit.state, value, activation, options_);
    keep_traces(i);
  }
  return outputs();
}

std::span<const double> OnlineLearner::activate_without_traces(std::span<const double> input) & {
  read(input);
  for (std::size_t i = input_count(); i < units_.size(); ++i) {
    compute_state(i);
    units_[i].activation = row(topology_->units()[i].activation).value(units_[i].state);
    open_gates(i);
  }
  return outputs();
}

void OnlineLearner::read(std::span<const double> input) {
  if (input.size() != input_count())
    throw Error("activate: the network has ", count_of(input_count(), "input"), ", got ",
                count_of(input.size(), "number"));
  for (std::size_t i = 0; i < input.size(); ++i) {
    units_[i].activation = input[i];
    if (topology_->parts().inputs_gate) open_gates(i);
  }
}

// Equation 15.
void OnlineLearner::compute_state(std::size_t unit) {
  double state = carry(unit) * units_[unit].state + units_[unit].bias;
  for (const OnlineConnection& each : incoming(unit)) state += units_[each.from].activation * each.weight * each.gain;
  units_[unit].state = state;
}

// Equation 14.
void OnlineLearner::open_gates(std::size_t unit) {
  for (const auto& gated : wiring_->gated(unit)) connections_[gated.slot].gain = units_[unit].activation;
}

// Equations 17 and 18. The gates are opened in between, for a unit may gate its own connections.
void OnlineLearner::keep_traces(std::size_t unit) {
  const auto ends = wiring_->gated_units(unit);
  for (std::size_t k = 0; k < ends.size(); ++k) influence_[k] = ends[k].self ? units_[ends[k].unit].old : 0;
  for (const auto& [slot, nth] : wiring_->gated(unit))
    influence_[nth] += connections_[slot].weight * units_[connections_[slot].from].activation;
  open_gates(unit);
  for (std::size_t k = 0; k < ends.size(); ++k) carry_[k] = carry(ends[k].unit);

  const double kept = carry(unit), derivative = units_[unit].derivative;
  double* trace = traces_.data() + first_trace_[unit];
  for (OnlineConnection& each : incoming(unit)) {
    each.eligibility = kept * each.eligibility + units_[each.from].activation * each.gain;
    const double felt = derivative * each.eligibility;
    for (std::size_t k = 0; k < ends.size(); ++k) trace[k] = carry_[k] * trace[k] + felt * influence_[k];
    trace += ends.size();
  }
}

void OnlineLearner::propagate(std::span<const double> target, const OnlineStep& step) {
  if (target.size() != output_count())
    throw Error("propagate: the network has ", count_of(output_count(), "output"), ", got ",
                count_of(target.size(), "target"));
  if (!std::isfinite(step.rate) || !std::isfinite(step.momentum))
    throw Error("propagate: rate is ", step.rate, " and momentum ", step.momentum, ", wanted finite numbers");
  const std::size_t first_output = units_.size() - output_count();
  for (std::size_t i = units_.size(); i-- > input_count();) {
    if (i >= first_output)  // equation 10
      units_[i].responsibility = units_[i].projected = target[i - first_output] - units_[i].activation;
    else
      answer(i);
    learn(i, step);
  }
}

// The error that a hidden unit answers for. The weights are those that the units after it have just learned.
void OnlineLearner::answer(std::size_t unit) {
  OnlineUnit& now = units_[unit];
  double error = 0;
  for (const std::uint32_t slot : wiring_->outgoing(unit)) {
    const OnlineConnection& each = connections_[slot];
    error += units_[each.to].responsibility * each.weight * each.gain;
  }
  now.projected = now.derivative * error;  // equation 21

  error = 0;
  const auto ends = wiring_->gated_units(unit);
  for (const auto& [slot, nth] : wiring_->gated(unit)) {
    const OnlineConnection& each = connections_[slot];
    const double old = ends[nth].self ? units_[each.to].old : 0;
    error += units_[each.to].responsibility * (old + each.weight * units_[each.from].activation);
  }
  now.gated = now.derivative * error;  // equation 22

  now.responsibility = now.projected + now.gated;  // equation 23
}

// Equation 24.
void OnlineLearner::learn(std::size_t unit, const OnlineStep& step) {
  OnlineUnit& now = units_[unit];
  const auto ends = wiring_->gated_units(unit);
  for (std::size_t k = 0; k < ends.size(); ++k) responsibility_[k] = units_[ends[k].unit].responsibility;
  const double* trace = traces_.data() + first_trace_[unit];
  for (OnlineConnection& each : incoming(unit)) {
    double gradient = now.projected * each.eligibility;
    for (std::size_t k = 0; k < ends.size(); ++k) gradient += responsibility_[k] * trace[k];
    trace += ends.size();
    if (each.trainable)
      change(each.weight, step.rate * gradient * now.mask, each.total_delta, each.previous_delta, step);
  }
  if (topology_->units()[unit].trainable)
    change(now.bias, step.rate * now.responsibility, now.total_delta, now.previous_delta, step);
}

void OnlineLearner::clear() {
  for (OnlineUnit& unit : units_) {
    unit.activation = unit.state = unit.old = 0;
    unit.responsibility = unit.projected = unit.gated = 0;
  }
  for (OnlineConnection& each : connections_) each.eligibility = 0;
  for (std::size_t i = 0; i < units_.size(); ++i) open_gates(i);  // with an output of 0
  std::ranges::fill(traces_, 0);
}

void OnlineLearner::draw_masks(double dropout, Random& random) {
  if (!(dropout >= 0 && dropout <= 1)) throw Error("draw_masks: dropout is ", dropout, ", wanted [0, 1]");
  for (std::size_t i = 0; i < topology_->hidden_count(); ++i)
    units_[input_count() + i].mask = random.chance(dropout) ? 0 : 1;
}

void OnlineLearner::set_masks(double mask) {
  if (!std::isfinite(mask)) throw Error("set_masks: the mask is ", mask, ", wanted a finite number");
  for (std::size_t i = 0; i < topology_->hidden_count(); ++i) units_[input_count() + i].mask = mask;
}

Network OnlineLearner::network() const {
  const auto has_its_mask = [this](const Unit& unit) {
    return unit.mask == units_[static_cast<std::size_t>(&unit - topology_->units().data())].mask;
  };
  if (std::ranges::all_of(topology_->units(), has_its_mask)) return {topology_, parameters()};
  TopologyParts parts = topology_->parts();
  for (std::size_t i = 0; i < units_.size(); ++i) parts.units[i].mask = units_[i].mask;
  return {std::make_shared<const Topology>(std::move(parts)), parameters()};
}

std::vector<double> OnlineLearner::parameters() const {
  std::vector<double> parameters(topology_->parameter_count());
  for (std::size_t i = input_count(); i < units_.size(); ++i) parameters[topology_->bias_index(i)] = units_[i].bias;
  for (std::size_t i = 0; i < connections_.size(); ++i) parameters[topology_->weight_index(i)] = connection(i).weight;
  return parameters;
}

std::span<const double> OnlineLearner::extended_traces(std::size_t connection) const {
  const std::size_t unit = this->connection(connection).to;
  const auto ends = extended_units(connection);
  if (ends.empty()) return {};
  const std::size_t nth = wiring_->slot_of(connection) - wiring_->first_incoming(unit);
  return std::span(traces_).subspan(first_trace_[unit] + nth * ends.size(), ends.size());
}

std::span<const online::GatedUnit> OnlineLearner::extended_units(std::size_t connection) const {
  const OnlineConnection& each = this->connection(connection);
  if (each.from == each.to) return {};
  return wiring_->gated_units(each.to);
}

std::span<OnlineConnection> OnlineLearner::incoming(std::size_t unit) {
  return std::span(connections_).subspan(wiring_->first_incoming(unit), wiring_->incoming_count(unit));
}

// What a unit's self-connection keeps of its state from step to step.
double OnlineLearner::carry(std::size_t unit) const {
  const std::uint32_t self = wiring_->self(unit);
  return self == online::Wiring::none ? 0 : connections_[self].gain * connections_[self].weight;
}

std::span<const double> OnlineLearner::outputs() {
  for (std::size_t i = 0; i < output_.size(); ++i) output_[i] = units_[units_.size() - output_.size() + i].activation;
  return output_;
}

}  // namespace plexus
