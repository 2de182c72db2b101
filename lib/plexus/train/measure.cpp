#include <plexus/train/measure.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

namespace plexus {
namespace {

using Numbers = std::span<const double>;

// The position of the largest, the first one of equals.
std::size_t largest(Numbers numbers) {
  std::size_t position = 0;
  for (std::size_t i = 1; i < numbers.size(); ++i)
    if (numbers[i] > numbers[position]) position = i;
  return position;
}

std::size_t dense_category(Numbers target) { return largest(target); }
std::size_t sparse_category(Numbers target) { return static_cast<std::size_t>(target[0]); }

void add_agreeing(Tally& tally, const MeasureOptions& options, Numbers output, Numbers target) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < output.size(); ++i) right += (output[i] > options.threshold) == (target[i] > 0.5);
  tally.sum += static_cast<double>(right) / static_cast<double>(output.size());
}

template <std::size_t (*category)(Numbers)>
void add_category(Tally& tally, const MeasureOptions&, Numbers output, Numbers target) {
  tally.sum += largest(output) == category(target);
}

template <std::size_t (*category)(Numbers)>
void add_among_top(Tally& tally, const MeasureOptions& options, Numbers output, Numbers target) {
  const double right = output[category(target)];
  const auto above = std::ranges::count_if(output, [right](double each) { return !(each <= right); });
  tally.sum += static_cast<std::size_t>(above) < options.top;
}

void add_counts(Tally& tally, const MeasureOptions& options, Numbers output, Numbers target) {
  for (std::size_t i = 0; i < output.size(); ++i) {
    const bool said = output[i] > options.threshold, is = target[i] > 0.5;
    tally.outputs[i].true_yes += said && is;
    tally.outputs[i].false_yes += said && !is;
    tally.outputs[i].false_no += !said && is;
  }
}

void add_ranked(Tally& tally, const MeasureOptions&, Numbers output, Numbers target) {
  for (std::size_t i = 0; i < output.size(); ++i)
    tally.ranked.push_back(
        {std::isnan(output[i]) ? -std::numeric_limits<double>::infinity() : output[i], target[i] > 0.5});
}

void add_absolute(Tally& tally, const MeasureOptions&, Numbers output, Numbers target) {
  double sum = 0;
  for (std::size_t i = 0; i < output.size(); ++i) sum += std::abs(output[i] - target[i]);
  tally.sum += sum / static_cast<double>(output.size());
}

void add_squared(Tally& tally, const MeasureOptions&, Numbers output, Numbers target) {
  double sum = 0;
  for (std::size_t i = 0; i < output.size(); ++i) sum += (output[i] - target[i]) * (output[i] - target[i]);
  tally.sum += sum / static_cast<double>(output.size());
}

// Mean and squared distances as by Welford 1962, "Note on a method for calculating corrected sums of squares".
void add_explained(Tally& tally, const MeasureOptions&, Numbers output, Numbers target) {
  const auto count = static_cast<double>(tally.samples + 1);
  for (std::size_t i = 0; i < output.size(); ++i) {
    Tally::Output& own = tally.outputs[i];
    const double error = output[i] - target[i], distance = target[i] - own.target_mean;
    own.squared_errors += error * error;
    own.target_mean += distance / count;
    own.target_distances += distance * (target[i] - own.target_mean);
  }
}

double mean(const Tally& tally, const MeasureOptions&) { return tally.sum / static_cast<double>(tally.samples); }
double root_mean(const Tally& tally, const MeasureOptions& options) { return std::sqrt(mean(tally, options)); }

double share(double part, double whole) { return whole == 0 ? 0 : part / whole; }
double precision(const Tally::Output& counts) { return share(counts.true_yes, counts.true_yes + counts.false_yes); }
double recall(const Tally::Output& counts) { return share(counts.true_yes, counts.true_yes + counts.false_no); }
double f1(const Tally::Output& counts) {
  return share(2 * counts.true_yes, 2 * counts.true_yes + counts.false_yes + counts.false_no);
}

template <double (*of)(const Tally::Output&)>
double averaged(const Tally& tally, const MeasureOptions& options) {
  Tally::Output together;
  double sum = 0;
  for (const Tally::Output& each : tally.outputs) {
    together.true_yes += each.true_yes;
    together.false_yes += each.false_yes;
    together.false_no += each.false_no;
    sum += of(each);
  }
  return options.averaging == Averaging::micro ? of(together) : sum / static_cast<double>(tally.outputs.size());
}

// Calls body(yes, no) with the numbers of what has the same score, the highest score first.
template <class Body>
void for_each_score(std::vector<Tally::Ranked> ranked, const Body& body) {
  std::ranges::sort(ranked, std::ranges::greater(), &Tally::Ranked::score);
  for (auto first = ranked.begin(); first != ranked.end();) {
    const auto end = std::find_if(first, ranked.end(), [&](const auto& each) { return each.score != first->score; });
    const auto yes = static_cast<double>(std::count_if(first, end, [](const auto& each) { return each.yes; }));
    body(yes, static_cast<double>(end - first) - yes);
    first = end;
  }
}

// The share of the pairs of a yes and a no in which the yes has the higher score; equal ones count half.
// Mann and Whitney 1947; Fawcett 2006, "An introduction to ROC analysis", section 7.
double roc_area(const Tally& tally, const MeasureOptions&) {
  double yes = 0, no = 0, pairs = 0;
  for_each_score(tally.ranked, [&](double more_yes, double more_no) {
    pairs += more_no * (yes + more_yes / 2);
    yes += more_yes;
    no += more_no;
  });
  return pairs / (yes * no);
}

// The mean over what is yes of the precision where the threshold is its score.
double precision_recall_area(const Tally& tally, const MeasureOptions&) {
  double yes = 0, all = 0, sum = 0;
  for_each_score(tally.ranked, [&](double more_yes, double more_no) {
    yes += more_yes;
    all += more_yes + more_no;
    sum += more_yes * yes / all;
  });
  return sum / yes;
}

// Where all targets are equal: 1 without errors, else 0.
double explained(const Tally& tally, const MeasureOptions&) {
  double sum = 0;
  for (const Tally::Output& each : tally.outputs)
    sum += each.target_distances == 0 ? each.squared_errors == 0 : 1 - each.squared_errors / each.target_distances;
  return sum / static_cast<double>(tally.outputs.size());
}

constexpr std::array rows{
    MeasureRow{Measure::binary_accuracy, "binary_accuracy", "", true, false, add_agreeing, mean},
    MeasureRow{Measure::categorical_accuracy, "categorical_accuracy", "", true, false, add_category<dense_category>,
               mean},
    MeasureRow{Measure::sparse_categorical_accuracy, "sparse_categorical_accuracy", "", true, true,
               add_category<sparse_category>, mean},
    MeasureRow{Measure::top_k_categorical_accuracy, "top_k_categorical_accuracy", "top_k", true, false,
               add_among_top<dense_category>, mean},
    MeasureRow{Measure::sparse_top_k_categorical_accuracy, "sparse_top_k_categorical_accuracy", "", true, true,
               add_among_top<sparse_category>, mean},
    MeasureRow{Measure::precision, "precision", "", true, false, add_counts, averaged<precision>},
    MeasureRow{Measure::recall, "recall", "", true, false, add_counts, averaged<recall>},
    MeasureRow{Measure::f1_score, "f1_score", "f1", true, false, add_counts, averaged<f1>},
    MeasureRow{Measure::roc_auc, "roc_auc", "auc", true, false, add_ranked, roc_area},
    MeasureRow{Measure::pr_auc, "pr_auc", "average_precision", true, false, add_ranked, precision_recall_area},
    MeasureRow{Measure::mean_absolute_error, "mean_absolute_error", "mae", false, false, add_absolute, mean},
    MeasureRow{Measure::mean_squared_error, "mean_squared_error", "mse", false, false, add_squared, mean},
    MeasureRow{Measure::root_mean_squared_error, "root_mean_squared_error", "rmse", false, false, add_squared,
               root_mean},
    MeasureRow{Measure::r2_score, "r2_score", "r2", true, false, add_explained, explained},
};
static_assert(rows_follow_enumeration(rows, &MeasureRow::measure), "the enumerator is the position");

}  // namespace

std::span<const MeasureRow> measure_rows() { return rows; }

const MeasureRow& row(Measure measure) { return rows[static_cast<std::size_t>(measure)]; }

Measure measure_named(std::string_view name) {
  for (const MeasureRow& each : rows)
    if (!name.empty() && each.alias == name) return each.measure;
  return row_named(rows, name, "measure").measure;
}

Meter::Meter(Measure measure, const MeasureOptions& options) : measure_(measure), options_(options) {
  if (options.top == 0) throw Error("a measure: top is 0, wanted at least 1");
  if (std::isnan(options.threshold)) throw Error("a measure: the threshold is no number");
}

void Meter::expect(std::size_t outputs) const {
  if (tally_.samples > 0 && outputs != tally_.outputs.size())
    throw Error(row(measure_).name, ": got ", count_of(outputs, "output"), " after samples with ",
                tally_.outputs.size());
}

void Meter::add(std::span<const double> output, std::span<const double> target) {
  const MeasureRow& own = row(measure_);
  expect(output.size());
  const std::size_t wanted = own.sparse ? 1 : output.size();
  if (output.empty() || target.size() != wanted)
    throw Error(own.name, ": got ", count_of(output.size(), "output"), " and ", count_of(target.size(), "target"),
                ", wanted ", own.sparse ? "one target, the number of a category" : "as many, at least 1");
  if (own.sparse &&
      !(target[0] >= 0 && target[0] < static_cast<double>(output.size()) && target[0] == std::floor(target[0])))
    throw Error(own.name, ": the target is ", target[0], ", wanted the number of one of ",
                count_of(output.size(), "output"), ", from 0");
  tally_.outputs.resize(output.size());
  own.add(tally_, options_, output, target);
  ++tally_.samples;
}

// Means and distances as by Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm".
void Meter::add(const Meter& other) {
  if (measure_ != other.measure_)
    throw Error(row(measure_).name, ": cannot add what ", row(other.measure_).name, " has seen");
  if (other.tally_.samples == 0) return;
  expect(other.tally_.outputs.size());
  tally_.outputs.resize(other.tally_.outputs.size());
  const auto here = static_cast<double>(tally_.samples), there = static_cast<double>(other.tally_.samples);
  for (std::size_t i = 0; i < tally_.outputs.size(); ++i) {
    Tally::Output& own = tally_.outputs[i];
    const Tally::Output& its = other.tally_.outputs[i];
    const double distance = its.target_mean - own.target_mean;
    own.true_yes += its.true_yes;
    own.false_yes += its.false_yes;
    own.false_no += its.false_no;
    own.squared_errors += its.squared_errors;
    own.target_mean += distance * (there / (here + there));
    own.target_distances += its.target_distances + distance * distance * (here * there / (here + there));
  }
  const auto count = other.tally_.ranked.size();  // which may be our own
  tally_.ranked.reserve(tally_.ranked.size() + count);
  for (std::size_t i = 0; i < count; ++i) tally_.ranked.push_back(other.tally_.ranked[i]);
  tally_.sum += other.tally_.sum;
  tally_.samples += other.tally_.samples;
}

double Meter::value() const {
  if (tally_.samples == 0) return std::numeric_limits<double>::quiet_NaN();
  return row(measure_).value(tally_, options_);
}

double measure(const Network& network, const Dataset& data, Measure measure, const MeasureOptions& options) {
  if (data.input_count() != network.input_count())
    throw Error(row(measure).name, ": the data set has ", count_of(data.input_count(), "input"), ", the network ",
                network.input_count());
  Meter meter(measure, options);
  Network copy = network;
  for (std::size_t sequence = 0; sequence < data.sequence_count(); ++sequence) {
    copy.clear();
    for (std::size_t step = 0; step < data.length_of(sequence); ++step) {
      const auto [input, target] = data[data.first_of(sequence) + step];
      meter.add(copy.activate(input), target);
    }
  }
  return meter.value();
}

}  // namespace plexus
