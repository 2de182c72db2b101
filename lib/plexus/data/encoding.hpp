#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/data/number.hpp>
#include <plexus/data/table.hpp>
#include <plexus/train/dataset.hpp>

namespace plexus {

/// A column of numbers that goes into a network, standardised.
struct InputColumn {
  std::string name;
  Scale scale;

  friend bool operator==(const InputColumn&, const InputColumn&) = default;
};

/// The column that a network is to answer: one of several classes (an output for each, 1 for the right one and 0 for
/// the others), or, when there are no classes, a standardised number.
struct TargetColumn {
  std::string name;
  std::vector<std::string> classes;  ///< sorted, whole numbers by value
  Scale scale;                       ///< of a number

  bool is_class() const noexcept { return !classes.empty(); }
  friend bool operator==(const TargetColumn&, const TargetColumn&) = default;
};

/// How the rows of a table become the inputs and targets of a network, and its outputs an answer. Plain data, saved
/// with the network, so that a new file is encoded as the training data was.
struct Encoding {
  std::vector<InputColumn> inputs;
  TargetColumn target;

  std::size_t input_count() const noexcept { return inputs.size(); }
  std::size_t output_count() const noexcept { return target.is_class() ? target.classes.size() : 1; }
  friend bool operator==(const Encoding&, const Encoding&) = default;
};

/// Whether a target is one of several classes or a number.
enum class TargetKind : std::uint8_t { classes, number };

struct EncodingOptions {
  std::string target;
  std::vector<std::string> inputs = {};  ///< names of columns; none: all but the target
  std::vector<std::string> ignore = {};  ///< names of columns to leave out of the inputs
  std::optional<TargetKind> kind = {};   ///< none: as target_kind says
  bool standardise = true;               ///< else numbers go in and come out as they are
};

/// What a column is when nobody says it: classes when its cells are text, or whole numbers of which there are at most
/// 20 different ones, each twice or more on average; else numbers. Throws Error when some cells are text and others
/// numbers.
TargetKind target_kind(const Table& table, const Column& column);

/// Finds the encoding of a table. Means and deviations are those of `training_rows` alone, so that held-out rows stay
/// unseen; the classes are those of all rows. Throws Error with file, line and column for an unknown column, inputs
/// that are not numbers, and a target that has a single class.
Encoding find_encoding(const Table& table, const EncodingOptions& options, std::span<const std::size_t> training_rows);

/// The rows of a table, all or these, as samples. Throws Error with file, line and column for a missing column, text
/// where a number is wanted, and a class that the encoding does not know.
Dataset encode(const Table& table, const Encoding& encoding);
Dataset encode(const Table& table, const Encoding& encoding, std::span<const std::size_t> rows);

/// The class that outputs or targets stand for, the largest: a position in `classes`.
std::size_t class_of(std::span<const double> output);

}  // namespace plexus
