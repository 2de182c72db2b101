#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <plexus/evolve/options.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/network/network.hpp>

#include "evolve_choice.hpp"

namespace plexus::command {

/// How a task is searched, but for what is said of single options.
struct TaskSearch {
  std::string_view settings;     ///< their name, for people (see settings.hpp)
  evolve::Options options;       ///< what --config and the command line change
  std::optional<Network> start;  ///< empty: the usual one
};

/// The settings that are known to solve the task, by the strategy that the command line or the file of --config names,
/// if there is one; the usual ones when there are none, and Neataptic's when these are asked for. A strategy that moves
/// weights alone begins with a network that is known to have enough of them.
TaskSearch search_for(const evolve::TaskRow& task, const EvolveChoice& choice);

/// One line: "search: cma-es, 13 networks in each of at most 10000 generations; settings: double-pole-hidden".
/// `options` are those of the run.
std::string line_of(const TaskSearch& search, const evolve::Options& options);

}  // namespace plexus::command
