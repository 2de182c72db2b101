#include <plexus/export/source_text.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/save/text.hpp>

namespace plexus {
namespace {

// What a comment can hold: no control characters, no line ends and changes of direction of Unicode (they lie between
// U+2000 and U+207F, whose UTF-8 begins with these two bytes), no trigraphs.
std::string harmless(std::string_view line) {
  const std::string text = escaped(line);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (rest.starts_with("\xE2\x80") || rest.starts_with("\xE2\x81")) {
      for (const char byte : rest.substr(0, 3)) result += escaped(std::string_view(&byte, 1));
      i += 2;
    } else {
      result += rest.starts_with("??") ? "\\x3F" : std::string(1, text[i]);
    }
  }
  return result;
}

}  // namespace

std::vector<Activation> activations_in(const Network& network) {
  std::vector<Activation> found;
  for (const ActivationRow& each : activation_rows())
    if (std::ranges::any_of(network.topology().units(), [&](const Unit& unit) {
          return unit.role != Role::input && unit.activation == each.activation;
        }))
      found.push_back(each.activation);
  return found;
}

void require_identifier(std::string_view name, std::string_view what, std::string_view taken) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const bool sound = !name.empty() && is_letter(name.front()) &&
                     std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
  if (!sound)
    throw Error(shown(name), " cannot name ", what, ": wanted letters, digits and underscores, no digit first");
  if (taken.find(std::string(" ").append(name).append(" ")) != std::string_view::npos)
    throw Error(shown(name), " cannot name ", what, ": the word is taken; choose another");
}

void require_finite(const Network& network) {
  const auto parameters = network.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (!std::isfinite(parameters[i])) throw Error("parameter ", i, " is ", parameters[i], ", wanted a finite number");
}

std::string described(const Network& network) {
  const Topology& topology = network.topology();
  return "a neural network with " + count_of(topology.input_count(), "input") + ", " +
         count_of(topology.output_count(), "output") + ", " + count_of(topology.unit_count(), "unit") + " and " +
         count_of(topology.connection_count(), "connection");
}

std::string comment(std::span<const std::string> lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line.empty() ? "//" : "// ").append(harmless(line)).append("\n");
  return text;
}

std::string wrapped(std::span<const std::string> elements, std::size_t indentation) {
  constexpr std::size_t widest = 120, short_line = 60;
  std::string line, text;
  for (const std::string& each : elements) {
    const bool full = indentation + line.size() + each.size() + 2 > widest;
    if (full) text.append("\n").append(indentation, ' ').append(line);
    if (full) line.clear();
    line.append(line.empty() ? "" : " ").append(each).append(&each == &elements.back() ? "" : ",");
  }
  if (text.empty() && line.size() <= short_line) return line;
  return text.append("\n").append(indentation, ' ').append(line);
}

}  // namespace plexus
