#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/data/nearest.hpp>

namespace plexus::command {

/// A check of an option: `read(text)` must not throw Error, whose message is else what the option has against the text.
template <class Read>
CLI::Validator readable_by(Read read) {
  return CLI::Validator(
      [read](std::string& text) -> std::string {
        try {
          read(text);
          return "";
        } catch (const Error& wrong) {
          return wrong.what();
        }
      },
      "");
}

/// The same of a name in a table, whose nearest name is told if there is one, else all names, as `read` does.
template <class Rows, class Read>
CLI::Validator name_in(const Rows& rows, Read read) {
  std::vector<std::string> names;
  for (const auto& each : rows) names.emplace_back(each.name);
  return CLI::Validator(
      [names, read](std::string& text) -> std::string {
        try {
          read(text);
          return "";
        } catch (const Error& wrong) {
          const std::string message = wrong.what(), hint = did_you_mean(text, names);
          return hint.starts_with("did") ? message.substr(0, message.find("; there are")) + "; " + hint : message;
        }
      },
      "");
}

}  // namespace plexus::command
