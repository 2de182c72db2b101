#include <plexus/data/nearest.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

namespace plexus {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Letters to insert, remove, change or swap with the next one; large and small ones are the same.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  const auto same = [&](std::size_t i, std::size_t j) { return lower(a[i - 1]) == lower(b[j - 1]); };
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        edits[i][j] = i + j;
        continue;
      }
      edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1, edits[i - 1][j - 1] + (same(i, j) ? 0 : 1)});
      if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j))
        edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
    }
  return edits.back().back();
}

// "digit" and "the_digit": one is a part of the other.
bool contains(std::string_view a, std::string_view b) { return b.size() >= 3 && a.find(b) != std::string_view::npos; }

}  // namespace

std::string did_you_mean(std::string_view name, std::span<const std::string> known) {
  const std::string* nearest = nullptr;
  std::size_t edits = std::max<std::size_t>(name.size() / 3, 1) + 1;
  for (const std::string& each : known)
    if (const std::size_t needed = edits_between(name, each);
        needed < edits && needed < std::max(name.size(), each.size())) {
      nearest = &each;
      edits = needed;
    }
  for (const std::string& each : known)
    if (nearest == nullptr && (contains(each, name) || contains(name, each))) nearest = &each;
  if (nearest != nullptr) return "did you mean '" + *nearest + "'?";

  constexpr std::size_t most = 20;
  std::string names = "known are ";
  for (std::size_t i = 0; i < std::min(known.size(), most); ++i) names += (i == 0 ? "" : ", ") + known[i];
  return names + (known.size() > most ? " and " + std::to_string(known.size() - most) + " more" : "");
}

}  // namespace plexus
