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

/// From now on the first Ctrl-C, or SIGTERM, does not end the program but sets a flag, and says on stderr that it is
/// "ending after this generation", or whatever `ends` is; nothing when it is empty. One that comes again within a
/// second is taken for the same; a later one ends the program. `ends` has at most 100 characters.
void catch_interrupt(std::string_view ends = {});
bool interrupted() noexcept;
std::string_view interrupted_by() noexcept;  ///< "Ctrl-C" or "SIGTERM"

}  // namespace plexus::command
