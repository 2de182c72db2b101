#pragma once

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>

#include <plexus/evolve/run.hpp>

namespace plexus::command {

/// A file to which a run writes a line for each generation. A run that goes on keeps the lines of the generations that
/// it has behind it; those that came after its checkpoint are written anew. What is there when a run begins, or is no
/// such report, is kept with a ~ behind its name.
class ReportFile {
 public:
  struct Format {
    bool (*is_report)(std::string_view text);                      ///< whether a file holds such a report
    evolve::OnGeneration (*make)(std::ostream& out, bool is_new);  ///< makes what writes
  };
  /// Throws Error, with the name of the option, when the file cannot be written.
  ReportFile(std::string_view option, const std::string& file, std::size_t generation, Format format);

  /// To be called after each generation. Throws Error when the disk is full, say.
  bool operator()(const evolve::Generation& generation);

 private:
  [[noreturn]] void fail() const;

  std::string option_, file_;
  std::ofstream stream_;
  evolve::OnGeneration write_;
};

}  // namespace plexus::command
