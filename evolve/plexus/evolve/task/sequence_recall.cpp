#include <cstddef>

#include <plexus/evolve/game/sequence_recall.hpp>
#include <plexus/evolve/task/tasks.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {
namespace {

bool recalls(const Network& network, const SequenceRecall::Signs& to_right,
             const SequenceRecall::Corridors& corridors) {
  SequenceRecall game;
  Agent agent(network);
  agent.clear();
  game.start(to_right, corridors);
  while (!game.over()) game.step(agent.activate(game.observe()));
  return game.score() == 1;
}

// Calls answer(signs, corridors) for all that there are, until one is false; whether none was.
template <class Answer>
bool for_all(Answer answer) {
  constexpr std::size_t lengths = SequenceRecall::longest - SequenceRecall::shortest + 1;
  std::size_t count = 1;
  for (std::size_t i = 0; i < SequenceRecall::signs; ++i) count *= 2 * lengths;
  for (std::size_t number = 0; number < count; ++number) {
    SequenceRecall::Signs to_right{};
    SequenceRecall::Corridors corridors{};
    std::size_t rest = number;
    for (std::size_t i = 0; i < SequenceRecall::signs; ++i) {
      to_right[i] = rest % 2 == 1;
      corridors[i] = SequenceRecall::shortest + rest / 2 % lengths;
      rest /= 2 * lengths;
    }
    if (!answer(to_right, corridors)) return false;
  }
  return true;
}

}  // namespace

// The fitness is the mean score of the game; it is solved when a network recalls every sequence there is, whatever the
// lengths of the corridors.
Task sequence_recall_task() {
  return {score_in(game_named("sequence-recall")).solved_when([](const Network& network, const Evaluation& evaluation) {
    return evaluation.score >= 1 &&
           for_all([&](const SequenceRecall::Signs& to_right, const SequenceRecall::Corridors& corridors) {
             return recalls(network, to_right, corridors);
           });
  })};
}

}  // namespace plexus::evolve
