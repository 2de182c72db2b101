#pragma once

#include <plexus/evolve/checkpoint_fields.hpp>
#include <plexus/evolve/state.hpp>

// What the state of a saved population consists of beside its options. For the .cpp files of Plexus.

namespace plexus::evolve {

template <class Archive>
void serialize(Archive& archive, Species& species) {
  field(archive, "id", species.id);
  field(archive, "representative", species.representative);
  field(archive, "born", species.born);
  field(archive, "best_score", species.best_score, Numbers::any);
  field(archive, "improved", species.improved);
  field(archive, "size", species.size);
}

template <class Archive>
void serialize(Archive& archive, Champion& champion) {
  field(archive, "network", champion.network);
  field(archive, "score", champion.score, Numbers::any);
  field(archive, "generation", champion.generation);
}

template <class Archive>
void serialize(Archive& archive, Record& record) {
  field(archive, "generation", record.generation);
  field(archive, "best", record.best, Numbers::any);
  field(archive, "mean", record.mean, Numbers::any);
  field(archive, "worst", record.worst, Numbers::any);
  field(archive, "champion", record.champion, Numbers::any);
  field(archive, "species", record.species);
  field(archive, "hidden", record.hidden);
  field(archive, "connections", record.connections);
  field(archive, "gates", record.gates);
  field(archive, "evaluations", record.evaluations);
}

template <class Archive>
void serialize(Archive& archive, Memory& memory) {
  field(archive, "name", memory.name);
  field(archive, "numbers", memory.numbers, Numbers::any);
}

template <class Archive>
void serialize(Archive& archive, State& state) {
  const std::uint32_t version = format_version(archive, 3);
  field(archive, "options", state.options);
  field(archive, "generation", state.generation);
  field(archive, "networks", state.networks);
  field(archive, "species", state.species);
  field(archive, "threshold", state.threshold);
  field(archive, "species_seen", state.species_seen);
  field(archive, "champion", state.champion);
  field(archive, "history", state.history);
  if (version >= 2) field(archive, "starts", state.starts);
  if (version < 3) return;
  field(archive, "memory", state.memory);
  field(archive, "kept", state.kept);
  bool solved = state.champion && state.champion->solved;
  field(archive, "solved", solved);
  field(archive, "note", state.note);
  if (state.champion) state.champion->solved = solved;
}

}  // namespace plexus::evolve

namespace plexus {

template <>
struct Blank<evolve::Species> {
  static evolve::Species make() { return {.representative = blank_network()}; }
};
template <>
struct Blank<evolve::Champion> {
  static evolve::Champion make() { return {.network = blank_network()}; }
};

}  // namespace plexus
