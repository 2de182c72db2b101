#include "report_file.hpp"

#include <cctype>
#include <charconv>
#include <filesystem>

#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>

#include "output_file.hpp"

namespace plexus::command {
namespace {

// The first number of a line, which is its generation, or none when it has no number, as the names of columns.
bool is_before(std::string_view line, std::size_t generation) {
  const std::size_t begin = line.find_first_of("0123456789");
  if (begin == std::string_view::npos) return true;
  std::size_t number = 0;
  std::from_chars(line.data() + begin, line.data() + line.size(), number);
  return number < generation;
}

// The lines up to the first that is not of a generation before this one, or was not written to its end.
std::string_view lines_before(std::string_view text, std::size_t generation) {
  std::size_t kept = 0;
  for (std::size_t end = 0; (end = text.find('\n', kept)) != std::string_view::npos; kept = end + 1)
    if (!is_before(text.substr(kept, end - kept), generation)) break;
  return text.substr(0, kept);
}

}  // namespace

ReportFile::ReportFile(std::string_view option, const std::string& file, std::size_t generation, Format format)
    : option_(option), file_(file) {
  bool is_new = true;
  const bool is_there = generation > 0 && std::filesystem::is_regular_file(file);
  if (const std::string text = is_there ? read_file(file) : ""; is_there && format.is_report(text)) {
    const std::string_view kept = lines_before(text, generation);
    is_new = kept.empty();
    write_file(file, kept);
  } else {
    keep_old(file);
    write_file(file, "");
  }
  stream_.open(file, std::ios::app);
  if (!stream_) fail();
  write_ = format.make(stream_, is_new);
}

bool ReportFile::operator()(const evolve::Generation& generation) {
  const bool go_on = write_(generation);
  if (!stream_) fail();
  return go_on;
}

void ReportFile::fail() const { throw Error(option_, ": '", file_, "' could not be written"); }

}  // namespace plexus::command
