#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <string>

namespace plexus::command {
namespace {

constexpr double pause = 1;  // seconds in which a signal that comes again is still the first

volatile std::sig_atomic_t signal_seen = 0;
// What is written when it comes; set before signals are caught. The time is that of the first one, which a handler
// alone reads and writes, while the signals that it handles are held back.
char answer[200] = "";  // NOLINT
timespec first_seen{};  // NOLINT

double seconds_since(const timespec& begin) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec - begin.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec - begin.tv_nsec);
}

// Calls nothing but what a handler of signals may.
void on_signal(int signal) {
  const int error = errno;
  if (signal_seen == 0) {
    signal_seen = signal;
    clock_gettime(CLOCK_MONOTONIC, &first_seen);
    [[maybe_unused]] const auto written = write(STDERR_FILENO, answer, std::strlen(answer));
  } else if (seconds_since(first_seen) > pause) {
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, nullptr);
    raise(signal);  // is delivered when the handler returns
  }
  errno = error;
}

TerminalSize terminal_of(int descriptor) {
  if (isatty(descriptor) != 1) return {};
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {80, 24};
  return {size.ws_col, size.ws_row};
}

}  // namespace

TerminalSize stderr_terminal() { return terminal_of(STDERR_FILENO); }
TerminalSize stdout_terminal() { return terminal_of(STDOUT_FILENO); }

void catch_interrupt(std::string_view ends) {
  const bool on_terminal = stderr_terminal().columns > 0;
  std::string text;
  if (!ends.empty())
    text = (on_terminal ? "\n" : "") + std::string("ending after ").append(ends) + "; again to stop at once\n";
  answer[text.copy(answer, sizeof answer - 1)] = '\0';
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaddset(&action.sa_mask, SIGINT);
  sigaddset(&action.sa_mask, SIGTERM);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() noexcept { return signal_seen != 0; }
std::string_view interrupted_by() noexcept { return signal_seen == SIGTERM ? "SIGTERM" : "Ctrl-C"; }

}  // namespace plexus::command
