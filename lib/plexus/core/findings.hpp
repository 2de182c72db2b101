#pragma once

#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>

namespace plexus {

/// Collects what is wrong, so that one error can name it. What comes after the first few is counted and never put into
/// words: a hostile file may hold as many wrong rows as it has bytes.
class Findings {
 public:
  explicit Findings(std::size_t most = 20) : most_(most) {}

  /// Adds a finding made of these parts, joined by `<<`.
  template <class... Parts>
  void add(const Parts&... parts) {
    if (++count_ > most_) return;
    std::ostringstream text;
    (text << ... << parts);
    found_.push_back(text.str());
  }

  /// Adds "field is value, wanted range" unless `fine`.
  template <class Value>
  void want(bool fine, std::string_view field, const Value& value, std::string_view range) {
    if (!fine) add(field, " is ", value, ", wanted ", range);
  }

  bool empty() const noexcept { return count_ == 0; }

  /// The first ones; if there are more than that, the last line is "and N more".
  std::vector<std::string> all() const {
    std::vector<std::string> lines = found_;
    if (count_ > found_.size()) lines.push_back("and " + std::to_string(count_ - found_.size()) + " more");
    return lines;
  }

  /// Throws Error "what: finding; finding; and N more" when there are any.
  void throw_if_any(std::string_view what) const {
    if (empty()) return;
    std::string text;
    for (const std::string& each : all()) text += (text.empty() ? "" : "; ") + each;
    throw Error(what, ": ", text);
  }

 private:
  std::size_t most_, count_ = 0;
  std::vector<std::string> found_;
};

}  // namespace plexus
