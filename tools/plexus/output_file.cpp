#include "output_file.hpp"

#include <filesystem>
#include <iostream>
#include <system_error>

#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>

namespace plexus::command {

void add_output_option(CLI::App& command, std::string& file) {
  command
      .add_option("-o,--output", file,
                  "Where to save the network: .json, .xml, or any other ending for a small binary file")
      ->check(name_of_file())
      ->type_name("FILE")
      ->capture_default_str();
}

CLI::Validator name_of_file() {
  return CLI::Validator(
      [](std::string& text) { return text.empty() ? std::string("got '', wanted the name of a file") : ""; }, "");
}

void require_writable(std::string_view option, const std::string& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  if (!std::filesystem::is_directory(folder))
    throw Error(option, ": there is no folder '", folder.string(), "' to save '", file, "' in");
  if (std::filesystem::is_directory(file)) throw Error(option, ": '", file, "' is a folder; give the name of a file");
  try {
    AtomicFile trial(file);  // and away with it
  } catch (const Error& error) {
    throw Error(option, ": ", error.what());
  }
}

void require_other_file(std::string_view option, const std::string& file, const std::string& read) {
  std::error_code not_there;
  for (const std::string& written : {file, file + "~"})
    if (std::filesystem::equivalent(written, read, not_there))
      throw Error(option, ": '", written, "' would replace '", read, "', which is read; choose another name");
}

void require_separate_files(std::span<const OutputFile> files, const std::string& read) {
  for (const auto& [option, file] : files) {
    if (file.empty()) continue;
    require_other_file(option, file, read);
    for (const auto& [other_option, other] : files)
      if (option != other_option && file == other)
        throw Error(option, " and ", other_option, " both name '", file, "'");
  }
}

std::string keep_old(const std::string& file) {
  const std::string kept = file + "~";
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed)) return "";
  std::filesystem::copy_file(file, kept, std::filesystem::copy_options::overwrite_existing, failed);
  return failed ? "" : " (what was there is now " + kept + ")";
}

void write_text(std::string_view text, const std::string& file, std::string_view verb) {
  const std::string kept = keep_old(file);
  write_file(file, text);
  std::cout << verb << file << kept << '\n';
}

void write_model(const Model& model, const std::string& file) {
  const std::string kept = keep_old(file);
  save(model, file);
  std::cout << "saved to " << file << kept << '\n';
}

}  // namespace plexus::command
