#include <plexus/evolve/options.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include <plexus/core/findings.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>

namespace plexus::evolve {
namespace {

// Beyond these a run would not end, or not begin.
constexpr std::size_t most_networks = 100'000'000;
constexpr std::size_t most_drawn = 10'000;
constexpr std::size_t most_threads = 1024;

void want_share(Findings& findings, std::string_view name, double value) {
  findings.want(value >= 0 && value <= 1, name, value, "a number in [0, 1]");
}

void want_not_negative(Findings& findings, std::string_view name, double value) {
  findings.want(value >= 0 && std::isfinite(value), name, value, "a finite number of at least 0");
}

void want_positive(Findings& findings, std::string_view name, double value) {
  findings.want(value > 0 && std::isfinite(value), name, value, "a finite number above 0");
}

void want_some(Findings& findings, std::string_view name, std::size_t value, std::size_t most) {
  findings.want(value >= 1 && value <= most, name, value, "1 to " + std::to_string(most));
}

void check_steps(Findings& findings, const std::string& name, const StepOptions& options) {
  want_share(findings, name + ".share", options.share);
  want_not_negative(findings, name + ".step", options.step);
  findings.want(options.finest > 0 && options.finest <= 1, name + ".finest", options.finest, "a number in (0, 1]");
  want_share(findings, name + ".replace", options.replace);
  want_not_negative(findings, name + ".spread", options.spread);
  want_positive(findings, name + ".limit", options.limit);
}

void check_mutation(Findings& findings, const MutationOptions& options) {
  want_share(findings, "mutation.rate", options.rate);
  want_some(findings, "mutation.amount", options.amount, most_drawn);
  double total = 0;
  for (const auto& [mutation, share] : options.kinds) {
    const auto index = static_cast<std::size_t>(mutation);
    const bool known = index < mutation_rows().size();
    findings.want(known, "mutation.kinds", index, "known mutations");
    want_not_negative(findings, "mutation.kinds, the share of " + (known ? std::string(row(mutation).name) : "it"),
                      share);
    total += share;
  }
  findings.want(total > 0, "the sum of mutation.kinds", total, "a number > 0");
  check_steps(findings, "mutation.weights", options.weights);
  check_steps(findings, "mutation.biases", options.biases);
  findings.want(!options.activations.empty(), "mutation.activations", "empty", "at least 1 activation");
  for (const Activation each : options.activations)
    findings.want(static_cast<std::size_t>(each) < activation_rows().size(), "mutation.activations",
                  static_cast<unsigned>(each), "known activations");
}

void check_selection(Findings& findings, const SelectionOptions& options) {
  const auto kind = static_cast<std::size_t>(options.kind);
  findings.want(kind < selection_rows().size(), "selection.kind", kind, "a known selection");
  want_positive(findings, "selection.power", options.power);
  want_some(findings, "selection.size", options.size, most_drawn);
  findings.want(options.probability > 0 && options.probability <= 1, "selection.probability", options.probability,
                "a number in (0, 1]");
}

void check_species(Findings& findings, const SpeciesOptions& options) {
  want_some(findings, "species.target", options.target, most_networks);
  want_positive(findings, "species.threshold", options.threshold);
  findings.want(options.steering >= 0 && options.steering < 1, "species.steering", options.steering,
                "a number in [0, 1)");
  want_not_negative(findings, "species.structure", options.structure);
  want_not_negative(findings, "species.weights", options.weights);
  findings.want(options.survival > 0 && options.survival <= 1, "species.survival", options.survival,
                "a number in (0, 1]");
}

Findings examine(const Options& options) {
  Findings findings;
  want_some(findings, "population", options.population, most_networks);
  want_some(findings, "generations", options.generations, std::numeric_limits<std::size_t>::max());
  findings.want(options.threads <= most_threads, "threads", options.threads, "0 to " + std::to_string(most_threads));
  findings.want(!options.target || !std::isnan(*options.target), "target", "NaN", "a number");
  findings.want(options.goal <= Goal::minimise, "goal", static_cast<unsigned>(options.goal), "maximise or minimise");
  findings.want(options.elitism <= options.population, "elitism", options.elitism, "at most the population");
  want_not_negative(findings, "spread", options.spread);
  want_share(findings, "crossover.share", options.crossover.share);
  want_share(findings, "crossover.between_species", options.crossover.between_species);
  want_share(findings, "crossover.average", options.crossover.average);
  check_mutation(findings, options.mutation);
  check_selection(findings, options.selection);
  check_species(findings, options.species);
  return findings;
}

}  // namespace

std::vector<std::string> check(const Options& options) { return examine(options).all(); }

void require_valid(const Options& options) { examine(options).throw_if_any("options"); }

void require_valid(const MutationOptions& options) {
  Findings findings;
  check_mutation(findings, options);
  findings.throw_if_any("options");
}

}  // namespace plexus::evolve
