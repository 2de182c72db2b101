#include "layer_list.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include <plexus/architect/layers.hpp>
#include <plexus/core/table.hpp>

namespace plexus::command {
namespace {

constexpr std::size_t most_units = 100'000;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

[[noreturn]] void refuse(std::string_view item, std::string_view problem) {
  throw CLI::ValidationError("--layers: '" + std::string(item) + "' " + std::string(problem) + "; wanted " +
                             layer_grammar);
}

std::size_t size_in(std::string_view text, std::string_view item) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size()) refuse(item, "has no whole number for a size");
  if (size == 0 || size > most_units) refuse(item, "has a size outside of 1 to " + std::to_string(most_units));
  return size;
}

// Items in quotes may stand apart: "64, 32".
std::vector<std::string_view> items_of(std::string_view text) {
  std::vector<std::string_view> items;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    std::string_view item = text.substr(begin, end - begin);
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    item = item.substr(0, item.find_last_not_of(' ') + 1);
    if (item.empty())
      throw CLI::ValidationError("--layers: '" + std::string(text) + "' has nothing between two commas, or at an end");
    items.push_back(item);
    begin = end + 1;
  }
  return items;
}

struct Built {
  Layer layer;
  bool recurrent = false;
};

// `before` is the size of the layer that this one takes from.
Built layer_of(std::string_view item, std::size_t before) {
  const auto colon = item.find(':');
  const std::size_t size = size_in(colon == std::string_view::npos ? item : item.substr(colon + 1), item);
  if (colon == std::string_view::npos) return {Dense(size, {.activation = Activation::relu, .name = "dense"})};
  const std::string kind = lower(item.substr(0, colon));
  if (kind == "lstm") return {LSTM(size), true};
  if (kind == "gru") return {GRU(size), true};
  if (kind == "memory") return {Memory(before, size), true};
  const auto activation = find_activation(kind);
  if (!activation) refuse(item, "names neither a layer nor an activation (" + names_of(activation_rows()) + ")");
  return {Dense(size, {.activation = *activation, .name = "dense"})};
}

}  // namespace

Network network_of(const LayerList& layers, std::size_t inputs, std::size_t outputs, std::uint64_t seed) {
  std::vector<Layer> parts{Dense(inputs, {.role = GroupRole::input, .name = "input"})};
  bool recurrent = false;
  if (layers.items != "none")
    for (const std::string_view item : items_of(layers.items)) {
      const Built built = layer_of(item, parts.back().size());
      parts.back().connect(built.layer);
      parts.push_back(built.layer);
      recurrent = recurrent || built.recurrent;
    }
  parts.push_back(Dense(outputs, {.activation = layers.output, .role = GroupRole::output, .name = "output"}));
  parts[parts.size() - 2].connect(parts.back());
  if (recurrent) parts.front().connect(parts.back());
  return architect::Construct(parts, {.seed = seed});
}

}  // namespace plexus::command
