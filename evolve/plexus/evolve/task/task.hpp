#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include <plexus/activation/activation.hpp>
#include <plexus/evolve/fitness.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// How many of some starts that evolution did not see a network masters.
struct Generalisation {
  std::size_t mastered = 0;
  std::size_t starts = 0;
};

/// A problem of the literature, with the criterion of its source. All parts are safe to call from several threads.
struct Task {
  Fitness fitness;  ///< with its criterion, see Fitness::solved_when
  /// The test of the source on other starts; empty: it has none. Not part of the evolution.
  std::function<Generalisation(const Network&)> generalise = {};
};

/// One row of the table of tasks.
struct TaskRow {
  std::string_view name;     ///< what the command line says
  std::string_view summary;  ///< one line for people
  std::string_view source;   ///< the publication whose setting and criterion it has
  std::size_t inputs;        ///< of the networks that it takes
  std::size_t outputs;
  bool needs_memory = false;   ///< whether what a network sees tells too little, so that it must remember
  std::string_view game = {};  ///< the game that shows how a network does it; empty: there is none
  Task (*maker)() = nullptr;   ///< nullptr: the task is the mean score of that game, solved at GameRow::solved
  /// The same task for networks that do not see velocities; empty: there is none, or this is one.
  std::string_view without_velocities = {};
  Activation output = Activation::identity;  ///< of networks to start from

  bool has_behaviour = false;  ///< whether evaluations tell Evaluation::behaviour, which novelty search needs

  Task make() const;
};

/// All tasks: those of the table, and one for each game that none of them has, of the game's name, solved when the mean
/// of the confirmed score is GameRow::solved.
std::span<const TaskRow> task_rows();

/// The task of this name; throws Error with the known names when there is none.
const TaskRow& task_named(std::string_view name);

}  // namespace plexus::evolve
