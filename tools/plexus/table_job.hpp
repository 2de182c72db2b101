#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <plexus/data/encoding.hpp>
#include <plexus/data/split.hpp>
#include <plexus/data/table.hpp>

namespace plexus::command {

/// What a person says about the columns and rows of a CSV file.
struct ColumnChoice {
  std::string target;
  std::vector<std::string> inputs;
  std::vector<std::string> ignore;
  bool classify = false;
  bool regress = false;
  bool raw = false;
};

/// Adds --target, --inputs, --ignore, --classify, --regress and --raw.
void add_column_options(CLI::App& command, ColumnChoice& choice);

inline constexpr const char* hold_out_help =
    "Rows to test on and not to learn from: a share such as 0.2, a number such as 60, or 0 [0.2; for a series of 300 "
    "or "
    "more rows 60, the last ones]";

/// How many of `count` rows --hold-out asks for: a share below 1, or a number of rows. Throws Error when none would be
/// left.
std::size_t held_out_rows(double hold_out, std::size_t count);

/// A CSV file, ready to be learned.
struct TableJob {
  Table table;
  Encoding encoding;
  RowSplit rows;
  Dataset training;
  std::optional<Dataset> held_out;  ///< none when --hold-out is 0
};

/// Reads a CSV file, and holds out rows at random as a function of the seed.
TableJob prepare(const std::string& file, const ColumnChoice& choice, double hold_out, std::uint64_t seed);

/// Says in a few lines what is learned from what.
void describe(std::ostream& out, const TableJob& job, const ColumnChoice& choice);

}  // namespace plexus::command
