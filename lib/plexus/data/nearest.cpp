#include <plexus/data/nearest.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <numeric>
#include <vector>

namespace plexus {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Letters to insert, remove or change, large and small being the same.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

// "digit" and "the_digit": one is a part of the other.
bool contains(std::string_view a, std::string_view b) { return b.size() >= 3 && a.find(b) != std::string_view::npos; }

}  // namespace

std::string did_you_mean(std::string_view name, std::span<const std::string> known) {
  const std::string* nearest = nullptr;
  std::size_t edits = std::max<std::size_t>(name.size() / 3, 1) + 1;
  for (const std::string& each : known)
    if (const std::size_t needed = edits_between(name, each); needed < edits) {
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
