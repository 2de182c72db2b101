#pragma once

#include <span>
#include <string_view>

#include "comparison.hpp"

namespace plexus::golden {

/// One row of the table of kinds of golden files: does again what the file says, and compares. Each kind is a file of
/// its own; what the fields mean is told in tests/data/neataptic/README.md.
struct KindRow {
  std::string_view kind;
  void (*replay)(const Json& file, Comparison& comparison);
};

std::span<const KindRow> kind_rows();

/// Replays a file of any kind. Throws Error when its kind is unknown; whatever else is wrong is a mismatch.
Comparison replay(const Json& file);

// The kinds.
void replay_functions(const Json& file, Comparison& comparison);
void replay_graph(const Json& file, Comparison& comparison);
void replay_serialize(const Json& file, Comparison& comparison);
void replay_steps(const Json& file, Comparison& comparison);
void replay_steps_list(const Json& file, Comparison& comparison);
void replay_train(const Json& file, Comparison& comparison);

/// What to note where a file holds slopes of softsign.
inline constexpr auto softsign_note = "pins Neataptic's slope of SOFTSIGN; ours is 1 / (1 + |x|)^2";
void replay_mutate(const Json& file, Comparison& comparison);
void replay_mutate_chain(const Json& file, Comparison& comparison);
void replay_crossover(const Json& file, Comparison& comparison);
void replay_selection(const Json& file, Comparison& comparison);
void replay_neat(const Json& file, Comparison& comparison);
void replay_evolve(const Json& file, Comparison& comparison);
void replay_merge(const Json& file, Comparison& comparison);
void replay_edit(const Json& file, Comparison& comparison);

/// Builds what the `construct` of a file, of any kind, says, and compares.
void replay_construct(const Json& construct, Comparison& comparison);

/// Does the steps of a file on one network, and compares after each.
void run_steps(const Network& network, const Json& steps, Comparison& comparison, const std::string& where);

}  // namespace plexus::golden
