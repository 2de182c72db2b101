#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include <plexus/data/model.hpp>

namespace plexus::command {

/// Adds -o, --output.
void add_output_option(CLI::App& command, std::string& file);

/// Throws Error when the folder of the file is not there, before hours are spent on what could not be saved.
void require_folder_of(const std::string& file);

/// Saves a model and says where. A file that is there already is kept, with a ~ behind its name.
void write_model(const Model& model, const std::string& file);

}  // namespace plexus::command
