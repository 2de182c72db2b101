#include <plexus/data/encoding.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

constexpr std::size_t most_whole_classes = 20;

std::vector<std::size_t> all_rows(const Table& table) {
  std::vector<std::size_t> rows(table.row_count());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

bool is_whole(double number) { return number == std::floor(number) && std::abs(number) < 1e15; }

std::size_t number_count(const Column& column) {
  return static_cast<std::size_t>(
      std::ranges::count_if(column.cells, [](const auto& cell) { return number_in(cell).has_value(); }));
}

void refuse_empty_cells(const Table& table, const Column& column) {
  for (std::size_t row = 0; row < table.row_count(); ++row)
    if (column.cells[row].empty())
      throw Error(table.place_of(row), ": column '", column.name, "' is empty; fill it in or remove the row");
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : std::string(separator)) + name;
  return text;
}

std::vector<std::string> classes_of(const Table& table, const Column& column) {
  refuse_empty_cells(table, column);
  const std::set<std::string> different(column.cells.begin(), column.cells.end());
  std::vector<std::string> classes(different.begin(), different.end());
  if (number_count(column) == table.row_count())
    std::ranges::stable_sort(classes, {}, [](const std::string& name) { return *number_in(name); });
  if (classes.size() < 2)
    throw Error(table.place_of(0), ": column '", column.name, "' has one class only, '", classes.front(),
                "'; a target needs at least 2");
  return classes;
}

// The columns to be inputs, in the order of the table.
std::vector<const Column*> input_columns(const Table& table, const EncodingOptions& options) {
  for (const std::vector<std::string>& names : {options.inputs, options.ignore})
    for (const std::string& name : names) table.column(name);
  const auto named = [](const std::vector<std::string>& names, const Column& column) {
    return std::ranges::find(names, column.name) != names.end();
  };
  if (std::ranges::find(options.inputs, options.target) != options.inputs.end())
    throw Error(table.file, ":1: column '", options.target, "' is the target and cannot be an input too");
  if (std::ranges::find(options.ignore, options.target) != options.ignore.end())
    throw Error(table.file, ":1: column '", options.target, "' is the target and cannot be ignored");
  std::vector<const Column*> columns;
  for (const Column& column : table.columns)
    if (column.name != options.target && (options.inputs.empty() || named(options.inputs, column)) &&
        !named(options.ignore, column))
      columns.push_back(&column);
  if (columns.empty())
    throw Error(table.file, ":1: no column is left to be an input; the target is '", options.target, "'");
  return columns;
}

// All columns of text at once: nobody wants to hear of them one by one.
void refuse_text(const Table& table, const std::vector<const Column*>& columns) {
  std::vector<std::string> names;
  const Column* first = nullptr;
  for (const Column* column : columns) {
    if (2 * number_count(*column) >= table.row_count()) continue;
    if (first == nullptr) first = column;
    names.push_back(column->name);
  }
  if (first == nullptr) return;
  throw Error(table.place_of(0), ": column '", first->name, "' has text ('", first->cells.front(),
              "'), but inputs must be numbers; leave it out with --ignore ", joined(names, ","));
}

}  // namespace

TargetKind target_kind(const Table& table, const Column& column) {
  refuse_empty_cells(table, column);
  const std::size_t numbers = number_count(column);
  if (numbers == 0) return TargetKind::classes;
  if (numbers < table.row_count()) {
    const bool mostly = 2 * numbers >= table.row_count();  // numbers; then text is the odd one
    std::size_t odd = 0;
    while (number_in(column.cells[odd]).has_value() == mostly) ++odd;
    throw Error(table.place_of(odd), ": column '", column.name, "' has '", column.cells[odd],
                "' where other rows have ", mostly ? "numbers" : "text",
                "; correct it, or say --classify when every value is the name of a class");
  }
  std::set<double> different;
  for (const std::string& cell : column.cells) different.insert(*number_in(cell));
  const bool few = different.size() <= most_whole_classes && 2 * different.size() <= table.row_count();
  return few && std::ranges::all_of(different, is_whole) ? TargetKind::classes : TargetKind::number;
}

Encoding find_encoding(const Table& table, const EncodingOptions& options, std::span<const std::size_t> training_rows) {
  const Column& target = table.column(options.target);
  const std::vector<const Column*> inputs = input_columns(table, options);
  refuse_text(table, inputs);

  const auto scale = [&](const Column& column) {
    return options.standardise ? scale_of(numbers_in(table, column, training_rows)) : Scale{};
  };
  Encoding encoding;
  for (const Column* column : inputs) {
    // Every cell must be a number, also in rows that are held out.
    numbers_in(table, *column, ", or leave the column out (--ignore " + column->name + ")");
    encoding.inputs.push_back({column->name, scale(*column)});
  }
  encoding.target.name = target.name;
  if ((options.kind ? *options.kind : target_kind(table, target)) == TargetKind::classes) {
    encoding.target.classes = classes_of(table, target);
  } else {
    numbers_in(table, target);
    encoding.target.scale = scale(target);
  }
  return encoding;
}

Dataset encode(const Table& table, const Encoding& encoding) { return encode(table, encoding, all_rows(table)); }

Dataset encode(const Table& table, const Encoding& encoding, std::span<const std::size_t> rows) {
  std::vector<std::vector<double>> inputs;
  for (const InputColumn& input : encoding.inputs) {
    inputs.push_back(numbers_in(table, table.column(input.name), rows));
    for (double& number : inputs.back()) number = input.scale.scale(number);
  }
  const TargetColumn& target = encoding.target;
  const Column& column = table.column(target.name);
  const std::vector<double> numbers = target.is_class() ? std::vector<double>{} : numbers_in(table, column, rows);

  Dataset data(encoding.input_count(), encoding.output_count());
  std::vector<double> input(encoding.input_count()), wanted(encoding.output_count());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < inputs.size(); ++j) input[j] = inputs[j][i];
    if (target.is_class()) {
      const std::string& cell = column.cells[rows[i]];
      const auto found = std::ranges::find(target.classes, cell);
      if (found == target.classes.end())
        throw Error(table.place_of(rows[i]), ": column '", column.name, "' has the class '", cell,
                    "', but the network knows ", joined(target.classes, ", "));
      std::ranges::fill(wanted, 0.0);
      wanted[static_cast<std::size_t>(found - target.classes.begin())] = 1;
    } else {
      wanted[0] = target.scale.scale(numbers[i]);
    }
    data.add(input, wanted);
  }
  return data;
}

std::size_t class_of(std::span<const double> output) {
  return static_cast<std::size_t>(std::ranges::max_element(output) - output.begin());
}

}  // namespace plexus
