#include "peer.hpp"

#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>

namespace plexus::bench {
namespace {

constexpr PeerRow rows[] = {
    {"neataptic", "node", "neataptic.js"},
    {"torch", "/usr/bin/python3", "torch_peer.py"},
    {"fann", "build/fann_peer", ""},
    {"pagmo2", "build/pagmo2_peer", ""},
};

constexpr timeval patience{.tv_sec = 600, .tv_usec = 0};  // for one answer
constexpr std::chrono::seconds to_end{2};                 // after the end of the input, and after being asked to

// Where the programs of peers are.
std::filesystem::path folder() {
  const char* other = std::getenv("PLEXUS_BENCH_PEERS");
  return other != nullptr ? other : PLEXUS_BENCH_PEERS;
}

bool ends_in_time(int process) {
  const auto until = std::chrono::steady_clock::now() + to_end;
  while (waitpid(process, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace

std::span<const PeerRow> peer_rows() { return rows; }

std::vector<const PeerRow*> peers_named(std::span<const std::string> names) {
  std::vector<const PeerRow*> chosen;
  const auto choose = [&](const PeerRow& row) {
    if (std::ranges::find(chosen, &row) == chosen.end()) chosen.push_back(&row);
  };
  for (const std::string& name : names)
    if (name == "all")
      for (const PeerRow& row : rows) choose(row);
    else
      choose(row_named(peer_rows(), name, "peer"));
  return chosen;
}

Peer::Peer(const PeerRow& row) : row_(&row) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    throw Error("the peer ", row.name, " could not be started: there is no socket left");
  const bool is_on_path = row.program.find('/') == std::string_view::npos;
  std::string program = is_on_path ? std::string(row.program) : (folder() / row.program).string();
  std::string file = (folder() / row.file).string();
  char* arguments[] = {program.data(), row.file.empty() ? nullptr : file.data(), nullptr};
  process_ = fork();
  if (process_ == 0) {
    dup2(sockets[1], STDIN_FILENO);
    dup2(sockets[1], STDOUT_FILENO);
    execvp(arguments[0], arguments);
    _exit(127);
  }
  close(sockets[1]);
  socket_ = sockets[0];
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (process_ > 0) version_ = read_line();
  if (!version_.empty()) return;
  stop();
  throw Error("the peer ", row.name, " is not installed; tools/bench/peers/install installs all of them");
}

Peer::~Peer() { stop(); }

void Peer::stop() {
  if (socket_ >= 0) close(socket_);  // the end of its input is the end of the peer
  if (process_ <= 0 || ends_in_time(process_)) return;
  kill(process_, SIGTERM);
  if (ends_in_time(process_)) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

Peer::Peer(Peer&& other) noexcept
    : row_(other.row_),
      socket_(std::exchange(other.socket_, -1)),
      process_(std::exchange(other.process_, -1)),
      read_(std::move(other.read_)),
      version_(std::move(other.version_)) {}

// The next line of the peer's output; empty when it ended.
std::string Peer::read_line() {
  while (read_.find('\n') == std::string::npos) {
    char bytes[1024];
    const auto count = recv(socket_, bytes, sizeof bytes, 0);
    if (count < 0) kill(process_, SIGKILL);  // it did not answer
    if (count <= 0) return {};
    read_.append(bytes, static_cast<std::size_t>(count));
  }
  const auto end = read_.find('\n');
  std::string line = read_.substr(0, end);
  read_.erase(0, end + 1);
  return line;
}

PeerAnswer Peer::repeat(std::string_view workload, double seconds) {
  const std::string request = std::string(workload) + ' ' + std::to_string(std::lround(seconds * 1e3)) + '\n';
  send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
  const std::string line = read_line();
  const auto answer = nlohmann::json::parse(line, nullptr, false);
  if (!answer.is_object())
    throw Error("the peer ", row_->name, " broke down at ", workload,
                line.empty() ? std::string(" and ended") : " and said: " + line);
  const auto text = [&](const nlohmann::json& what) {
    if (!what.is_string()) throw Error("the peer ", row_->name, " answered ", workload, " without words: ", line);
    return what.get<std::string>();
  };
  if (const auto wrong = answer.find("error"); wrong != answer.end())
    throw Error("the peer ", row_->name, " at ", workload, ": ", text(*wrong));
  if (const auto why = answer.find("skip"); why != answer.end()) return {{}, text(*why)};
  const auto value = answer.find("value");
  if (value == answer.end() || !value->is_number())
    throw Error("the peer ", row_->name, " answered ", workload, " without a value: ", line);
  return {value->get<double>(), {}};
}

}  // namespace plexus::bench
