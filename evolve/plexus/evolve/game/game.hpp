#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <plexus/core/random.hpp>
#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/game/vector_environment.hpp>
#include <plexus/program/agent.hpp>

namespace plexus::evolve {

/// A game that a network can play, step by step. A further game is one class in one file, and one row.
class Game {
 public:
  virtual ~Game() = default;

  virtual void reset(Random& random) = 0;                 ///< starts an episode
  virtual std::span<const double> observe() const = 0;    ///< what the network sees; valid until the next call
  virtual std::size_t action_count() const = 0;           ///< numbers that step takes
  virtual void step(std::span<const double> action) = 0;  ///< takes the network's outputs; not after the end
  virtual bool over() const = 0;                          ///< lost, won, or at the limit
  virtual double score() const = 0;                       ///< of the episode so far
  virtual std::size_t steps() const = 0;                  ///< of the episode so far
  virtual std::size_t limit() const = 0;                  ///< an episode ends after so many steps
  virtual std::string draw() const = 0;                   ///< a picture in text, of always as many lines
};

/// One row of the table of games.
struct GameRow {
  std::string_view name;     ///< what the command line says
  std::string_view summary;  ///< one line for people
  std::size_t inputs;        ///< numbers that a game shows
  std::size_t outputs;       ///< numbers that it takes
  std::string_view sees;     ///< what it shows, in a word or two for each number, with ", " between, for people
  std::string_view takes;    ///< the same of what it takes
  double solved;             ///< mean score at which it is solved
  std::unique_ptr<Game> (*make)();
  /// Many of it side by side, each playing exactly as the game itself; nullptr: so many games.
  std::unique_ptr<VectorEnvironment> (*make_lanes)(std::size_t lanes) = nullptr;
  std::string_view source = {};                 ///< the publication or program that it follows
  bool needs_memory = false;                    ///< whether what it shows tells too little, so that one must remember
  EpisodeOptions episodes = {.confirm = 1000};  ///< how a network is scored in it; games are quick, so a champion is
                                                ///< confirmed over many: who seldom fails is found out late
};

/// All games.
std::span<const GameRow> game_rows();

/// The game of this name; throws Error with the known names when there is none.
const GameRow& game_named(std::string_view name);

/// Plays one episode from a cleared agent and returns its score, when the limit ends it the score so far. Throws Error
/// when the agent's sizes do not fit.
double play_episode(Game& game, Agent& agent, Random& random, const EpisodeLimit& limit = {});

/// Many games side by side: the row's own way, or one by one.
std::unique_ptr<VectorEnvironment> make_lanes(const GameRow& game, std::size_t lanes);

/// The mean score of some episodes, played side by side: those of GameRow::episodes, or of options of your own. A
/// champion is confirmed over 1,000 episodes unless they say otherwise, for most games are quick, and a network that
/// seldom fails is found out late.
Fitness score_in(const GameRow& game);
Fitness score_in(const GameRow& game, const EpisodeOptions& options);

/// The position of the largest of these numbers; the first of equal ones: how a discrete action is chosen.
std::size_t largest(std::span<const double> values);

/// The number itself within [-most, most], else the nearer end; 0 for NaN: how a continuous action is taken.
double limited(double value, double most);

}  // namespace plexus::evolve
