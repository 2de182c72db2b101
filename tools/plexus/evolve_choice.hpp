#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/options.hpp>

#include "breeding_options.hpp"
#include "table_job.hpp"

namespace plexus::command {

/// What the command line of plexus evolve says. What is not said is empty.
struct EvolveChoice {
  std::string what;
  bool no_velocities = false;
  std::vector<std::string> start;  ///< files
  ColumnChoice columns;
  double hold_out = 0.2;
  std::size_t learn = 0;  ///< gradient steps of each network before it is scored
  bool baldwin = false;
  std::string for_a_file;  ///< the first option on the command line that is for a CSV file alone; empty: there is none

  std::string config;
  bool print_config = false;
  std::optional<std::size_t> population, generations, evaluations, patience, threads;
  std::optional<double> seconds;
  double evaluation_seconds = 0;  ///< for each evaluation; 0: any
  std::optional<std::uint64_t> seed;
  BreedingChoice breeding;

  std::string checkpoint;
  evolve::Every every;
  std::string resume;
  std::optional<evolve::State> resumed;  ///< what was read from there
  std::string checksum;                  ///< of the file of data of that run; empty: it has none

  std::string output;      ///< empty: champion.json
  bool elsewhere = false;  ///< whether it was said in this command line, which need not be that of a run that goes on
  std::string csv, jsonl;
  bool quiet = false;
};

void add_evolve_options(CLI::App& command, EvolveChoice& choice);

/// What a search begins with when nothing is known of the problem: 150 networks, 100 generations; or Neataptic's.
evolve::Options usual_options(const EvolveChoice& choice);

/// The options of a run: those suggested, the file of --config, and the command line, each over those before it.
/// Throws Error with all that is wrong with the file, and with the options that come of it.
evolve::Options options_of(const EvolveChoice& choice, evolve::Options suggested);

/// What a checkpoint says for --resume about the problem and the files, as a text. `checksum` is that of the file of
/// data, if there is one.
std::string note_of(const EvolveChoice& choice, const std::string& checksum);

/// Reads the checkpoint of --resume: the problem and the files are those of the run that it is of, unless the command
/// line names others, and so are the options, of which limits and threads may be changed. Throws Error when there is
/// something that it is no checkpoint of, or that cannot be changed.
void read_checkpoint(const CLI::App& command, EvolveChoice& choice);

/// Of the bytes of a file, as a text; those of the run that goes on must be the same, else this throws Error.
std::string checksum_of(const EvolveChoice& choice, const std::string& file);

}  // namespace plexus::command
