// plexus_golden DIR: replays every golden file (*.json) in a folder and below, a line each.

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

#include "replay.hpp"

namespace {

bool replay_file(const std::filesystem::path& path) {
  bool passed = false;
  std::string words;
  try {
    std::ifstream stream(path);
    const auto comparison = plexus::golden::replay(plexus::golden::Json::parse(stream));
    passed = comparison.passed();
    words = comparison.in_words();
  } catch (const std::exception& error) {
    words = error.what();
  }
  std::cout << (passed ? "passed  " : "FAILED  ") << path.filename().string() << ": " << words << '\n';
  return passed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !std::filesystem::is_directory(argv[1])) {
    std::cerr << "usage: plexus_golden DIR   replays every golden file (*.json) in that folder and below\n";
    return 2;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  const auto passed = std::ranges::count_if(files, replay_file);
  const auto failed = static_cast<std::ptrdiff_t>(files.size()) - passed;
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 && passed > 0 ? 0 : 1;
}
