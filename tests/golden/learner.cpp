#include "learner.hpp"

#include <algorithm>

#include <plexus/core/error.hpp>

#include "functions.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

// What a dump says of a unit. Of an input, Neataptic keeps a bias and a mask that it never uses.
void compare_unit(const OnlineUnit& unit, bool input, const Json& want, Comparison& comparison,
                  const std::string& where) {
  const auto compare = [&](const char* name, double got) { comparison.number(got, want.at(name), where + name); };
  compare("activation", unit.activation);
  compare("state", unit.state);
  compare("old", unit.old);
  compare("responsibility", unit.responsibility);
  compare("projected", unit.projected);
  compare("gated", unit.gated);
  compare("previousDeltaBias", unit.previous_delta);
  compare("totalDeltaBias", unit.total_delta);
  if (want.at("derivative").is_null())
    comparison.holds(unit.derivative == 0, where + "derivative before the first activation");
  else
    compare("derivative", unit.derivative);
  if (input) return;
  compare("bias", unit.bias);
  compare("mask", unit.mask);
}

// What a dump says of a connection. Where Neataptic has no extended traces yet, ours are 0.
void compare_connection(const OnlineLearner& learner, std::size_t index, const Json& want, Comparison& comparison,
                        const std::string& where) {
  const OnlineConnection& connection = learner.connection(index);
  const auto compare = [&](const char* name, double got) { comparison.number(got, want.at(name), where + name); };
  compare("weight", connection.weight);
  compare("gain", connection.gain);
  compare("elegibility", connection.eligibility);
  compare("previousDeltaWeight", connection.previous_delta);
  compare("totalDeltaWeight", connection.total_delta);

  const auto traces = learner.extended_traces(index);
  const Json& xtrace = want.at("xtrace");
  if (xtrace.empty()) {
    comparison.holds(std::ranges::all_of(traces, [](double each) { return each == 0; }), where + "xtrace is empty");
    return;
  }
  comparison.holds(xtrace.size() == traces.size(), where + "xtrace has another size");
  for (std::size_t i = 0; i < std::min(xtrace.size(), traces.size()); ++i) {
    const std::string place = where + "xtrace " + std::to_string(i);
    comparison.holds(xtrace[i].at(0) == learner.extended_units(index)[i].unit, place + " is of another node");
    comparison.number(traces[i], xtrace[i].at(1), place);
  }
}

void compare_dump(const OnlineLearner& learner, const Json& dump, Comparison& comparison, const std::string& where) {
  const Json &nodes = dump.at("nodes"), &connections = dump.at("connections");
  const Topology& topology = learner.topology();
  if (nodes.size() != topology.unit_count() || connections.size() != topology.connection_count()) {
    comparison.holds(false, where + " dump is of another network");
    return;
  }
  for (std::size_t i = 0; i < nodes.size(); ++i)
    compare_unit(learner.unit(i), i < topology.input_count(), nodes[i], comparison,
                 where + " node " + std::to_string(i) + " ");
  for (std::size_t i = 0; i < connections.size(); ++i)
    compare_connection(learner, i, connections[i], comparison, where + " connection " + std::to_string(i) + " ");
}

std::vector<double> numbers_of_units(const OnlineLearner& learner, double OnlineUnit::*number) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < learner.topology().unit_count(); ++i) numbers.push_back(learner.unit(i).*number);
  return numbers;
}

void propagate(OnlineLearner& learner, const Json& step, Comparison& comparison, const std::string& where) {
  const double rate = truthy(step, "rate", 0.3);
  if (step.value("rate", Json()) == 0) comparison.note("pins that a rate of 0 acts as 0.3; ours learns nothing then");
  const auto target = numbers_in(step.at("target"));
  learner.propagate(target, {rate, truthy(step, "momentum", 0), step.value("update", false)});
  compare_parameters(learner, step, comparison, where + " ");
}

}  // namespace

std::vector<double> input_of(const Json& step, const Network& network) {
  auto numbers = numbers_in(step.at("input"));
  if (numbers.size() < network.input_count())
    throw Error("a step has ", numbers.size(), " numbers for ", network.input_count(), " inputs");
  numbers.resize(network.input_count());
  return numbers;
}

bool has_softsign(const Network& network) {
  return std::ranges::any_of(network.topology().units(), [](const Unit& unit) {
    return unit.role != Role::input && unit.activation == Activation::softsign;
  });
}

void compare_parameters(const OnlineLearner& learner, const Json& want, Comparison& comparison,
                        const std::string& where) {
  const Topology& topology = learner.topology();
  if (want.contains("weights")) {
    std::vector<double> weights;
    for (std::size_t i = 0; i < topology.connection_count(); ++i) weights.push_back(learner.connection(i).weight);
    comparison.numbers(weights, want.at("weights"), where + "weights");
  }
  if (!want.contains("biases")) return;
  const Json& biases = want.at("biases");
  comparison.holds(biases.size() == topology.unit_count(), where + "a bias for each node");
  for (std::size_t i = topology.input_count(); i < std::min(biases.size(), topology.unit_count()); ++i)
    comparison.number(learner.unit(i).bias, biases[i], where + "biases[" + std::to_string(i) + "]");
}

void run_by_learner(const Network& network, const Json& steps, Comparison& comparison, const std::string& where) {
  OnlineLearner learner(network, {.neataptic_slopes = true});
  const bool learns = std::ranges::any_of(
      steps, [](const Json& step) { return step.at("op") == "propagate" || step.contains("dump"); });
  if (learns && has_softsign(network)) comparison.note(softsign_note);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Json& step = steps[i];
    const std::string place = where + "learner, step " + std::to_string(i);
    const std::string op = step.at("op");
    if (op == "clear")
      learner.clear();
    else if (op == "propagate")
      propagate(learner, step, comparison, place);
    else if (op == "activate")
      comparison.numbers(learner.activate(input_of(step, network)), step.at("output"), place + " output");
    else
      comparison.numbers(learner.activate_without_traces(input_of(step, network)), step.at("output"),
                         place + " output");
    if (step.contains("nodeActivation"))
      comparison.numbers(numbers_of_units(learner, &OnlineUnit::activation), step.at("nodeActivation"),
                         place + " activation");
    if (step.contains("nodeState"))
      comparison.numbers(numbers_of_units(learner, &OnlineUnit::state), step.at("nodeState"), place + " state");
    if (step.contains("dump")) compare_dump(learner, step.at("dump"), comparison, place);
  }
}

}  // namespace plexus::golden
