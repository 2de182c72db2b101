#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plexus {

/// One column of a table: its name and a cell of text for each row.
struct Column {
  std::string name;
  std::vector<std::string> cells;
};

/// A CSV file as it is: columns of text, each with a name of its own and as many cells as the others.
struct Table {
  std::string file;                ///< for messages
  std::vector<Column> columns;     ///< at least one
  std::vector<std::size_t> lines;  ///< of the file, counted from 1, on which each row starts

  std::size_t row_count() const noexcept { return lines.size(); }

  /// The column of this name. Throws Error, with the nearest name, when there is none.
  const Column& column(std::string_view name) const;

  /// Where a row stands, for messages: "iris.csv:12".
  std::string place_of(std::size_t row) const;
};

/// Reads a CSV file: comma-separated, as RFC 4180 says, the first line with the names of the columns. A byte order mark
/// is skipped, and so are empty lines; lines end in LF, CRLF or CR.
///
/// Throws Error with file and line for a file that cannot be read or is empty, column names that are missing or used
/// twice, a header without rows, a row with another number of cells than the header, and quotes that do not match.
Table read_csv(const std::filesystem::path& path);

/// The same from memory; `file` is the name for messages.
Table parse_csv(std::string_view text, std::string file);

}  // namespace plexus
