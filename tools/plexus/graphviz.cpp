#include "graphviz.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

#include <plexus/core/error.hpp>

namespace plexus::command {
namespace {

std::string message(int error) { return std::generic_category().message(error); }

// A file without a name. Unlike pipes, three of them need no one who reads and writes them at the same time.
class TemporaryFile {
 public:
  TemporaryFile() : file_(std::tmpfile(), std::fclose) {
    if (!file_) throw Error("cannot make a temporary file for Graphviz: ", message(errno));
  }

  int descriptor() const { return fileno(file_.get()); }

  void write(std::string_view text) const {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() || std::fflush(file_.get()) != 0)
      throw Error("cannot write a temporary file for Graphviz: ", message(errno));
    std::rewind(file_.get());
  }

  std::string read() const {
    std::rewind(file_.get());
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t size = std::fread(part.data(), 1, part.size(), file_.get()))
      text.append(part.data(), size);
    return text;
  }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

// Runs `dot` without a shell. Returns its exit code.
int run_dot(std::string option, const TemporaryFile& input, const TemporaryFile& output, const TemporaryFile& errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.descriptor(), STDERR_FILENO);
  std::string name = "dot";
  const std::array<char*, 3> arguments{name.data(), option.data(), nullptr};
  pid_t child = 0;
  const int error = posix_spawnp(&child, name.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT)
    throw Error(
        "Graphviz is not installed, and its `dot` makes the picture; install it (apt install graphviz), or use --dot "
        "FILE");
  if (error != 0) throw Error("cannot run Graphviz's `dot`: ", message(error));
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw Error("cannot wait for Graphviz's `dot`: ", message(errno));
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string draw_with_graphviz(const std::string& dot, const std::string& format) {
  const TemporaryFile input, output, errors;
  input.write(dot);
  if (const int code = run_dot("-T" + format, input, output, errors); code != 0)
    throw Error("Graphviz's `dot` failed with exit code ", code, ": ", errors.read());
  return output.read();
}

}  // namespace plexus::command
