#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include <plexus/evolve/crossover/crossover_rows.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/select.hpp>
#include <plexus/evolve/speciate/speciation_rows.hpp>
#include <plexus/save/cereal.hpp>

// What saved options consist of, field by field (see plexus/save/field.hpp). For the .cpp files of Plexus; it brings
// Cereal with it.

namespace plexus::evolve {

std::span<const std::string_view> saved_names(Goal);
std::span<const std::string_view> saved_names(Mutation);
std::span<const std::string_view> saved_names(Distribution);
std::span<const std::string_view> saved_names(Selection);
std::span<const std::string_view> saved_names(Crossover);
std::span<const std::string_view> saved_names(Strategy);
std::span<const std::string_view> saved_names(Admission);
std::span<const std::string_view> saved_names(Restart);
std::span<const std::string_view> saved_names(Ascent);
std::span<const std::string_view> saved_names(Speciation);
std::span<const std::string_view> saved_names(Sharing);
std::span<const std::string_view> saved_names(Ceiling);
std::span<const std::string_view> saved_names(Replacement);

/// Options as a format version of theirs has them.
template <class T>
struct InVersion {
  T& options;
  std::uint32_t version;
};

template <class Archive>
void serialize(Archive& archive, Range& range) {
  field(archive, "low", range.low);
  field(archive, "high", range.high);
}

template <class Archive>
void serialize(Archive& archive, InVersion<StepOptions>& in) {
  auto& [options, version] = in;
  field(archive, "share", options.share);
  field(archive, "step", options.step);
  field(archive, "finest", options.finest);
  field(archive, "replace", options.replace);
  field(archive, "spread", options.spread);
  field(archive, "limit", options.limit);
  if (version < 2) return;
  field(archive, "even_step", options.even_step);
  field(archive, "even_new", options.even_new);
  if (version < 3) return;
  field(archive, "sparsest", options.sparsest);
  field(archive, "distribution", options.distribution);
}

template <class Archive>
void serialize(Archive& archive, MutationShare& kind) {
  field(archive, "mutation", kind.mutation);
  field(archive, "share", kind.share);
}

template <class Archive>
void serialize(Archive& archive, Limits& limits) {
  field(archive, "max_units", limits.max_units);
  field(archive, "max_connections", limits.max_connections);
  field(archive, "max_gates", limits.max_gates);
}

template <class Archive>
void serialize(Archive& archive, InVersion<MutationOptions>& in) {
  auto& [options, version] = in;
  field(archive, "rate", options.rate);
  field(archive, "amount", options.amount);
  field(archive, "kinds", options.kinds);
  field(archive, "weights", InVersion<StepOptions>{options.weights, version});
  field(archive, "biases", InVersion<StepOptions>{options.biases, version});
  field(archive, "activations", options.activations);
  field(archive, "identity_nodes", options.identity_nodes);
  field(archive, "change_outputs", options.change_outputs);
  field(archive, "limits", options.limits);
  if (version < 2) return;
  field(archive, "change_fixed", options.change_fixed);
  field(archive, "keep_function", options.keep_function);
  field(archive, "keep_gates", options.keep_gates);
  field(archive, "self_weight", options.self_weight);
  field(archive, "neataptic_draws", options.neataptic_draws);
  if (version >= 3) field(archive, "independent", options.independent);
  if (version >= 4) field(archive, "keep_disabled", options.keep_disabled);
}

template <class Archive>
void serialize(Archive& archive, InVersion<SelectionOptions>& in) {
  auto& [options, version] = in;
  field(archive, "kind", options.kind);
  field(archive, "power", options.power);
  field(archive, "size", options.size);
  field(archive, "probability", options.probability);
  if (version >= 2) field(archive, "neataptic_draws", options.neataptic_draws);
}

template <class Archive>
void serialize(Archive& archive, CrossoverShare& kind) {
  field(archive, "crossover", kind.crossover);
  field(archive, "share", kind.share);
}

template <class Archive>
void two_points_field(Archive& archive, std::array<double, 2>& points) {
  field(archive, "two_points_first", points[0]);
  field(archive, "two_points_second", points[1]);
}

template <class Archive>
void serialize(Archive& archive, InVersion<CrossoverOptions>& in) {
  auto& [options, version] = in;
  field(archive, "share", options.share);
  field(archive, "between_species", options.between_species);
  if (version < 2) {
    double average = 0;  // a probability; else it was uniform
    field(archive, "average", average);
    if (average != 0) options.kinds = {{Crossover::average, average}, {Crossover::uniform, 1 - average}};
  }
  field(archive, "unite", options.unite);
  if (version < 2) return;
  field(archive, "with_itself", options.with_itself);
  field(archive, "kinds", options.kinds);
  field(archive, "single_point", options.single_point);
  two_points_field(archive, options.two_points);
  field(archive, "equal", options.equal);
  if (version >= 4) field(archive, "disabled", options.disabled);
}

template <class Archive>
void serialize(Archive& archive, InVersion<SpeciesOptions>& in) {
  auto& [options, version] = in;
  field(archive, "enabled", options.enabled);
  field(archive, "target", options.target);
  field(archive, "threshold", options.threshold);
  field(archive, "steering", options.steering);
  field(archive, "structure", options.structure);
  field(archive, "weights", options.weights);
  field(archive, "stagnation", options.stagnation);
  field(archive, "survival", options.survival);
  field(archive, "elite_size", options.elite_size);
  if (version < 4) return;
  field(archive, "kind", options.kind);
  field(archive, "small_genomes", options.small_genomes);
  field(archive, "sharing", options.sharing);
}

template <class Archive>
void serialize(Archive& archive, PhaseOptions& options) {
  field(archive, "ceiling", options.ceiling);
  field(archive, "connections", options.connections);
  field(archive, "simplification", options.simplification);
  field(archive, "simplifying", options.simplifying);
}

template <class Archive>
void serialize(Archive& archive, SteadyStateOptions& options) {
  field(archive, "window", options.window);
  field(archive, "replacement", options.replacement);
  field(archive, "tournament", options.tournament);
}

template <class Archive>
void serialize(Archive& archive, NoveltyOptions& options) {
  field(archive, "neighbours", options.neighbours);
  field(archive, "admission", options.admission);
  field(archive, "threshold", options.threshold);
  field(archive, "floor", options.floor);
  field(archive, "chance", options.chance);
  field(archive, "limit", options.limit);
  field(archive, "score", options.score);
}

template <class Archive>
void serialize(Archive& archive, CmaEsOptions& options) {
  field(archive, "sigma", options.sigma);
  field(archive, "active", options.active);
  field(archive, "mean", options.mean);
  field(archive, "restart", options.restart);
  field(archive, "doublings", options.doublings);
  field(archive, "longest", options.longest);
  field(archive, "tol_x", options.tol_x);
  field(archive, "tol_fun", options.tol_fun);
}

template <class Archive>
void serialize(Archive& archive, PgpeOptions& options) {
  field(archive, "sigma", options.sigma);
  field(archive, "rate", options.rate);
  field(archive, "max_speed", options.max_speed);
  field(archive, "momentum", options.momentum);
  field(archive, "sigma_rate", options.sigma_rate);
  field(archive, "max_change", options.max_change);
  field(archive, "ranking", options.ranking);
  field(archive, "ascent", options.ascent);
}

template <class Archive>
void serialize(Archive& archive, CosyneOptions& options) {
  field(archive, "range", options.range);
  field(archive, "parents", options.parents);
  field(archive, "offspring", options.offspring);
  field(archive, "mutation", options.mutation);
  field(archive, "scale", options.scale);
  field(archive, "permute_all", options.permute_all);
}

template <class Archive>
void serialize(Archive& archive, Options& options) {
  const std::uint32_t version = format_version(archive, 4);
  field(archive, "population", options.population);
  field(archive, "generations", options.generations);
  field(archive, "target", options.target, Numbers::any);
  field(archive, "seed", options.seed);
  field(archive, "threads", options.threads);
  field(archive, "goal", options.goal);
  field(archive, "elitism", options.elitism);
  field(archive, "spread", options.spread);
  field(archive, "crossover", InVersion<CrossoverOptions>{options.crossover, version});
  field(archive, "mutation", InVersion<MutationOptions>{options.mutation, version});
  field(archive, "selection", InVersion<SelectionOptions>{options.selection, version});
  field(archive, "species", InVersion<SpeciesOptions>{options.species, version});
  if (version >= 2) field(archive, "provenance", options.provenance);
  if (version < 4) return;
  field(archive, "evaluations", options.evaluations);
  field(archive, "patience", options.patience);
  field(archive, "seconds", options.seconds);
  field(archive, "strategy", options.strategy);
  field(archive, "inherit_learned", options.inherit_learned);
  field(archive, "novelty", options.novelty);
  field(archive, "cma_es", options.cma_es);
  field(archive, "pgpe", options.pgpe);
  field(archive, "cosyne", options.cosyne);
  field(archive, "phases", options.phases);
  field(archive, "steady_state", options.steady_state);
}

}  // namespace plexus::evolve
