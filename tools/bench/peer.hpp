#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plexus::bench {

/// Another system that can be measured: a program of its own, see README.md.
struct PeerRow {
  std::string_view name;
  std::string_view program;  ///< what is called, in peers/; a name without a folder is looked for on the PATH
  std::string_view file;     ///< in peers/, its argument; empty when the program needs none
};

/// All peers.
std::span<const PeerRow> peer_rows();

/// The peers of these names, "all" for all. Throws Error with the known names when there is none of that name.
std::vector<const PeerRow*> peers_named(std::span<const std::string> names);

/// What a peer answers to being asked for one repetition.
struct PeerAnswer {
  std::optional<double> value = {};  ///< as the workload is quoted; none when the peer does not do it
  std::string why_not = {};
};

/// A peer at work. It lives, and keeps what it has built, until this is destroyed: then it is given a few seconds to
/// end by itself, and is killed if it does not.
class Peer {
 public:
  /// Starts the program. Throws Error, naming what installs it, when it is not there or does not answer.
  explicit Peer(const PeerRow& row);
  ~Peer();
  Peer(Peer&& other) noexcept;
  Peer& operator=(Peer&&) = delete;

  std::string_view name() const noexcept { return row_->name; }
  const std::string& version() const noexcept { return version_; }

  /// One repetition that lasts at least so many seconds. Throws Error when the peer breaks down.
  PeerAnswer repeat(std::string_view workload, double seconds);

 private:
  std::string read_line();
  void stop();

  const PeerRow* row_;
  int socket_ = -1;
  int process_ = -1;
  std::string read_;  // beyond the last line
  std::string version_;
};

}  // namespace plexus::bench
