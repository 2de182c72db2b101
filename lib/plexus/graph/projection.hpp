#pragma once

#include <cstddef>

#include <plexus/graph/shared_graph.hpp>

namespace plexus {

/// The connections from one group to another. A handle: copies mean the same connections.
class Projection {
 public:
  explicit Projection(SharedKey key) : key_(std::move(key)) {}

  std::size_t size() const;  ///< in single connections
  Pattern pattern() const;
  bool is_gated() const;

  /// Removes these connections; every handle to them is then of no use.
  void disconnect() const;

  /// Removes the gates of these connections, if any.
  void ungate() const;

  const SharedKey& key() const noexcept { return key_; }

 private:
  SharedKey key_;
};

}  // namespace plexus
