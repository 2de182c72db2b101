#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/task/boolean_cases.hpp>
#include <plexus/evolve/task/tasks.hpp>

// The first inputs are an address, its lowest bit first, the others data; inputs are 0 and 1, and the answer is the bit
// of the data at the address. As in SharpNEAT, a case adds 1 - error^2 to the fitness, and all must be answered right.

namespace plexus::evolve {
namespace {

constexpr std::uint32_t addressed(std::uint32_t word, unsigned address_bits) {
  return address_bits + (word & ((1U << address_bits) - 1));
}

template <unsigned address_bits>
bool multiplexed(std::uint32_t word) {
  return (word >> addressed(word, address_bits) & 1) != 0;
}

template <unsigned address_bits>
constexpr BooleanQuestion question{address_bits + (std::size_t{1} << address_bits), 0, 1, multiplexed<address_bits>};

// All cases there are.
template <unsigned address_bits>
Task whole() {
  const auto cases = std::make_shared<const BooleanCases>(question<address_bits>);
  return {Fitness(Goal::maximise, [cases](const Network& network, const Trial&) {
    const Marks marks = cases->of(network);
    return Evaluation{marks.closeness, marks.right == cases->size()};
  })};
}

// Each address with `rounds` times 64 draws of the other bits, and both values of the addressed one.
BooleanCases sample(Random random, std::size_t rounds) {
  std::vector<std::uint32_t> words;
  words.reserve(rounds * 2048);
  for (std::size_t round = 0; round < rounds * 64; ++round)
    for (std::uint32_t address = 0; address < 16; ++address) {
      const auto data = static_cast<std::uint32_t>(random.bits() >> 48);
      const std::uint32_t word = data << 4 | address, bit = 1U << addressed(word, 4);
      words.push_back(word & ~bit);
      words.push_back(word | bit);
    }
  return {question<4>, std::move(words)};
}

}  // namespace

Task multiplexer_6_task() { return whole<2>(); }

Task multiplexer_11_task() { return whole<3>(); }

// Of its 2^20 cases a score sees 2048, as many as SharpNEAT's, but drawn anew in each generation, the same for all
// networks; a champion's score is that of 16 times as many, on the same scale; and the criterion sees all.
Task multiplexer_20_task() {
  constexpr std::size_t careful = 16;
  Fitness::Score score = [](const Network& network, const Trial& trial) {
    return sample(Random(trial.seed, trial.generation, everyone, key_of(Purpose::episode)), 1).of(network).closeness;
  };
  Fitness::Score confirm = [](const Network& network, const Trial& trial) {
    Random random(trial.seed, trial.generation, trial.individual, key_of(Purpose::confirmation));
    return sample(random, careful).of(network).closeness / static_cast<double>(careful);
  };
  return {
      Fitness(Goal::maximise, std::move(score), std::move(confirm))
          .solved_when([](const Network& network, const Evaluation&) { return answers_all(network, question<4>); })};
}

}  // namespace plexus::evolve
