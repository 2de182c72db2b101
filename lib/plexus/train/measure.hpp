#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/train/dataset.hpp>

namespace plexus {

/// How well outputs answer, in the terms that people report. A yes is an output above the threshold, and a target above
/// 1/2. Shares are in [0, 1].
enum class Measure : std::uint8_t {
  binary_accuracy,                    ///< share of the outputs that say yes or no as their targets do
  categorical_accuracy,               ///< share of the samples whose largest output and largest target are one
  sparse_categorical_accuracy,        ///< the same when the target is the number of the category, from 0
  top_k_categorical_accuracy,         ///< share of the samples where fewer than `top` outputs are above the right one
  sparse_top_k_categorical_accuracy,  ///< the same when the target is the number of the category
  precision,                          ///< share of what is answered yes that is yes; 0 when nothing is
  recall,                             ///< share of what is yes that is answered so; 0 when nothing is
  f1_score,                           ///< harmonic mean of the two: 2 tp / (2 tp + fp + fn)
  roc_auc,                            ///< area under the curve of recall over the share of false alarms
  pr_auc,                             ///< average precision: area under the steps of precision over recall
  mean_absolute_error,
  mean_squared_error,
  root_mean_squared_error,
  r2_score,  ///< 1 - squared errors / squared distances from the mean target; mean over the outputs
};

/// Whether precision, recall and F1 count all outputs together, or are the mean over the outputs.
enum class Averaging : std::uint8_t { micro, macro };

struct MeasureOptions {
  double threshold = 0.5;  ///< for outputs that are scores: 0
  std::size_t top = 5;     ///< k of the top-k accuracies, >= 1
  Averaging averaging = Averaging::micro;
};

/// What a measure keeps of the samples seen so far.
struct Tally {
  struct Output {
    double true_yes = 0, false_yes = 0, false_no = 0;
    double squared_errors = 0;
    double target_mean = 0, target_distances = 0;  // sum of squared distances from the mean
  };
  struct Ranked {
    double score;
    bool yes;
  };

  std::size_t samples = 0;
  double sum = 0;  // over the samples
  std::vector<Output> outputs;
  std::vector<Ranked> ranked;
};

/// One row of the table of measures.
struct MeasureRow {
  Measure measure;
  std::string_view name;   ///< Keras's, where it has one
  std::string_view alias;  ///< a shorter one, or ""
  bool more_is_better;
  bool sparse;  ///< whether the target of a sample is the number of its category
  void (*add)(Tally& tally, const MeasureOptions& options, std::span<const double> output,
              std::span<const double> target);
  double (*value)(const Tally& tally, const MeasureOptions& options);
};

/// All measures, in the order of the enumeration.
std::span<const MeasureRow> measure_rows();
const MeasureRow& row(Measure measure);

/// The measure of this name or alias; throws Error with the known names when there is none.
Measure measure_named(std::string_view name);

/// Adds up a measure, sample by sample. The areas under curves are exact: they keep each output, 16 bytes of it. A NaN
/// ranks below all numbers there, and elsewhere is no yes.
///
///   Meter f1(Measure::f1_score);
///   for (const auto& [input, target] : data) f1.add(network.activate(input), target);
///   std::cout << f1.value();
class Meter {
 public:
  /// Throws Error when an option is out of its range.
  explicit Meter(Measure measure, const MeasureOptions& options = {});

  /// Adds a sample. Throws Error when there is no output, the sizes differ from each other or from those of the samples
  /// before, or the target of a sparse measure is not the number of one of the outputs.
  void add(std::span<const double> output, std::span<const double> target);

  /// Adds the samples of another meter of the same measure and options, which may have run in another thread. Throws
  /// Error when the measures or the numbers of outputs differ.
  void add(const Meter& other);

  std::size_t samples() const noexcept { return tally_.samples; }
  double value() const;  ///< NaN without samples; an area is NaN without a yes or, for roc_auc, without a no

 private:
  void expect(std::size_t outputs) const;

  Measure measure_;
  MeasureOptions options_;
  Tally tally_;
};

/// A measure of a network on a data set, each sequence from a cleared state. Throws Error when they do not fit.
double measure(const Network& network, const Dataset& data, Measure measure, const MeasureOptions& options = {});

}  // namespace plexus
