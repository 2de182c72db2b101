#pragma once

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <system_error>

#include "text.hpp"

namespace plexus::command {

/// What an option takes: whole numbers from `least` to `most`.
struct WholeRange {
  std::uint64_t least = 1, most = 1'000'000'000;
};
inline constexpr WholeRange any_count{0};  ///< where 0 means without, or all
inline constexpr WholeRange some_episodes{1, 1'000'000};
inline constexpr WholeRange any_seed{0, std::numeric_limits<std::uint64_t>::max()};

/// Adds an option that takes a whole number. Anything else, such as -1 or 1e9, is refused.
template <class Number>
CLI::Option* add_whole_number(CLI::App& command, const std::string& name, Number& number, const std::string& help,
                              WholeRange range = {}) {
  const auto check = [range](std::string& text) -> std::string {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < range.least || value > range.most)
      return "got '" + text + "', wanted a whole number from " + std::to_string(range.least) + " to " +
             std::to_string(range.most);
    text = std::to_string(value);  // no zeros in front: CLI11 takes those for octal
    return "";
  };
  return command.add_option(name, number, help)->transform(CLI::Validator(check, ""))->type_name("NUMBER");
}

/// What an option takes: numbers from `least`, or above it, to `most`.
struct RealRange {
  double least = 0, most = 1e9;
  bool above = false;
};

/// Adds an option that takes a finite number.
template <class Number>
CLI::Option* add_number(CLI::App& command, const std::string& name, Number& number, const std::string& help,
                        RealRange range) {
  const auto check = [range](std::string& text) -> std::string {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && value <= range.most &&
        (range.above ? value > range.least : value >= range.least))
      return "";
    return "got '" + text + "', wanted a number " + (range.above ? "above " : "from ") + rounded(range.least) +
           (range.above ? ", at most " : " to ") + rounded(range.most, 12);
  };
  return command.add_option(name, number, help)->check(CLI::Validator(check, ""))->type_name("NUMBER");
}

}  // namespace plexus::command
