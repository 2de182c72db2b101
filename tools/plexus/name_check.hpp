#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include <plexus/core/error.hpp>

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

}  // namespace plexus::command
