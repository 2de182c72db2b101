#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>

namespace plexus {

/// Collects what is wrong, so that one error can name all of it.
class Findings {
 public:
  /// Adds a finding made of these parts, joined by `<<`.
  template <class... Parts>
  void add(const Parts&... parts) {
    std::ostringstream text;
    (text << ... << parts);
    found_.push_back(text.str());
  }

  /// Adds "field is value, wanted range" unless `fine`.
  template <class Value>
  void want(bool fine, std::string_view field, const Value& value, std::string_view range) {
    if (!fine) add(field, " is ", value, ", wanted ", range);
  }

  bool empty() const noexcept { return found_.empty(); }
  const std::vector<std::string>& all() const noexcept { return found_; }

  /// Throws Error "what: finding; finding" when there are any.
  void throw_if_any(std::string_view what) const {
    if (found_.empty()) return;
    std::string text;
    for (const std::string& each : found_) text += (text.empty() ? "" : "; ") + each;
    throw Error(what, ": ", text);
  }

 private:
  std::vector<std::string> found_;
};

}  // namespace plexus
