#pragma once

namespace plexus::command {

bool stderr_is_terminal();
bool stdout_is_terminal();

/// From now on the first Ctrl-C does not end the program but sets a flag; the second one ends it.
void catch_interrupt();
bool interrupted() noexcept;

}  // namespace plexus::command
