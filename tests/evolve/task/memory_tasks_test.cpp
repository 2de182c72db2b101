#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/architect/construct.hpp>
#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/task/task.hpp>
#include <plexus/graph/group.hpp>

// Networks made by hand that remember, and the same without their memory.

namespace plexus::evolve {
namespace {

Node linear(double bias = 0) { return Node({.activation = Activation::identity, .bias = bias}); }

// A unit adds up what the sign says, and keeps it: north is 1, south -1.
Network in_t_maze(double keeping) {
  const Node first, second, third, memory = linear(), north = linear(), east = linear(), south = linear(),
                                   west = linear(-10);
  first.connect(memory, {}, -1.0);
  third.connect(memory, {}, 1.0);
  second.connect(west, {}, 0.0);
  memory.connect(memory, {}, keeping);
  memory.connect(north, {}, 1.0);
  memory.connect(south, {}, -1.0);
  first.connect(east, {}, 10.0);
  third.connect(east, {}, 10.0);
  return architect::Construct({first, second, third, memory, north, east, south, west});
}

// `first_sign` is set by the first sign, and holds it by way of `echo`; `sum` is that of all signs, `count` that of the
// junctions, at the first of which the one is asked for, at the second the rest.
Network in_recall(double keeping) {
  const Node sign, junction, first_sign({.activation = Activation::tanh}),
      echo = linear(), sum = linear(), count = linear(), at_first({.bias = 3}), at_second({.bias = -6}),
      left = linear(0.5), right = linear();
  sign.connect(first_sign, {}, 10.0);
  echo.connect(first_sign, {}, 50.0);
  first_sign.connect(echo, {}, 1.0);
  sign.connect(sum, {}, 1.0);
  sum.connect(sum, {}, keeping);
  junction.connect(count, {}, 1.0);
  count.connect(count, {}, 1.0);
  at_first.set({.bias = 20 * 3.0});
  first_sign.connect(at_first, {}, 20.0);
  count.connect(at_first, {}, -20 * 3.0);
  at_second.set({.bias = -20 * 6.0});
  sum.connect(at_second, {}, 20.0);
  first_sign.connect(at_second, {}, -20.0);
  count.connect(at_second, {}, 20 * 3.0);
  at_first.connect(right, {}, 1.0);
  at_second.connect(right, {}, 1.0);
  sign.connect(left, {}, 0.0);
  return architect::Construct({sign, junction, first_sign, echo, sum, count, at_first, at_second, left, right});
}

// Whether a run would take the network for a solution: its score as confirmed, put to the criterion.
bool is_solved(const Task& task, const Network& network, double* score = nullptr) {
  ThreadEvaluator evaluator(task.fitness, 1);
  const auto confirmed = evaluator.confirm(network, {1, 2, 3}, {});
  REQUIRE(confirmed);
  if (score != nullptr) *score = confirmed->score;
  return evaluator.solves(network, {confirmed->score});
}

}  // namespace

TEST_CASE("a network that keeps the sign solves the T-maze, and one that forgets it is as good as chance",
          "[evolve][task]") {
  const Task task = task_named("t-maze").make();
  double score = 0;
  CHECK(is_solved(task, in_t_maze(1), &score));
  CHECK(score == 4);
  CHECK(task.fitness.score(in_t_maze(1), {1, 2, 3}) == 4);
  CHECK_FALSE(is_solved(task, in_t_maze(0), &score));
  CHECK(std::abs(score - 1.95) < 5 * 2.05 / std::sqrt(1000.0));
}

TEST_CASE("a network that keeps two signs apart solves the recall of sequences, and must do so in all of them",
          "[evolve][task]") {
  const Task task = task_named("sequence-recall").make();
  CHECK(is_solved(task, in_recall(1)));
  double score = 0;
  CHECK_FALSE(is_solved(task, in_recall(0), &score));
  CHECK(score < 0.9);
  CHECK_FALSE(task.fitness.solves(in_recall(1), {0.99}));
  // A score of 1 alone does not do: this network is asked again.
  CHECK_FALSE(task.fitness.solves(in_recall(0), {1}));
  // It holds for a while, and fails after the longest corridors alone.
  const Network fading = in_recall(0.93);
  CHECK_FALSE(task.fitness.solves(fading, {1}));
}

}  // namespace plexus::evolve
