// The command plexus: evolves and trains networks, plays with them, tests them and shows them.

#include <algorithm>
#include <cctype>
#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/nearest.hpp>

#include "commands.hpp"

namespace {

constexpr int failed = 1, misused = 2;

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// Those of two dashes, with them.
std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// "--seeds" of "--seeds=3".
std::string name_in(const std::string& word) { return word.substr(0, word.find('=')); }

// The command that was chosen last, such as that of plexus bench speed, and what one types to get there.
struct Chosen {
  const CLI::App* app;
  std::string path;
};

Chosen chosen_in(const CLI::App& app) {
  Chosen chosen{&app, "plexus"};
  for (auto next = app.get_subcommands(); !next.empty(); next = chosen.app->get_subcommands()) {
    chosen.app = next.front();
    chosen.path += ' ' + next.front()->get_name();
  }
  return chosen;
}

// What to say when the command line makes no sense, and where to read on.
std::string complaint(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  const auto [command, path] = chosen_in(app);
  const std::string read_on = "; see " + path + " --help";
  // The top never gets so far as to leave something over.
  const auto rest =
      command == &app ? std::vector<std::string>(argv + std::min(argc, 1), argv + argc) : command->remaining();
  const auto unknown = std::ranges::find_if(rest, [command = command](const std::string& each) {
    return each.size() > 1 && each.starts_with('-') && std::isdigit(static_cast<unsigned char>(each[1])) == 0 &&
           command->get_option_no_throw(name_in(each)) == nullptr;
  });
  const auto commands = command_names(*command);
  if (unknown != rest.end() && (commands.empty() || unknown == rest.begin())) {
    const std::string hint = plexus::did_you_mean(name_in(*unknown), option_names(*command));
    return "there is no option '" + name_in(*unknown) + "'" + (hint.starts_with("did") ? "; " + hint : "") + read_on;
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && commands.empty() && !rest.empty()) {
    std::string words;
    for (const std::string& each : rest) words += (words.empty() ? "" : " ") + each;
    return "not expected: " + words + read_on;
  }
  if (commands.empty() || rest.empty()) return error.what() + read_on;
  const std::string& first = rest.front();
  if (first.empty() || first.starts_with('-')) return error.what() + read_on;
  const std::string where = command == &app ? "" : " in " + path;
  return "there is no command '" + first + "'" + where + "; " + plexus::did_you_mean(first, commands) + read_on;
}

void require_written() {
  if (!std::cout.flush()) throw plexus::Error("what there is to say could not be written to the standard output");
}

int tell_of_memory() {
  std::cerr << "plexus: there is not enough memory for that; take smaller sizes\n";
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Evolves and trains neural networks, plays with them, tests them and shows them.", "plexus");
  app.set_version_flag("--version", "plexus " PLEXUS_VERSION, "Print the version and exit");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  plexus evolve cartpole                                  evolve a network that balances a pole\n"
      "  plexus play champion.json                               watch it play\n"
      "  plexus evolve iris.csv --target species -o iris.json    evolve one that tells flowers apart\n"
      "  plexus train digits.csv --target digit -o digits.json   train one that reads digits\n"
      "  plexus test digits.json digits.csv                      test it on a file\n"
      "  plexus train co2.csv --series co2_ppm -o co2.json       train one that forecasts\n"
      "  plexus show co2.json --svg co2.svg                      what it is, and a drawing\n"
      "  plexus export champion.json --cpp champion.hpp          take it along without Plexus\n"
      "\n"
      "plexus COMMAND --help says more about a command.");
  plexus::command::add_evolve(app);
  plexus::command::add_train(app);
  plexus::command::add_play(app);
  plexus::command::add_test(app);
  plexus::command::add_show(app);
  plexus::command::add_export(app);
  plexus::command::add_import(app);
  plexus::command::add_bench(app);

  try {
    app.parse(argc, argv);
    require_written();
  } catch (const CLI::Success& asked) {  // --help and --version
    app.exit(asked);
    std::cout.flush();
    return std::cout ? 0 : failed;
  } catch (const CLI::ParseError& error) {
    std::cerr << "plexus: " << complaint(app, error, argc, argv) << '\n';
    return misused;
  } catch (const plexus::Error& error) {
    std::cerr << "plexus: " << error.what() << '\n';
    return failed;
  } catch (const std::bad_alloc&) {
    return tell_of_memory();
  } catch (const std::length_error&) {  // more elements than a list can have
    return tell_of_memory();
  } catch (const std::exception& error) {
    std::cerr << "plexus: something went wrong: " << error.what() << '\n';
    return failed;
  }
}
