#include "table_job.hpp"

#include <cmath>
#include <numeric>
#include <ostream>
#include <utility>

#include <plexus/core/error.hpp>

#include "text.hpp"

namespace plexus::command {
namespace {

RowSplit split(std::size_t count, std::size_t held_out, std::uint64_t seed) {
  if (held_out > 0) return split_rows(count, held_out, seed);
  RowSplit all{std::vector<std::size_t>(count), {}};
  std::iota(all.training.begin(), all.training.end(), std::size_t{0});
  return all;
}

EncodingOptions encoding_options(const ColumnChoice& choice) {
  EncodingOptions options{choice.target, choice.inputs, choice.ignore, {}};
  if (choice.classify) options.kind = TargetKind::classes;
  if (choice.regress) options.kind = TargetKind::number;
  options.standardise = !choice.raw;
  return options;
}

}  // namespace

void add_column_options(CLI::App& command, ColumnChoice& choice) {
  command.add_option("--target", choice.target, "Column that the network is to answer")->type_name("COLUMN");
  command.add_option("--inputs", choice.inputs, "Columns that it sees (all others, when left out)")
      ->type_name("COLUMN,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--ignore", choice.ignore, "Columns that it does not see")
      ->type_name("COLUMN,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  auto* classify = command.add_flag("--classify", choice.classify, "Every value of the target is the name of a class");
  command.add_flag("--regress", choice.regress, "The target is a number")->excludes(classify);
  command.add_flag("--raw", choice.raw,
                   "Numbers go in and come out as they are, not brought to mean 0 and deviation 1");
}

std::size_t held_out_rows(double hold_out, std::size_t count) {
  const bool share = hold_out < 1;
  const double rows = share ? std::round(hold_out * static_cast<double>(count)) : hold_out;
  if (!(hold_out >= 0) || rows != std::floor(rows))
    throw Error("--hold-out: got ", hold_out,
                "; wanted a share of the rows such as 0.2, or a number of rows such as 60");
  if (hold_out > 0 && (rows < 1 || rows >= static_cast<double>(count)))
    throw Error("--hold-out: ", hold_out, " of ", count_of(count, "row"), " leaves none to ",
                rows < 1 ? "test on" : "learn from");
  return static_cast<std::size_t>(rows);
}

TableJob prepare(const std::string& file, const ColumnChoice& choice, double hold_out, std::uint64_t seed) {
  Table table = read_csv(file);
  if (choice.target.empty())
    throw Error(table.file, ": which column is the network to answer? Say --target COLUMN; the columns are ",
                list_of(table.columns, &Column::name));
  RowSplit rows = split(table.row_count(), held_out_rows(hold_out, table.row_count()), seed);
  Encoding encoding = find_encoding(table, encoding_options(choice), rows.training);
  Dataset training = encode(table, encoding, rows.training);
  std::optional<Dataset> held_out;
  if (!rows.held_out.empty()) held_out = encode(table, encoding, rows.held_out);
  return {std::move(table), std::move(encoding), std::move(rows), std::move(training), std::move(held_out)};
}

void describe(std::ostream& out, const TableJob& job, const ColumnChoice& choice) {
  const TargetColumn& target = job.encoding.target;
  out << job.table.file << ": " << count_of(job.table.row_count(), "row") << "; " << job.rows.training.size()
      << " to learn from, " << job.rows.held_out.size() << " held out to test on\n"
      << "inputs: " << count_of(job.encoding.inputs.size(), "column") << " of numbers ("
      << list_of(job.encoding.inputs, &InputColumn::name) << ")\n";
  if (!target.is_class()) {
    out << "target: " << target.name << ", a number\n";
    return;
  }
  out << "target: " << target.name << ", one of " << target.classes.size() << " classes (" << list_of(target.classes)
      << ")";
  const bool guessed = !choice.classify && target_kind(job.table, job.table.column(target.name)) == TargetKind::classes;
  if (guessed && number_in(target.classes.front()))
    out << "; whole numbers, but few: say --regress if it is a quantity";
  out << '\n';
}

}  // namespace plexus::command
