#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/evolve/task/task.hpp>

#include "settings/settings.hpp"

namespace plexus::bench {

/// What somebody else reached, in the words of its source.
struct Published {
  std::string_view system;
  std::string_view solved;          ///< runs that solved it, such as "100 of 100"; empty: not told
  std::string_view evaluations;     ///< mean, if not said otherwise
  std::string_view generalisation;  ///< or the score that is compared
  std::string_view hidden;
  std::string_view source;
};

/// One row of the table: a task, searched in one way, beside what was published.
struct ScienceRow {
  std::string_view name;    ///< what --task says
  std::string_view task;    ///< of the table of tasks
  std::string_view method;  ///< in a word or two
  std::size_t seeds;        ///< that the row is quoted over: 1 to this
  settings::Setting (*setting)();
  std::vector<Published> published;
  bool quotes_score = false;  ///< what counts is the score in fresh episodes, not the evaluations
  /// The confirmed score that ends a run, when the row asks for more than the task does; none: what solves the task.
  std::optional<double> bar = {};
  bool goes_on = false;  ///< a run that solves the task goes on until its generations are used up
};

/// All rows.
std::span<const ScienceRow> science_rows();

/// The rows of these names, each once; all when there are none. Throws Error for an unknown one.
std::vector<const ScienceRow*> science_rows_named(std::span<const std::string> names);

/// What came of one seed.
struct Run {
  std::uint64_t seed = 0;
  bool solved = false;
  std::size_t evaluations = 0;  ///< of the fitness
  std::size_t generations = 0;
  std::size_t hidden = 0;  ///< units of the best network
  std::size_t connections = 0;
  std::optional<double> generalisation;  ///< starts that the best network masters
  double score = 0;                      ///< of a game: the mean of 100 fresh episodes; else that of the evaluation
  double seconds = 0;                    ///< of one core, without the generalisation and the fresh episodes
};

/// Runs one seed on one thread.
Run run_once(const ScienceRow& row, std::uint64_t seed);

struct ScienceOptions {
  std::uint64_t first_seed = 1;
  std::optional<std::uint64_t> last_seed = {};  ///< none: what the row is quoted over
  std::size_t threads = 0;                      ///< seeds at a time; 0: one for each core
  std::function<bool()> stop = {};              ///< asked before each seed; whether to end with what there is
  /// Told of each run in the order of the seeds, as soon as it and all before it are done; not from two threads at
  /// once.
  std::function<void(const Run&)> on_run = {};
};

/// The runs of a row over the seeds, in their order. What is going on is told to `log`.
std::vector<Run> run_all(const ScienceRow& row, const ScienceOptions& options, std::ostream& log);

/// What many runs came to. Numbers of evaluations, hidden units and seconds are those of the runs that solved it.
struct ScienceSummary {
  std::size_t runs = 0, solved = 0;
  double mean = 0, median = 0, deviation = 0, most = 0;  ///< evaluations; the deviation is that of a sample
  std::optional<double> generalisation;                  ///< mean
  double hidden = 0, score = 0, seconds = 0;             ///< means; the score is that of all runs
};
ScienceSummary summary_of(std::span<const Run> runs);

/// A line of the table in Markdown for our runs, and one for each published result; with the head of the table before.
void print_head(std::ostream& out);
void print(std::ostream& out, const ScienceRow& row, const ScienceSummary& summary);

/// task,method,seed,solved,evaluations,generations,hidden,connections,generalisation,score,seconds
std::string csv_head();
std::string csv_of(const ScienceRow& row, std::span<const Run> runs);

}  // namespace plexus::bench
