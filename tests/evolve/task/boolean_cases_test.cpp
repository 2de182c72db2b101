#include <catch2/catch.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/task/boolean_cases.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {
namespace {

bool majority(std::uint32_t word) { return std::popcount(word) > 3; }

const BooleanQuestion question{7, -1, 2, majority};

// One case after the other.
Marks one_by_one(const Network& network, const BooleanQuestion& asked, const std::vector<std::uint32_t>& cases) {
  Agent agent(network);
  Marks marks;
  for (const std::uint32_t word : cases) {
    std::vector<double> input;
    for (std::size_t i = 0; i < asked.inputs; ++i)
      input.push_back(static_cast<double>((word & (1U << i)) != 0 ? asked.one : asked.zero));
    agent.clear();
    const double output = agent.activate(input)[0], wanted = asked.answer(word) ? 1 : 0;
    const double error = std::min(std::max(output, 0.0), 1.0) - wanted;
    marks.closeness += 1 - error * error;
    if ((output > 0.5) == (wanted > 0.5)) ++marks.right;
  }
  return marks;
}

Network constant(double output) {
  Network network = architect::Perceptron({7, 1}, {.output = Activation::identity});
  for (double& each : network.parameters()) each = 0;
  network.bias(7) = output;
  return network;
}

}  // namespace

TEST_CASE("boolean cases side by side are marked as one by one, with and without memory", "[evolve][task]") {
  const std::vector<std::uint32_t> few{3, 127, 0, 64, 65};
  const BooleanCases all(question), some(question, few);
  CHECK(all.size() == 128);
  std::vector<std::uint32_t> every(128);
  for (std::uint32_t i = 0; i < 128; ++i) every[i] = i;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    Network network = architect::Perceptron({7, 1}, {.output = Activation::identity, .seed = seed});
    Random random(seed);
    mutate(network, random, {.rate = 1, .amount = 1 + 10 * seed, .kinds = recurrent_mutations()});
    for (const auto& [cases, words] : {std::pair{&all, every}, std::pair{&some, few}}) {
      const Marks got = cases->of(network), wanted = one_by_one(network, question, words);
      CHECK(got.closeness == Approx(wanted.closeness).epsilon(1e-5));
      CHECK(got.right == wanted.right);
    }
    CHECK_FALSE(answers_all(network, question));
  }
}

TEST_CASE("an answer is yes above a half, and always wrong when it is no number", "[evolve][task]") {
  const BooleanCases cases(question);
  CHECK(cases.of(constant(0.5)).right == 64);
  CHECK(cases.of(constant(0.5)).closeness == 0.75 * 128);
  CHECK(cases.of(constant(0.51)).right == 64);
  CHECK(cases.of(constant(7)).closeness == 64);  // cut off at 1
  CHECK(cases.of(constant(-7)).closeness == 64);
  const Marks lost = cases.of(constant(std::nan("")));
  CHECK(lost.right == 0);
  CHECK(std::isnan(lost.closeness));
}

TEST_CASE("a network that adds up what it sees answers a majority in all cases", "[evolve][task]") {
  Network network = constant(-3);
  for (std::size_t i = 0; i < 7; ++i) network.weight(i) = 1.0 / 3;
  // Ones are 2 and zeros -1: the sum is 3 ones - 7, a third of it is above (9 - 7) / 3 from four ones on.
  network.bias(7) = 0.5 - (3 * 3.5 - 7) / 3;
  CHECK(answers_all(network, question));
  CHECK(BooleanCases(question).of(network).right == 128);
  network.weight(2) = -1;
  CHECK_FALSE(answers_all(network, question));
}

TEST_CASE("a network of other sizes is refused by boolean cases", "[evolve][task]") {
  const BooleanCases cases(question);
  CHECK_THROWS_WITH(cases.of(architect::Perceptron({6, 1})),
                    Catch::Matchers::Contains("7 inputs") && Catch::Matchers::Contains("6 inputs"));
  CHECK_THROWS_WITH(cases.of(architect::Perceptron({7, 2})), Catch::Matchers::Contains("2 outputs"));
}

}  // namespace plexus::evolve
