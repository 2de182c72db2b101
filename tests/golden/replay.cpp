#include "replay.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <string>

#include <plexus/core/error.hpp>

namespace plexus::golden {
namespace {

constexpr auto rows = std::to_array<KindRow>({
    {"functions", replay_functions},
    {"graph", replay_graph},
    {"serialize", replay_serialize},
    {"steps", replay_steps},
    {"steps-list", replay_steps_list},
    {"train", replay_train},
    {"mutate", replay_mutate},
    {"mutate-chain", replay_mutate_chain},
    {"crossover", replay_crossover},
    {"selection", replay_selection},
    {"neat", replay_neat},
    {"evolve", replay_evolve},
    {"merge", replay_merge},
    {"edit", replay_edit},
});

}  // namespace

std::span<const KindRow> kind_rows() { return rows; }

Comparison replay(const Json& file) {
  const std::string kind = file.at("kind");
  const auto row = std::ranges::find(rows, kind, &KindRow::kind);
  if (row == rows.end()) throw Error("the kind '", kind, "' is unknown");
  Comparison comparison(file.at("tolerance"));
  try {
    row->replay(file, comparison);
    if (file.contains("construct")) replay_construct(file.at("construct"), comparison);
  } catch (const std::exception& error) {
    comparison.holds(false, std::string("it ended with: ") + error.what());
  }
  return comparison;
}

}  // namespace plexus::golden
