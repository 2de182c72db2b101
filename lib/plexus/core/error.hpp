#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace plexus {

/// The one exception type of Plexus. Its message says what happened with its values, what was wanted, and what to do;
/// the call that threw has changed nothing.
class Error : public std::runtime_error {
 public:
  /// Joins the parts with `<<`: `Error("needs ", wanted, " inputs, got ", got)`.
  template <class... Parts>
  explicit Error(const Parts&... parts) : std::runtime_error(join(parts...)) {}

 private:
  template <class... Parts>
  static std::string join(const Parts&... parts) {
    std::ostringstream text;
    (text << ... << parts);
    return text.str();
  }
};

}  // namespace plexus
