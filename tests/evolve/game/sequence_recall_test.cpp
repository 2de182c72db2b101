#include <catch2/catch.hpp>

#include <set>
#include <vector>

#include <plexus/evolve/game/sequence_recall.hpp>

namespace plexus::evolve {
namespace {

using Signs = SequenceRecall::Signs;
using Corridors = SequenceRecall::Corridors;

const std::vector<double> left{1, 0}, right{0, 1};

// Plays with a policy that is told all signs seen so far and how many junctions were passed.
template <class Turn>
double play(const Signs& signs, const Corridors& corridors, Turn turn) {
  SequenceRecall game;
  game.start(signs, corridors);
  std::vector<bool> heard;
  std::size_t passed = 0;
  while (!game.over()) {
    if (game.observe()[0] != 0) heard.push_back(game.observe()[0] > 0);
    const bool at_junction = game.observe()[1] == 1;
    game.step(at_junction && turn(heard, passed) ? right : left);
    if (at_junction) ++passed;
  }
  return game.score();
}

template <class Turn>
double mean_over_all_signs(Turn turn) {
  double sum = 0;
  for (const bool first : {false, true})
    for (const bool second : {false, true}) sum += play({first, second}, {4, 6}, turn);
  return sum / 4;
}

}  // namespace

TEST_CASE("recall of a sequence shows the signs, then corridors and junctions", "[evolve][game]") {
  SequenceRecall game;
  game.start({true, false}, {3, 5});
  std::vector<std::vector<double>> seen;
  for (; !game.over(); game.step(left)) seen.emplace_back(game.observe().begin(), game.observe().end());
  CHECK(seen == std::vector<std::vector<double>>{
                    {1, 0}, {-1, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 1}});
  CHECK(game.score() == 0.5);
  CHECK(game.steps() == 12);
}

TEST_CASE(
    "who recalls a sequence in order scores 1, backwards it is the chance of a palindrome, and without memory a "
    "half",
    "[evolve][game]") {
  CHECK(mean_over_all_signs([](const std::vector<bool>& heard, std::size_t passed) { return heard[passed]; }) == 1);
  CHECK(mean_over_all_signs([](const std::vector<bool>& heard, std::size_t passed) {
          return heard[heard.size() - 1 - passed];
        }) == 0.5);
  CHECK(mean_over_all_signs([](const std::vector<bool>&, std::size_t) { return true; }) == 0.5);
  CHECK(mean_over_all_signs([](const std::vector<bool>& heard, std::size_t) { return heard.back(); }) == 0.75);
}

TEST_CASE("what is done in the corridors of a recall does not matter", "[evolve][game]") {
  SequenceRecall game;
  game.start({true, true}, {3, 3});
  for (int step = 0; !game.over(); ++step) {
    const bool at_junction = game.observe()[1] == 1;
    game.step(at_junction || step % 2 == 0 ? right : left);
  }
  CHECK(game.score() == 1);
}

TEST_CASE("sequences and corridors are drawn from all that there are", "[evolve][game]") {
  std::set<std::vector<int>> drawn;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    SequenceRecall game;
    Random random(seed);
    game.reset(random);
    std::vector<int> found;
    int walked = 0;
    for (; !game.over(); game.step(left)) {
      if (game.observe()[0] != 0) {
        found.push_back(game.observe()[0] > 0 ? 1 : 0);
      } else if (game.observe()[1] == 1) {
        found.push_back(walked);
        walked = 0;
      } else {
        ++walked;
      }
    }
    CHECK(game.steps() <= game.limit());
    drawn.insert(found);
  }
  CHECK(drawn.size() == 4 * 6 * 6);
  CHECK(drawn.begin()->at(2) == 3);
  CHECK(drawn.rbegin()->at(2) == 8);
}

}  // namespace plexus::evolve
