#include <plexus/data/table.hpp>

#include <csv.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/data/nearest.hpp>

namespace plexus {
namespace {

// libcsv does not say where it is, so it gets one byte at a time and we count the lines. It reads as RFC 4180 says when
// it is strict and takes no blank for one that may be dropped.
class Reader {
 public:
  explicit Reader(std::string file) {
    table_.file = std::move(file);
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0)
      throw Error(table_.file, ": the CSV reader cannot start");
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { csv_free(&parser_); }

  Table read(std::string_view text) {
    for (const char byte : text) read(byte);
    if (csv_fini(&parser_, on_cell, on_row, this) != 0)
      throw Error(here(cell_line_), ": ", cell(), " opens a quote that is never closed; add the closing quote");
    if (row_ended_) take_row();
    if (table_.columns.empty())
      throw Error(table_.file, ": the file is empty; wanted a line of column names, then rows");
    if (table_.lines.empty()) throw Error(here(row_line_), ": there are column names but no rows below them");
    return std::move(table_);
  }

 private:
  void read(char byte) {
    if (at_row_start_ && byte != '\n' && byte != '\r') {
      row_line_ = cell_line_ = line_;
      at_row_start_ = false;
    }
    if (csv_parse(&parser_, &byte, 1, on_cell, on_row, this) != 1) {
      if (csv_error(&parser_) != CSV_EPARSE) throw Error(here(line_), ": ", csv_strerror(csv_error(&parser_)));
      throw Error(here(line_), ": ", cell(),
                  " has a quote in its middle; put the whole cell in quotes, and write a quote inside as two");
    }
    if (byte == '\r' || (byte == '\n' && !after_return_)) ++line_;
    after_return_ = byte == '\r';
    if (std::exchange(cell_ended_, false)) cell_line_ = line_;
    if (row_ended_) take_row();
  }

  // Called from C, so nothing is checked, and nothing thrown, here.
  static void on_cell(void* text, std::size_t size, void* self) {
    auto& reader = *static_cast<Reader*>(self);
    reader.row_.emplace_back(size == 0 ? "" : static_cast<const char*>(text), size);
    reader.cell_ended_ = true;
  }
  static void on_row(int, void* self) { static_cast<Reader*>(self)->row_ended_ = true; }

  void take_row() {
    if (table_.columns.empty()) {
      take_header();
    } else {
      if (row_.size() != table_.columns.size())
        throw Error(here(row_line_), ": the row has ", count_of(row_.size(), "cell"), ", wanted ",
                    table_.columns.size(), " as in the first line");
      for (std::size_t i = 0; i < row_.size(); ++i) table_.columns[i].cells.push_back(std::move(row_[i]));
      table_.lines.push_back(row_line_);
    }
    row_.clear();
    row_ended_ = false;
    at_row_start_ = true;
  }

  void take_header() {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      if (row_[i].empty()) throw Error(here(row_line_), ": column ", i + 1, " has no name; give it one");
      if (!names.insert(row_[i]).second)
        throw Error(here(row_line_), ": column ", i + 1, " is named '", row_[i],
                    "' like one before it; rename one of them");
    }
    for (const std::string& name : row_) table_.columns.push_back({name, {}});
  }

  std::string here(std::size_t line) const { return table_.file + ":" + std::to_string(line); }

  // The cell that is being read.
  std::string cell() const {
    if (row_.size() < table_.columns.size()) return "column '" + table_.columns[row_.size()].name + "'";
    return "column " + std::to_string(row_.size() + 1);
  }

  csv_parser parser_{};
  Table table_;
  std::vector<std::string> row_;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  std::size_t cell_line_ = 1;
  bool at_row_start_ = true;
  bool after_return_ = false;  // the last byte was CR: an LF now ends the same line
  bool cell_ended_ = false;
  bool row_ended_ = false;
};

}  // namespace

const Column& Table::column(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &Column::name);
  if (found != columns.end()) return *found;
  std::vector<std::string> names;
  for (const Column& each : columns) names.push_back(each.name);
  throw Error(file, ":1: there is no column '", name, "'; ", did_you_mean(name, names));
}

std::string Table::place_of(std::size_t row) const { return file + ":" + std::to_string(lines.at(row)); }

Table parse_csv(std::string_view text, std::string file) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    throw Error(file, ":1: the text is UTF-16; save the file as UTF-8");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Reader(std::move(file)).read(text);
}

Table read_csv(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) throw Error(path.string(), ": is a folder; wanted a CSV file");
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.is_open() || stream.bad())
    throw Error(path.string(), ": cannot be read: ", std::generic_category().message(errno == 0 ? EIO : errno));
  return parse_csv(text, path.string());
}

}  // namespace plexus
