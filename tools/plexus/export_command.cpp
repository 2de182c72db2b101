#include <algorithm>
#include <cstddef>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>
#include <plexus/export/cpp.hpp>
#include <plexus/export/graph_json.hpp>
#include <plexus/export/javascript.hpp>
#include <plexus/save/neataptic.hpp>

#include "commands.hpp"
#include "input_file.hpp"
#include "meaning.hpp"
#include "output_file.hpp"

namespace plexus::command {
namespace {

struct ExportChoice {
  std::vector<std::string> files;
  std::string neataptic, cpp, javascript, graph;
  std::string name = "Agent", name_space;
  bool single_precision = false;
};

// One thing to write.
struct Work {
  OutputFile output;
  std::string text;
};

std::vector<Work> written(const Model& model, const ExportChoice& choice, const std::vector<std::string>& notes) {
  std::vector<Work> works;
  const auto add = [&](const char* option, const std::string& file, const std::function<std::string()>& text) {
    if (!file.empty()) works.push_back({{option, file}, text()});
  };
  const Network& network = model.network;
  add("--neataptic", choice.neataptic, [&] { return to_neataptic(network) + '\n'; });
  add("--cpp", choice.cpp, [&] {
    return to_cpp(network, {choice.name, choice.name_space, choice.single_precision, notes});
  });
  add("--javascript", choice.javascript, [&] {
    return to_javascript(network, {choice.name, choice.javascript.ends_with(".mjs"), notes});
  });
  add("--graph", choice.graph, [&] { return to_graph_json(network) + '\n'; });
  return works;
}

void print_encoding(const std::vector<std::string>& lines) {
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) std::cout << "  " << lines[i] << '\n';
  if (lines.size() > most) std::cout << "  and " << lines.size() - most << " lines more\n";
}

// Several networks make a population, which Neataptic alone can read.
void export_population(const ExportChoice& choice) {
  if (choice.neataptic.empty() || !choice.cpp.empty() || !choice.javascript.empty() || !choice.graph.empty())
    throw CLI::ValidationError("several networks make a population, which can be written with --neataptic alone");
  std::vector<Network> population;
  for (const std::string& file : choice.files) {
    require_other_file("--neataptic", choice.neataptic, file);
    population.push_back(read_model(file).network);
  }
  write_text(to_neataptic(population) + '\n', choice.neataptic, "written to ");
}

void run(const ExportChoice& choice) {
  if (choice.files.size() > 1) return export_population(choice);
  const std::vector<OutputFile> files{{"--neataptic", choice.neataptic},
                                      {"--cpp", choice.cpp},
                                      {"--javascript", choice.javascript},
                                      {"--graph", choice.graph}};
  if (std::ranges::all_of(files, [](const OutputFile& each) { return each.file.empty(); }))
    throw CLI::ValidationError("name what to write: --neataptic, --cpp, --javascript or --graph");
  if (choice.cpp.empty() && (choice.single_precision || !choice.name_space.empty()))
    throw CLI::ValidationError("--float and --namespace are for --cpp");
  require_separate_files(files, choice.files.front());
  const Model model = read_model(choice.files.front());
  const std::vector<std::string> encoding = encoding_in_words(model);
  for (const auto& [output, text] : written(model, choice, encoding)) write_text(text, output.file, "written to ");
  if (model.table || model.series) {
    std::cout << "the network alone was exported; what to give it, and how to read its answer:\n";
    print_encoding(encoding);
  }
}

}  // namespace

void add_export(CLI::App& app) {
  const auto choice = std::make_shared<ExportChoice>();
  CLI::App* command = app.add_subcommand("export", "Write a network as C++, as JavaScript, or for Neataptic");
  command->add_option("files", choice->files, "Saved network; several make a population for Neataptic")
      ->required()
      ->type_name("FILE ...");
  command->add_option("--cpp", choice->cpp, "As a C++11 header that needs nothing else")->type_name("FILE");
  command
      ->add_option("--javascript", choice->javascript,
                   "As a script that needs nothing else; as an ES module when its name ends in .mjs")
      ->type_name("FILE");
  command->add_option("--neataptic", choice->neataptic, "As JSON for Neataptic's Network.fromJSON, or neat.import")
      ->type_name("FILE");
  command->add_option("--graph", choice->graph, "As the JSON that Neataptic's graph.js draws")->type_name("FILE");
  command->add_option("--name", choice->name, "Of the class in C++ and JavaScript")
      ->type_name("NAME")
      ->capture_default_str();
  command->add_option("--namespace", choice->name_space, "Of the class in C++, such as game::ai")->type_name("NAME");
  command->add_flag("--float", choice->single_precision, "Compute in float in C++ [in double]");
  command->footer(
      "Examples:\n"
      "  plexus export champion.json --cpp champion.hpp --name Champion --namespace game\n"
      "  plexus export champion.json --javascript champion.mjs --neataptic champion.neataptic.json");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
