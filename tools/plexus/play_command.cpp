#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>

#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>
#include <plexus/evolve/game/game.hpp>

#include "commands.hpp"
#include "episodes.hpp"
#include "input_file.hpp"
#include "number_options.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

struct PlayChoice {
  std::string file;
  std::optional<std::size_t> episodes;
  double delay = 20;
  std::uint64_t seed = 1;
};

// Draws over the picture before, until the episode ends or Ctrl-C is pressed.
void animate(evolve::Game& game, Agent& agent, Random& random, std::chrono::duration<double, std::milli> delay,
             const std::string& title) {
  game.reset(random);
  agent.clear();
  std::cout << "\x1b[?25l";  // no cursor
  for (bool first = true;; first = false) {
    const std::string picture = game.draw() + title + ", step " + std::to_string(game.steps()) + ", score " +
                                rounded(game.score(), 6) + "\x1b[K\n";
    if (!first) std::cout << "\x1b[" << std::ranges::count(picture, '\n') << 'F';
    std::cout << picture << std::flush;
    if (game.over() || interrupted()) break;
    game.step(agent.activate(game.observe()));
    std::this_thread::sleep_for(delay);
  }
  std::cout << "\x1b[?25h" << std::flush;
}

// What the pictures of a game take, with the line below them.
TerminalSize picture_of(const evolve::GameRow& row, std::uint64_t seed) {
  const auto game = row.make();
  Random random(seed);
  game->reset(random);
  TerminalSize size{50, 1};  // the line: name, episode, step and score
  std::istringstream lines(game->draw());
  for (std::string line; std::getline(lines, line); ++size.rows) size.columns = std::max(size.columns, line.size());
  return size;
}

void run(const PlayChoice& choice) {
  const Model model = read_model(choice.file);
  if (model.game.empty())
    throw Error("'", choice.file, "' plays no game",
                model.table || model.series ? "; it is for a CSV file: see plexus test" : "",
                "; evolve a network that does, such as: plexus evolve cartpole");
  const evolve::GameRow& row = evolve::game_named(model.game);
  require_player(model.network, row);
  const TerminalSize terminal = stdout_terminal(), picture = picture_of(row, choice.seed);
  if (terminal.columns <= picture.columns || terminal.rows <= picture.rows) {
    const std::string scores =
        line_of(row, play_episodes(model.network, row, choice.episodes.value_or(10), choice.seed));
    if (terminal.columns > 0)
      std::cout << "the terminal is too small to watch: it has " << count_of(terminal.columns, "column") << " and "
                << count_of(terminal.rows, "row") << ", wanted " << picture.columns + 1 << " and " << picture.rows + 1
                << '\n';
    std::cout << scores << '\n';
    return;
  }
  catch_interrupt();
  const std::size_t episodes = choice.episodes.value_or(1);
  const auto game = row.make();
  Agent agent(model.network);
  for (std::size_t episode = 0; episode < episodes && !interrupted(); ++episode) {
    Random random(choice.seed, episode);
    const std::string number =
        episodes > 1 ? ", episode " + std::to_string(episode + 1) + " of " + std::to_string(episodes) : "";
    animate(*game, agent, random, std::chrono::duration<double, std::milli>(choice.delay),
            std::string(row.name) + number);
  }
}

}  // namespace

void add_play(CLI::App& app) {
  const auto choice = std::make_shared<PlayChoice>();
  CLI::App* command =
      app.add_subcommand("play", "Watch a network play its game; without a terminal, a summary of its scores");
  command->add_option("file", choice->file, "Saved network")->required()->type_name("FILE");
  add_whole_number(*command, "--episodes", choice->episodes, "How many to play [1; for a summary 10]", some_episodes);
  add_number(*command, "--delay", choice->delay, "Between two pictures", {0, 60'000})
      ->type_name("MILLISECONDS")
      ->capture_default_str();
  add_whole_number(*command, "--seed", choice->seed, "Of the episodes", any_seed)->capture_default_str();
  command->footer(
      "Examples:\n  plexus play champion.json\n  plexus play champion.json --episodes 3 --delay 5 --seed 42");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
