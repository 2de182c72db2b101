#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus {

/// The topologies of the networks in one document, so that a binary one writes each only once, and networks that are
/// loaded share it. They are numbered from 1 in the order in which they appear.
class SharedTopologies {
 public:
  /// For saving: the number of a topology that was asked for before, or 0, and the next time its number.
  std::uint32_t number_of(const std::shared_ptr<const Topology>& topology);

  /// For loading: takes the next one.
  void add(std::shared_ptr<const Topology> topology) { loaded_.push_back(std::move(topology)); }
  /// Throws FieldError when there is none of this number.
  const std::shared_ptr<const Topology>& at(std::uint32_t number) const;
  /// For documents without numbers: an equal topology that was given to this call before, or else this one.
  std::shared_ptr<const Topology> merged(const std::shared_ptr<const Topology>& topology);

 private:
  // By content, bit for bit. Not by a hash of it, which others could make collide.
  struct Less {
    bool operator()(const std::shared_ptr<const Topology>& a, const std::shared_ptr<const Topology>& b) const;
  };

  std::unordered_map<std::shared_ptr<const Topology>, std::uint32_t> saved_;  // which are kept, so no address is reused
  std::vector<std::shared_ptr<const Topology>> loaded_;
  std::set<std::shared_ptr<const Topology>, Less> distinct_;
};

/// An archive of Cereal in which networks share topologies.
template <class Archive>
class Sharing : public Archive {
 public:
  using Archive::Archive;
  SharedTopologies topologies;
};

/// What an archive shares, or null when it is none of the above.
template <class Archive>
SharedTopologies* shared_topologies(Archive& archive) {
  auto* sharing = dynamic_cast<Sharing<Archive>*>(&archive);
  return sharing == nullptr ? nullptr : &sharing->topologies;
}

}  // namespace plexus
