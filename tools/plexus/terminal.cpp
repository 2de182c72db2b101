#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>

namespace plexus::command {
namespace {

volatile std::sig_atomic_t signal_seen = 0;

TerminalSize terminal_of(int descriptor) {
  if (isatty(descriptor) != 1) return {};
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {80, 24};
  return {size.ws_col, size.ws_row};
}

}  // namespace

TerminalSize stderr_terminal() { return terminal_of(STDERR_FILENO); }
TerminalSize stdout_terminal() { return terminal_of(STDOUT_FILENO); }

void catch_interrupt() {
  struct sigaction action {};
  action.sa_handler = [](int signal) { signal_seen = signal; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one finds the default again
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() noexcept { return signal_seen != 0; }
std::string_view interrupted_by() noexcept { return signal_seen == SIGTERM ? "SIGTERM" : "Ctrl-C"; }

}  // namespace plexus::command
