#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace plexus {

/// One pair of a data set: what a network is given, and what it should answer.
struct Sample {
  std::span<const double> input;
  std::span<const double> target;
};

/// A sample that holds its numbers, to write data sets down with.
struct Case {
  std::vector<double> input;
  std::vector<double> target;
};

/// Samples of one size, in sequences. A sequence is what a recurrent network sees step by step from a cleared state; a
/// sample that stands alone is a sequence of one.
///
///   const Dataset gate{{{0, 1}, {1}}, {{1, 1}, {0}}};   // two samples, each on its own
///   for (const auto& [input, target] : gate) ...
class Dataset {
 public:
  /// An empty data set with these numbers of inputs and targets. Throws Error when one is 0.
  Dataset(std::size_t inputs, std::size_t targets);

  /// Samples that stand alone. Throws Error when there are none, or they differ in size.
  Dataset(std::initializer_list<Case> cases);

  /// Adds a sample that stands alone. Throws Error when its sizes are not those of the data set, or a number is not
  /// finite.
  void add(std::span<const double> input, std::span<const double> target);
  void add(std::initializer_list<double> input, std::initializer_list<double> target) {
    add(std::span(input.begin(), input.size()), std::span(target.begin(), target.size()));
  }

  /// Adds samples that belong together, in the order of time. Throws Error for an empty sequence, wrong sizes,
  /// or a number that is not finite.
  void add_sequence(std::span<const Case> steps);

  std::size_t input_count() const noexcept { return input_count_; }
  std::size_t target_count() const noexcept { return target_count_; }
  std::size_t size() const noexcept { return ends_.empty() ? 0 : ends_.back(); }  ///< in samples
  bool empty() const noexcept { return ends_.empty(); }
  Sample operator[](std::size_t sample) const;  ///< which must be there

  std::size_t sequence_count() const noexcept { return ends_.size(); }
  /// The first sample of a sequence, which must be there.
  std::size_t first_of(std::size_t sequence) const { return sequence == 0 ? 0 : ends_[sequence - 1]; }
  /// How many samples it has.
  std::size_t length_of(std::size_t sequence) const { return ends_[sequence] - first_of(sequence); }

  /// A data set of these sequences, in this order.
  Dataset select(std::span<const std::size_t> sequences) const;

  /// Splits the sequences at random, as a function of the seed: `share` (in (0, 1)) of them, rounded, into the second.
  /// Throws Error when one side would be empty.
  std::pair<Dataset, Dataset> split(double share, std::uint64_t seed) const;

  class Iterator {
   public:
    using value_type = Sample;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Dataset& data, std::size_t sample) : data_(&data), sample_(sample) {}
    Sample operator*() const { return (*data_)[sample_]; }
    Iterator& operator++() { return ++sample_, *this; }
    Iterator operator++(int) { return Iterator(*data_, sample_++); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Dataset* data_ = nullptr;
    std::size_t sample_ = 0;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  void check_sample(std::span<const double> input, std::span<const double> target) const;
  void append(std::span<const double> input, std::span<const double> target);

  std::size_t input_count_;
  std::size_t target_count_;
  std::vector<double> inputs_;     // [sample][input]
  std::vector<double> targets_;    // [sample][target]
  std::vector<std::size_t> ends_;  // of each sequence, in samples
};

}  // namespace plexus
