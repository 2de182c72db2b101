#include "task_search.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

#include <plexus/save/atomic_file.hpp>

#include "settings/settings.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

// The strategy that somebody names, if anybody does. What is wrong with a file is found when its options are read.
std::optional<evolve::Strategy> named_strategy(const EvolveChoice& choice) {
  if (!choice.breeding.strategy.empty()) return evolve::strategy_named(choice.breeding.strategy);
  if (choice.config.empty()) return {};
  const auto json = nlohmann::json::parse(read_file(choice.config), nullptr, false);
  if (!json.is_object() || !json.contains("strategy")) return {};
  const auto found = std::ranges::find_if(evolve::strategy_rows(),
                                          [&](const evolve::StrategyRow& row) { return json["strategy"] == row.name; });
  return found == evolve::strategy_rows().end() ? std::nullopt : std::optional(found->strategy);
}

// A network of the task whose weights are enough, as far as one is known.
std::optional<Network> start_for_weights(std::string_view task) {
  for (const settings::SettingRow& row : settings::setting_rows()) {
    if (row.task != task) continue;
    const settings::Setting setting = row.make();
    if (moves_weights_alone(setting.options.strategy)) return setting.start;
  }
  return {};
}

}  // namespace

TaskSearch search_for(const evolve::TaskRow& task, const EvolveChoice& choice) {
  const auto strategy = named_strategy(choice);
  if (const auto* row = choice.breeding.neataptic ? nullptr : settings::setting_for(task.name, strategy)) {
    settings::Setting setting = row->make();
    return {row->name, std::move(setting.options), std::move(setting.start)};
  }
  TaskSearch search{choice.breeding.neataptic ? "Neataptic's" : "the usual ones", usual_options(choice), {}};
  search.options.generations = 1000;
  if (task.needs_memory) search.options.mutation.kinds = kinds_with_memory(choice.breeding);
  if (strategy && moves_weights_alone(*strategy)) search.start = start_for_weights(task.name);
  return search;
}

std::string line_of(const TaskSearch& search, const evolve::Options& options) {
  evolve::Options as_known = search.options;
  as_known.seed = options.seed;
  as_known.threads = options.threads;
  std::string line = "search: " + std::string(row(options.strategy).name) + ", " +
                     count_of(options.population, "network") + " in each of at most " +
                     count_of(options.generations, "generation") + "; settings: " + std::string(search.settings);
  if (options != as_known) line += ", changed";
  return line;
}

}  // namespace plexus::command
