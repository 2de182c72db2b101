#include <catch2/catch.hpp>

#include <map>
#include <utility>
#include <vector>

#include <plexus/train/batches.hpp>
#include <plexus/train/to_lanes.hpp>

#include "support/count_allocations.hpp"

namespace plexus {
namespace {

using Lists = std::vector<std::vector<std::size_t>>;

// Sequences of lengths 1 to 3 in no order.
Dataset mixed_lengths(std::size_t sequences) {
  Dataset data(1, 1);
  Random random(4);
  for (std::size_t i = 0; i < sequences; ++i) data.add_sequence(std::vector<Case>(1 + random.below(3), {{0}, {0}}));
  return data;
}

// The same as the class says, one list at a time.
Lists lists(const Dataset& data, const std::vector<std::size_t>& order, std::size_t size) {
  std::map<std::size_t, std::vector<std::size_t>> filling;
  Lists full;
  for (const std::size_t sequence : order) {
    auto& batch = filling[data.length_of(sequence)];
    batch.push_back(sequence);
    if (batch.size() == size) full.push_back(std::exchange(batch, {}));
  }
  for (auto& [length, batch] : filling)
    if (!batch.empty()) full.push_back(batch);
  return full;
}

}  // namespace

TEST_CASE("batches hold sequences of one length, the full ones first", "[train]") {
  const Dataset data = mixed_lengths(50);
  for (const std::size_t size : {1U, 2U, 7U, 100U}) {
    Batches batches(data, size);
    std::vector<std::size_t> order = all_sequences(data);
    Random random(size);
    for (int epoch = 0; epoch < 3; ++epoch) {
      random.shuffle(order);
      CHECK(testing::count_allocations([&] { batches.fill(order); }) == 0);
      Lists got;
      for (std::size_t i = 0; i < batches.count(); ++i) got.emplace_back(batches[i].begin(), batches[i].end());
      CHECK(got == lists(data, order, size));
    }
    batches.shuffle(random);
    std::size_t sequences = 0;
    for (std::size_t i = 0; i < batches.count(); ++i) sequences += batches[i].size();
    CHECK(sequences == 50);
  }
}

TEST_CASE("samples become lanes, whatever their numbers", "[train][simd]") {
  for (const std::size_t lanes : {1U, 3U, 16U, 17U, 40U})
    for (const std::size_t count : {1U, 2U, 3U, 4U, 13U, 32U}) {
      std::vector<float> numbers(lanes * count), to(lanes * count + 1, -1);
      std::vector<double> wide(lanes * count), wide_to(lanes * count);
      for (std::size_t i = 0; i < numbers.size(); ++i) wide[i] = numbers[i] = static_cast<float>(i);
      std::vector<const float*> samples;
      std::vector<const double*> wide_samples;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        samples.push_back(numbers.data() + lane * count);
        wide_samples.push_back(wide.data() + lane * count);
      }
      to_lanes(samples.data(), lanes, count, to.data());
      to_lanes(wide_samples.data(), lanes, count, wide_to.data());
      bool right = to.back() == -1;
      for (std::size_t lane = 0; lane < lanes; ++lane)
        for (std::size_t i = 0; i < count; ++i)
          right = right && to[i * lanes + lane] == numbers[lane * count + i] &&
                  wide_to[i * lanes + lane] == wide[lane * count + i];
      CAPTURE(lanes, count);
      CHECK(right);
    }
}

}  // namespace plexus
