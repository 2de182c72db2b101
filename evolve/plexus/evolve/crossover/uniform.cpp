#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <plexus/evolve/choose.hpp>
#include <plexus/evolve/crossover/by_ids.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

void mix_uniformly(std::span<const CommonValues> genes, Random& random, const CrossoverOptions&) {
  constexpr std::size_t flips = 32;  // of each number its first bits, which those of a replay have too
  std::array<std::uint64_t, 8> numbers;
  std::size_t next = numbers.size(), left = 0;
  std::uint64_t coins = 0;
  for (const auto& [values, others] : genes)
    for (std::size_t i = 0; i < values.size();) {
      if (left == 0) {
        if (next == numbers.size()) {
          random.fill(numbers);
          next = 0;
        }
        coins = numbers[next++] >> 32U;
        left = flips;
      }
      const std::size_t end = std::min(values.size(), i + left);
      left -= end - i;
      for (; i < end; ++i, coins >>= 1U) values[i] = choose((coins & 1U) != 0, others[i], values[i]);
    }
}

}  // namespace

Network uniform(const Couple& couple, Random& random, const CrossoverOptions& options, const Limits& limits) {
  return cross_by_ids(couple, random, options, limits, mix_uniformly);
}

}  // namespace plexus::evolve
