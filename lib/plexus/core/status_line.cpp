#include <plexus/core/status_line.hpp>

#include <ostream>

namespace plexus {

void show_status(std::ostream& out, const std::string& line, std::size_t columns, bool last) {
  if (columns > 0) {
    constexpr const char* clear_the_rest = "\x1b[K";  // of a longer line before
    out << '\r' << line.substr(0, columns - 1) << clear_the_rest << (last ? "\n" : "");
  } else {
    out << line << '\n';
  }
  out.flush();
}

}  // namespace plexus
