#include "meaning.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <plexus/evolve/game/game.hpp>
#include <plexus/save/text.hpp>

namespace plexus::command {
namespace {

std::string nth(const char* list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]"; }

std::string standardised(const std::string& name, const Scale& scale) {
  return "(" + name + " - " + number_text(scale.mean) + ") / " + number_text(scale.deviation);
}

std::string restored(std::size_t output, const Scale& scale) {
  return nth("output", output) + " * " + number_text(scale.deviation) + " + " + number_text(scale.mean);
}

std::vector<std::string> in_words(const Encoding& encoding) {
  std::vector<std::string> lines{"What the columns become:"};
  for (std::size_t i = 0; i < encoding.inputs.size(); ++i)
    lines.push_back(nth("input", i) + " = " + standardised(encoding.inputs[i].name, encoding.inputs[i].scale));
  const TargetColumn& target = encoding.target;
  if (!target.is_class()) {
    lines.push_back(target.name + " = " + restored(0, target.scale));
    return lines;
  }
  lines.push_back(target.name + " is that of the largest output:");
  for (std::size_t i = 0; i < target.classes.size(); ++i) lines.push_back(nth("output", i) + ": " + target.classes[i]);
  return lines;
}

std::vector<std::string> in_words(const SeriesEncoding& encoding) {
  return {"Steps through " + encoding.column + ", after clear():",
          "input[0] = " + standardised("(this number - the one before)", encoding.change),
          "forecast of the next number = this number + " + restored(0, encoding.change)};
}

// "a, b" in parts.
std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t end; (end = list.find(", ")) != std::string_view::npos; list.remove_prefix(end + 2))
    parts.emplace_back(list.substr(0, end));
  parts.emplace_back(list);
  return parts;
}

}  // namespace

UnitNames unit_names(const Model& model) {
  UnitNames names;
  if (model.table) {
    for (const InputColumn& input : model.table->inputs) names.inputs.push_back(input.name);
    const TargetColumn& target = model.table->target;
    names.outputs = target.is_class() ? target.classes : std::vector{target.name};
  } else if (model.series) {
    names = {{"last change of " + model.series->column}, {"next change"}};
  } else if (const auto game = std::ranges::find(evolve::game_rows(), model.game, &evolve::GameRow::name);
             game != evolve::game_rows().end()) {
    names = {parts_of(game->sees), parts_of(game->takes)};
  }
  return names;
}

std::vector<std::string> encoding_in_words(const Model& model) {
  if (model.table) return in_words(*model.table);
  if (model.series) return in_words(*model.series);
  if (!model.game.empty()) return {"It plays " + model.game + "."};
  return {};
}

}  // namespace plexus::command
