#include <plexus/train/batches.hpp>

#include <algorithm>
#include <map>
#include <numeric>

namespace plexus {

Batches::Batches(const Dataset& data, std::size_t size)
    : size_(size), length_class_(data.sequence_count()), members_(data.sequence_count()) {
  std::map<std::size_t, std::size_t> count_of;  // by length
  for (std::size_t sequence = 0; sequence < data.sequence_count(); ++sequence) ++count_of[data.length_of(sequence)];
  std::map<std::size_t, std::size_t> class_of;
  std::size_t begin = 0, batches = 0;
  for (const auto& [length, count] : count_of) {
    class_of[length] = class_begin_.size();
    class_begin_.push_back(begin);
    begin += count;
    batches += count / size + (count % size > 0 ? 1U : 0U);
  }
  for (std::size_t sequence = 0; sequence < data.sequence_count(); ++sequence)
    length_class_[sequence] = class_of[data.length_of(sequence)];
  filling_.resize(class_begin_.size());
  batches_.reserve(batches);
}

void Batches::fill(std::span<const std::size_t> order) {
  for (std::size_t length = 0; length < filling_.size(); ++length) filling_[length] = {class_begin_[length], 0};
  batches_.clear();
  for (const std::size_t sequence : order) {
    Slice& filling = filling_[length_class_[sequence]];
    members_[filling.first + filling.count] = sequence;
    if (++filling.count < size_) continue;
    batches_.push_back({filling.first, size_});
    filling = {filling.first + size_, 0};
  }
  for (const Slice& filling : filling_)
    if (filling.count > 0) batches_.push_back(filling);
}

std::vector<std::size_t> all_sequences(const Dataset& data) {
  std::vector<std::size_t> order(data.sequence_count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace plexus
