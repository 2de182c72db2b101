#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <plexus/architect/construct.hpp>
#include <plexus/core/error.hpp>
#include <plexus/data/model.hpp>
#include <plexus/export/dot.hpp>
#include <plexus/graph/dot.hpp>
#include <plexus/save/atomic_file.hpp>

#include "commands.hpp"
#include "graphviz.hpp"
#include "input_file.hpp"
#include "meaning.hpp"
#include "output_file.hpp"
#include "summary.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

struct ShowChoice {
  std::string file;
  std::string svg, png, dot;
  bool units = false, layers = false, weights = false;
};

constexpr std::size_t most_drawn_units = 60, most_drawn_connections = 300;

void print_scale(const std::string& name, const Scale& scale, std::size_t width) {
  std::cout << "  " << std::left << std::setw(static_cast<int>(width)) << name << std::right << "  mean "
            << std::setw(10) << rounded(scale.mean, 4) << "  deviation " << std::setw(10) << rounded(scale.deviation, 4)
            << '\n';
}

void print_use(const Model& model) {
  if (!model.game.empty()) std::cout << "plays: " << model.game << '\n';
  if (model.series) {
    std::cout << "forecasts: " << model.series->column << ", each change from the one before\n";
    print_scale("change", model.series->change, 6);
  }
  if (!model.table) return;
  const TargetColumn& target = model.table->target;
  std::cout << "answers: " << target.name
            << (target.is_class() ? ", one of " + list_of(target.classes) : std::string(", a number")) << '\n'
            << "sees: " << count_of(model.table->input_count(), "column") << ", standardised\n";
  std::size_t width = target.name.size();
  for (const InputColumn& input : model.table->inputs) width = std::max(width, input.name.size());
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(most, model.table->inputs.size()); ++i)
    print_scale(model.table->inputs[i].name, model.table->inputs[i].scale, width);
  if (model.table->inputs.size() > most) std::cout << "  and " << model.table->inputs.size() - most << " more\n";
  if (!target.is_class()) print_scale(target.name, target.scale, width);
}

// When that can be read; else group by group.
bool unit_by_unit(const Topology& topology, const ShowChoice& choice) {
  const bool small = topology.unit_count() <= most_drawn_units && topology.connection_count() <= most_drawn_connections;
  return choice.units || (small && !choice.layers);
}

// A picture of one kind is not to have the ending of another.
void require_ending(std::string_view option, const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  for (const char* other : {"svg", "png", "dot"})
    if (ending == "." + std::string(other) && option != "--" + std::string(other))
      throw Error(option, ": '", file, "' ends as a file of --", other, "; choose another ending, or say --", other);
}

void run(const ShowChoice& choice) {
  const std::array files{OutputFile{"--svg", choice.svg}, OutputFile{"--png", choice.png},
                         OutputFile{"--dot", choice.dot}};
  require_separate_files(files, choice.file);
  for (const auto& [option, file] : files) require_ending(option, file);
  const Model model = read_model(choice.file);
  if (!model.note.empty()) std::cout << "made: " << model.note << '\n';
  print_use(model);
  std::cout << "network: " << summary_of(model.network) << '\n';
  print_groups(std::cout, model.network);
  if (choice.weights) print_weights(std::cout, model.network, unit_names(model));
  if (choice.svg.empty() && choice.png.empty() && choice.dot.empty()) return;

  const bool units = unit_by_unit(model.network.topology(), choice);
  const std::string drawing =
      units ? to_dot(model.network, unit_names(model)) : to_dot(architect::graph(model.network).front().graph());
  if (!choice.dot.empty()) {
    const std::string kept = keep_old(choice.dot);
    write_file(choice.dot, drawing);
    std::cout << "drawn to " << choice.dot << kept << "; dot -Tsvg " << choice.dot << " makes a picture of it\n";
  }
  for (const auto& [file, format] : {std::pair{choice.svg, "svg"}, std::pair{choice.png, "png"}}) {
    if (file.empty()) continue;
    const std::string picture = draw_with_graphviz(drawing, format);
    write_text(picture, file, "drawn to ");
  }
  std::cout << (units ? "blue: positive weights, red: negative, dashed: from the step before, dotted: gates\n"
                      : "boxes: groups with their numbers of units, dashed: gates\n");
}

}  // namespace

void add_show(CLI::App& app) {
  const auto choice = std::make_shared<ShowChoice>();
  CLI::App* command = app.add_subcommand("show", "Show what a network is, and draw it");
  command->add_option("file", choice->file, "Saved network")->required()->type_name("FILE");
  command->add_option("--svg", choice->svg, "Draw it to this file (needs Graphviz)")->type_name("FILE");
  command->add_option("--png", choice->png, "The same as a bitmap")->type_name("FILE");
  command->add_option("--dot", choice->dot, "Write the drawing in Graphviz's language")->type_name("FILE");
  auto* units = command->add_flag("--units", choice->units, "Draw every unit [when there are few]");
  command->add_flag("--layers", choice->layers, "Draw groups of units [when there are many]")->excludes(units);
  command->add_flag("--weights", choice->weights,
                    "List every unit with its bias, and every connection with its weight");
  command->footer("Examples:\n  plexus show champion.json --weights\n  plexus show champion.json --svg champion.svg");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
