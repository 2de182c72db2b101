#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/neataptic.hpp>

#include "commands.hpp"
#include "output_file.hpp"
#include "summary.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

struct ImportChoice {
  std::string file;
  std::string output;
};

bool is_list(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");  // the last three: a byte order mark
  return first != std::string::npos && text[first] == '[';
}

// What a user of Neataptic might want to know beyond the numbers of things.
void print_peculiarities(const Network& network) {
  const Topology& topology = network.topology();
  const auto masked = static_cast<std::size_t>(
      std::ranges::count_if(topology.units(), [](const Unit& unit) { return unit.mask != 1; }));
  const auto constant = static_cast<std::size_t>(
      std::ranges::count_if(topology.units(), [](const Unit& unit) { return !unit.trainable; }));
  if (masked > 0) std::cout << count_of(masked, "unit") << " with a mask, as training with dropout leaves it\n";
  if (constant > 0) std::cout << count_of(constant, "constant unit") << ", which training leaves as they are\n";
  if (!topology.parts().inputs_gate)
    std::cout << "inputs gate connections: as in Neataptic these stay open, or, once the network was cleared, shut\n";
}

void import_network(const std::string& text, const ImportChoice& choice) {
  const std::string output = choice.output.empty() ? "network.json" : choice.output;
  require_writable("--output", output);
  require_other_file("--output", output, choice.file);
  const Network network = network_from_neataptic(text);
  std::cout << "network: " << summary_of(network) << '\n';
  print_groups(std::cout, network);
  print_peculiarities(network);
  write_model({.network = network, .note = "imported from " + choice.file + ", a network of Neataptic's"}, output);
}

// "network-007.json" of 250.
std::string file_name(std::size_t index, std::size_t count) {
  const std::string number = std::to_string(index + 1);
  return "network-" + std::string(std::to_string(count).size() - number.size(), '0') + number + ".json";
}

void make_folder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (!std::filesystem::is_directory(folder))
    throw Error("--output: '", folder, "' is to be the folder of a population and cannot be made: ",
                failed ? failed.message() : "a file is in its way");
}

void import_population(const std::string& text, const ImportChoice& choice) {
  const std::vector<Network> population = population_from_neataptic(text);
  const std::string folder = choice.output.empty() ? "population" : choice.output;
  make_folder(folder);
  const auto path = [&](std::size_t i) {
    return (std::filesystem::path(folder) / file_name(i, population.size())).string();
  };
  for (std::size_t i = 0; i < population.size(); ++i) require_other_file("--output", path(i), choice.file);

  const auto [small, large] =
      std::ranges::minmax(population, {}, [](const Network& network) { return network.topology().connection_count(); });
  std::cout << "population: " << count_of(population.size(), "network") << " with "
            << count_of(small.input_count(), "input") << " and " << count_of(small.output_count(), "output") << ", "
            << small.topology().connection_count() << " to "
            << count_of(large.topology().connection_count(), "connection") << '\n';
  std::string kept;
  for (std::size_t i = 0; i < population.size(); ++i) {
    if (!keep_old(path(i)).empty()) kept = " (files that were there now have a ~ behind their names)";
    save(Model{.network = population[i],
               .note = "imported from " + choice.file + ", network " + std::to_string(i + 1) + " of a population"},
         path(i));
  }
  std::cout << "saved to " << path(0) << (population.size() > 1 ? " to " + path(population.size() - 1) : "") << kept
            << '\n';
}

void run(const ImportChoice& choice) {
  const std::string text = read_file(choice.file);
  try {
    is_list(text) ? import_population(text, choice) : import_network(text, choice);
  } catch (const Error& error) {
    throw Error(choice.file, ": ", error.what());
  }
}

}  // namespace

void add_import(CLI::App& app) {
  const auto choice = std::make_shared<ImportChoice>();
  CLI::App* command = app.add_subcommand("import", "Make a network or a population of Neataptic's one of Plexus");
  command->add_option("file", choice->file, "What JSON.stringify made of network.toJSON() or neat.export()")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("-o,--output", choice->output,
                   "Where to save the network [network.json]; for a population a folder, which is made [population]")
      ->type_name("FILE|FOLDER");
  command->footer(
      "The network computes what it did in Neataptic. Files of older versions, before 1.3, are read too. In a "
      "program,\n"
      "load_model reads what this saves.\n"
      "\n"
      "Examples:\n"
      "  plexus import xor.json -o network.json\n"
      "  plexus import generation.json -o generation");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
