#pragma once

#include <cstddef>
#include <string_view>

namespace plexus::command {

/// In characters; 0 and 0 where there is no terminal.
struct TerminalSize {
  std::size_t columns = 0, rows = 0;
};
TerminalSize stderr_terminal();
TerminalSize stdout_terminal();

/// From now on the first Ctrl-C, or SIGTERM, does not end the program but sets a flag; the second one ends it.
void catch_interrupt();
bool interrupted() noexcept;
std::string_view interrupted_by() noexcept;  ///< "Ctrl-C" or "SIGTERM"

}  // namespace plexus::command
