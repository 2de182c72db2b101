#include <plexus/evolve/options.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/findings.hpp>
#include <plexus/core/table.hpp>
#include <plexus/evolve/crossover/crossover_rows.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/option_ranges.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>

namespace plexus::evolve {
namespace {

// Beyond these a run would not end, or not begin.
constexpr std::size_t most_drawn = 10'000;
constexpr std::size_t most_threads = 1024;

void check_range(Findings& findings, const std::string& name, const std::optional<Range>& range) {
  if (!range) return;
  findings.want(range->high >= range->low && std::isfinite(range->high - range->low), name + ".high", range->high,
                "a finite number of at least the low, " + std::to_string(range->low));
}

void check_steps(Findings& findings, const std::string& name, const StepOptions& options) {
  want_share(findings, name + ".share", options.share);
  want_share(findings, name + ".sparsest", options.sparsest);
  want_not_negative(findings, name + ".step", options.step);
  findings.want(options.finest > 0 && options.finest <= 1, name + ".finest", options.finest, "a number in (0, 1]");
  want_share(findings, name + ".replace", options.replace);
  want_not_negative(findings, name + ".spread", options.spread);
  findings.want(options.limit > 0 && std::isfinite(options.limit), name + ".limit", options.limit,
                "a finite number above 0");
  check_range(findings, name + ".even_step", options.even_step);
  check_range(findings, name + ".even_new", options.even_new);
  findings.want(options.distribution <= Distribution::uniform, name + ".distribution",
                static_cast<unsigned>(options.distribution), "normal or uniform");
}

// Checks the shares of `kinds`, which are rows of a table and have this name.
template <class Share, class Kind, class Rows>
void check_shares(Findings& findings, const std::string& name, const std::vector<Share>& kinds, Kind Share::*kind,
                  const Rows& rows) {
  double total = 0;
  for (const Share& each : kinds) {
    const auto index = static_cast<std::size_t>(each.*kind);
    const bool known = index < rows.size();
    findings.want(known, name, index, "known ones");
    want_not_negative(findings, name + ", the share of " + (known ? std::string(rows[index].name) : "it"), each.share);
    total += each.share;
  }
  findings.want(total > 0, "the sum of " + name, total, "a number > 0");
}

void check_mutation_kinds(Findings& findings, const std::string& name, const std::vector<MutationShare>& kinds,
                          bool independent) {
  check_shares(findings, name, kinds, &MutationShare::mutation, mutation_rows());
  if (!independent) return;
  for (const MutationShare& each : kinds)
    findings.want(!(each.share > 1), name + ", a share of mutations that are independent", each.share,
                  "a number in [0, 1]");
}

void check_mutation(Findings& findings, const MutationOptions& options) {
  want_share(findings, "mutation.rate", options.rate);
  want_some(findings, "mutation.amount", options.amount, most_drawn);
  check_mutation_kinds(findings, "mutation.kinds", options.kinds, options.independent);
  check_steps(findings, "mutation.weights", options.weights);
  check_steps(findings, "mutation.biases", options.biases);
  findings.want(!options.activations.empty(), "mutation.activations", "empty", "at least 1 activation");
  for (const Activation each : options.activations)
    findings.want(static_cast<std::size_t>(each) < activation_rows().size(), "mutation.activations",
                  static_cast<unsigned>(each), "known activations");
  findings.want(!options.self_weight || std::isfinite(*options.self_weight), "mutation.self_weight",
                options.self_weight.value_or(0), "a finite number");
}

void check_crossover(Findings& findings, const CrossoverOptions& options) {
  want_share(findings, "crossover.share", options.share);
  want_share(findings, "crossover.between_species", options.between_species);
  check_shares(findings, "crossover.kinds", options.kinds, &CrossoverShare::crossover, crossover_rows());
  want_share(findings, "crossover.disabled", options.disabled);
  want_share(findings, "crossover.single_point", options.single_point);
  want_share(findings, "crossover.two_points[0]", options.two_points[0]);
  want_share(findings, "crossover.two_points[1]", options.two_points[1]);
  findings.want(!(options.two_points[0] > options.two_points[1]), "crossover.two_points[0]", options.two_points[0],
                "at most two_points[1]");
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
  const auto kind = static_cast<std::size_t>(options.kind);
  findings.want(kind < speciation_rows().size(), "species.kind", kind, names_of(speciation_rows()));
  findings.want(options.sharing <= Sharing::fitness, "species.sharing", static_cast<unsigned>(options.sharing),
                "rank or fitness");
  want_some(findings, "species.target", options.target, most_networks);
  want_positive(findings, "species.threshold", options.threshold);
  findings.want(options.steering >= 0 && options.steering < 1, "species.steering", options.steering,
                "a number in [0, 1)");
  want_not_negative(findings, "species.structure", options.structure);
  want_not_negative(findings, "species.weights", options.weights);
  findings.want(options.survival > 0 && options.survival <= 1, "species.survival", options.survival,
                "a number in (0, 1]");
}

void check_phases(Findings& findings, const PhaseOptions& options, bool independent) {
  findings.want(options.ceiling <= Ceiling::relative, "phases.ceiling", static_cast<unsigned>(options.ceiling),
                "none, absolute or relative");
  want_positive(findings, "phases.connections", options.connections);
  want_some(findings, "phases.simplification", options.simplification, most_drawn);
  check_mutation_kinds(findings, "phases.simplifying", options.simplifying, independent);
}

Findings examine(const Options& options) {
  Findings findings;
  const auto strategy = static_cast<std::size_t>(options.strategy);
  findings.want(strategy < strategy_rows().size(), "strategy", strategy, "a known strategy");
  want_some(findings, "population", options.population, most_networks);
  want_some(findings, "generations", options.generations, std::numeric_limits<std::size_t>::max());
  for (const StrategyRow& each : strategy_rows())
    if (each.check_options != nullptr) each.check_options(options, findings);
  findings.want(options.threads <= most_threads, "threads", options.threads, "0 to " + std::to_string(most_threads));
  findings.want(!options.target || !std::isnan(*options.target), "target", "NaN", "a number");
  want_not_negative(findings, "seconds", options.seconds);
  findings.want(options.goal <= Goal::minimise, "goal", static_cast<unsigned>(options.goal), "maximise or minimise");
  want_not_negative(findings, "spread", options.spread);
  check_crossover(findings, options.crossover);
  check_mutation(findings, options.mutation);
  check_selection(findings, options.selection);
  check_species(findings, options.species);
  check_phases(findings, options.phases, options.mutation.independent);
  return findings;
}

}  // namespace

std::vector<std::string> check(const Options& options) { return examine(options).all(); }

void require_valid(const Options& options) { examine(options).throw_if_any("options"); }

void require_valid(const CrossoverOptions& options) {
  Findings findings;
  check_crossover(findings, options);
  findings.throw_if_any("options");
}

void require_valid(const MutationOptions& options) {
  Findings findings;
  check_mutation(findings, options);
  findings.throw_if_any("options");
}

}  // namespace plexus::evolve
