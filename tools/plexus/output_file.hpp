#pragma once

#include <CLI/CLI.hpp>

#include <span>
#include <string>
#include <string_view>

#include <plexus/data/model.hpp>

namespace plexus::command {

/// Adds -o, --output.
void add_output_option(CLI::App& command, std::string& file);

/// A check of an option: its text must not be empty.
CLI::Validator name_of_file();

/// Throws Error when the file that `option` names could not be written, because its folder is not there, say, or it is
/// a device: before hours are spent on what could not be saved.
void require_writable(std::string_view option, const std::string& file);

/// Throws Error when the file that `option` names, or the ~ that keeps what is there, would replace one that is read.
void require_other_file(std::string_view option, const std::string& file, const std::string& read);

/// A file to write, as an option named it; empty when it did not.
struct OutputFile {
  std::string_view option;
  std::string file;
};

/// Throws Error when one of them would replace the file that is read, or two are the same.
void require_separate_files(std::span<const OutputFile> files, const std::string& read);

/// Keeps a file that is there already, with a ~ behind its name. Returns " (what was there is now FILE~)", or nothing.
std::string keep_old(const std::string& file);

/// Writes a text and says where, after `verb`; a file that is there already is kept.
void write_text(std::string_view text, const std::string& file, std::string_view verb);

/// Saves a model and says where; a file that is there already is kept.
void write_model(const Model& model, const std::string& file);

}  // namespace plexus::command
