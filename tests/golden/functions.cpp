#include "functions.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>

#include <plexus/activation/activation.hpp>
#include <plexus/core/error.hpp>

#include "replay.hpp"

namespace plexus::golden {
namespace {

// The terms of Neataptic's MSLE, which it adds up as they are.
std::vector<double> logarithmic_differences(std::span<const double> output, std::span<const double> target) {
  std::vector<double> differences(output.size());
  std::ranges::transform(output, target, differences.begin(), [](double o, double t) {
    return std::log(std::max(t, 1e-15)) - std::log(std::max(o, 1e-15));
  });
  return differences;
}

double neataptic_msle(std::span<const double> output, std::span<const double> target) {
  const auto differences = logarithmic_differences(output, target);
  return std::accumulate(differences.begin(), differences.end(), 0.0);
}

const std::map<std::string, Cost>& costs() {
  static const std::map<std::string, Cost> names{{"CROSS_ENTROPY", Cost::cross_entropy},
                                                 {"MSE", Cost::mean_squared_error},
                                                 {"BINARY", Cost::binary},
                                                 {"MAE", Cost::mean_absolute_error},
                                                 {"MAPE", Cost::mean_absolute_percentage_error},
                                                 {"MSLE", Cost::mean_squared_logarithmic_error},
                                                 {"HINGE", Cost::hinge}};
  return names;
}

// An argument of a rate policy; 0 is not given.
double argument(const std::vector<double>& arguments, std::size_t index, double otherwise) {
  return index < arguments.size() && arguments[index] != 0 ? arguments[index] : otherwise;
}

void replay_activations(const Json& file, Comparison& comparison) {
  const auto x = numbers_in(file.at("x"));
  for (const auto& [name, want] : file.at("functions").items()) {
    std::string ours = name;
    std::ranges::transform(ours, ours.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const ActivationRow& function = row(activation_named(ours));
    std::vector<double> values, slopes;
    for (const double each : x) values.push_back(function.value(each));
    for (std::size_t i = 0; i < x.size(); ++i) slopes.push_back(function.slope(x[i], values[i]));
    comparison.numbers(values, want.at("f"), name);
    if (name == "SOFTSIGN") {  // there x times the true slope
      comparison.note(softsign_note);
      for (std::size_t i = 0; i < x.size(); ++i) slopes[i] *= x[i];
    }
    comparison.numbers(slopes, want.at("df"), name + " slope");
  }
}

void replay_costs(const Json& file, Comparison& comparison) {
  for (const auto& [name, want] : file.at("functions").items()) {
    const CostFunction neataptic = neataptic_cost(name, comparison);
    const Json& pairs = file.at("pairs");
    comparison.holds(want.size() == pairs.size(), name + ": as many values as pairs");
    for (std::size_t i = 0; i < std::min(pairs.size(), want.size()); ++i) {
      const auto output = numbers_in(pairs[i].at("output")), target = numbers_in(pairs[i].at("target"));
      const std::string place = name + "[" + std::to_string(i) + "]";
      comparison.number(neataptic(output, target), want[i], place);
      if (name != "MSLE") continue;
      const auto terms = logarithmic_differences(output, target);
      const double squares = std::inner_product(terms.begin(), terms.end(), terms.begin(), 0.0);
      comparison.number(row(Cost::mean_squared_logarithmic_error).value(output, target),
                        squares / static_cast<double>(terms.size()), place + " corrected");
    }
  }
}

void replay_rates(const Json& file, Comparison& comparison) {
  for (const Json& each : file.at("policies")) {
    const std::string policy = each.at("policy");
    const auto arguments = numbers_in(each.at("args"));
    if (!neataptic_schedule(policy, arguments)) comparison.note("has steps that are no whole iterations, as ours are");
    std::vector<double> rates;
    for (const std::size_t iteration : file.at("iterations"))
      rates.push_back(neataptic_rate(policy, arguments, file.at("base"), iteration));
    comparison.numbers(rates, each.at("values"), policy);
  }
}

}  // namespace

CostFunction neataptic_cost(const std::string& name, Comparison& comparison) {
  const auto found = costs().find(name);
  if (found == costs().end()) throw Error("the cost '", name, "' is unknown");
  if (name != "MSLE") return row(found->second).value;
  comparison.note("pins Neataptic's MSLE, a sum of differences; ours is the mean of their squares");
  return neataptic_msle;
}

std::optional<ScheduleOptions> neataptic_schedule(const std::string& policy, const std::vector<double>& arguments) {
  if (policy == "FIXED") return ScheduleOptions{};
  if (policy == "STEP") {
    const double size = argument(arguments, 1, 100);
    if (size < 1 || size != std::floor(size)) return std::nullopt;
    return ScheduleOptions{
        .kind = Schedule::step, .gamma = argument(arguments, 0, 0.9), .step_size = static_cast<std::size_t>(size)};
  }
  if (policy == "EXP") return ScheduleOptions{.kind = Schedule::exponential, .gamma = argument(arguments, 0, 0.999)};
  if (policy == "INV")
    return ScheduleOptions{
        .kind = Schedule::inverse, .gamma = argument(arguments, 0, 0.001), .power = argument(arguments, 1, 2)};
  throw Error("the rate policy '", policy, "' is unknown");
}

double neataptic_rate(const std::string& policy, const std::vector<double>& arguments, double base,
                      std::size_t iteration) {
  if (const auto schedule = neataptic_schedule(policy, arguments))
    return rate_at(*schedule, base, iteration, iteration + 1);
  return base * std::pow(argument(arguments, 0, 0.9),
                         std::floor(static_cast<double>(iteration) / argument(arguments, 1, 100)));
}

double truthy(const Json& options, const char* name, double otherwise) {
  const auto found = options.find(name);
  if (found == options.end() || !found->is_number() || found->get<double>() == 0) return otherwise;
  return found->get<double>();
}

std::size_t truthy_count(const Json& options, const char* name, std::size_t otherwise) {
  return static_cast<std::size_t>(std::ceil(std::max(truthy(options, name, static_cast<double>(otherwise)), 0.0)));
}

std::string truthy_name(const Json& options, const char* name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found == options.end() || !found->is_string() ? otherwise : found->get<std::string>();
}

bool flag(const Json& options, const char* name) {
  const auto found = options.find(name);
  return found != options.end() && *found != nullptr && *found != false && *found != 0;
}

double defined(const Json& options, const char* name, double otherwise) {
  const auto found = options.find(name);
  if (found == options.end()) return otherwise;
  return found->is_null() ? 0 : number_in(*found);
}

void replay_functions(const Json& file, Comparison& comparison) {
  if (file.contains("x")) return replay_activations(file, comparison);
  if (file.contains("pairs")) return replay_costs(file, comparison);
  if (file.contains("policies")) return replay_rates(file, comparison);
  throw Error("what functions these are is not known");
}

}  // namespace plexus::golden
