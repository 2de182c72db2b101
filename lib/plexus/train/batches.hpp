#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/train/dataset.hpp>

namespace plexus {

/// The sequences of a data set in batches. Sequences of one length can run side by side, so each batch holds only such;
/// the last of a length may be smaller.
class Batches {
 public:
  /// Batches of `size` sequences (at least 1), as far as there are as many of one length. The data set must stay there.
  Batches(const Dataset& data, std::size_t size);

  /// Makes the batches anew, of the sequences in this order: first those that are full, as they fill up, then the
  /// rest of each length, shortest first. Never allocates.
  void fill(std::span<const std::size_t> order);

  /// Puts the batches, not what is in them, in random order.
  void shuffle(Random& random) { random.shuffle(batches_); }

  std::size_t count() const noexcept { return batches_.size(); }
  std::span<const std::size_t> operator[](std::size_t batch) const {
    return std::span(members_).subspan(batches_[batch].first, batches_[batch].count);
  }

 private:
  struct Slice {
    std::size_t first, count;
  };

  std::size_t size_;
  std::vector<std::size_t> length_class_;  // of each sequence: the position of its length among all lengths
  std::vector<std::size_t> class_begin_;   // where the sequences of each length begin in members_
  std::vector<Slice> filling_;             // the batch of each length that is not full
  std::vector<std::size_t> members_;       // sequences
  std::vector<Slice> batches_;
};

/// All sequences, in order.
std::vector<std::size_t> all_sequences(const Dataset& data);

}  // namespace plexus
