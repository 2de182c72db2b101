#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/architect/models/hopfield_memory.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/network/network_check.hpp>

using Catch::Contains;

namespace plexus {
namespace {

using Patterns = std::vector<std::vector<double>>;

Patterns random_patterns(std::size_t count, std::size_t size, Random& random) {
  Patterns patterns(count, std::vector<double>(size));
  for (auto& pattern : patterns)
    for (double& value : pattern) value = random.chance(0.5) ? 1 : -1;
  return patterns;
}

// From the definition: -1/2 * sum over units i != j and patterns of p[i] p[j] s[i] s[j].
double energy_of(const Patterns& patterns, const std::vector<double>& units) {
  double energy = 0;
  for (const auto& pattern : patterns)
    for (std::size_t i = 0; i < units.size(); ++i)
      for (std::size_t j = 0; j < units.size(); ++j)
        if (i != j) energy -= pattern[i] * pattern[j] * units[i] * units[j] / 2;
  return energy;
}

}  // namespace

TEST_CASE("HopfieldMemory: weights are symmetric, by Hebb's rule, without self-connections, and fixed", "[architect]") {
  Random random(1);
  const Patterns patterns = random_patterns(3, 8, random);
  const Network memory = architect::HopfieldMemory(patterns);
  CHECK(check(memory).empty());
  std::size_t recurrent = 0;
  for (std::size_t k = 0; k < memory.topology().connection_count(); ++k) {
    const Connection& each = memory.topology().connections()[k];
    CHECK_FALSE(each.trainable);
    CHECK_FALSE(each.is_self());
    if (each.from < 8) continue;
    ++recurrent;
    double sum = 0;
    for (const auto& pattern : patterns) sum += pattern[each.from - 8] * pattern[each.to - 8];
    CHECK(memory.weight(k) == sum);
  }
  CHECK(recurrent == 8 * 7);
}

TEST_CASE("HopfieldMemory: stored patterns and their inverses are at rest, and noise is mended", "[architect]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Patterns patterns = random_patterns(5, 120, random);  // 0.04 n, well below 0.138 n
    const Network memory = architect::HopfieldMemory(patterns);
    for (const auto& pattern : patterns) {
      CHECK(architect::recall(memory, pattern) == pattern);
      std::vector<double> inverse = pattern, noisy = pattern, half = pattern;
      for (double& value : inverse) value = -value;
      CHECK(architect::recall(memory, inverse) == inverse);
      for (std::size_t i = 0; i < 12; ++i) noisy[random.below(noisy.size())] *= -1;
      CHECK(architect::recall(memory, noisy) == pattern);
      std::fill(half.begin() + 60, half.end(), 0.0);  // half of it is not known
      CHECK(architect::recall(memory, half) == pattern);
    }
  }
}

TEST_CASE("HopfieldMemory: no unit that is updated raises the energy, and what is recalled is at rest", "[architect]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    Random random(seed, 1);
    const Patterns patterns = random_patterns(10, 30, random);  // far too many: the way down is rough
    Network memory = architect::HopfieldMemory(patterns);
    std::vector<double> units = random_patterns(1, 30, random).front();
    memory.activate(units);
    double before = architect::energy(memory, units);
    CHECK(before == Approx(energy_of(patterns, units)));
    const std::vector<double> nothing(30);
    for (int sweep = 0; sweep < 20; ++sweep) {
      const auto next = memory.activate(nothing);
      for (std::size_t i = 0; i < units.size(); ++i) {  // the units are updated in their order
        units[i] = next[i];
        const double after = architect::energy(memory, units);
        CHECK(after <= before + 1e-9);
        before = after;
      }
    }
    const auto rest = architect::recall(memory, units);
    CHECK(architect::recall(memory, rest) == rest);
  }
}

TEST_CASE("HopfieldMemory: what cannot be is refused, with the values", "[architect]") {
  CHECK_THROWS_WITH(architect::HopfieldMemory({}), Contains("got none"));
  CHECK_THROWS_WITH(architect::HopfieldMemory({{1}}), Contains("got 1"));
  CHECK_THROWS_WITH(architect::HopfieldMemory({{1, -1}, {1, 1, 1}}), Contains("3 values") && Contains("has 2"));
  CHECK_THROWS_WITH(architect::HopfieldMemory({{1, 0}}), Contains("value 0"));
  const Network memory = architect::HopfieldMemory({{1, -1, 1}});
  CHECK_THROWS_WITH(architect::recall(memory, std::vector<double>{1, 1}), Contains("2 values") && Contains("3 units"));
  CHECK_THROWS_WITH(architect::energy(memory, std::vector<double>{1}), Contains("1 value "));
  CHECK_THROWS_WITH(architect::energy(architect::Perceptron({2, 3}), std::vector<double>(3)), Contains("2 inputs"));
  CHECK_THROWS_WITH(architect::recall(memory, std::vector<double>{1, 1, 1}, 0), Contains("0 sweeps"));
}

}  // namespace plexus
