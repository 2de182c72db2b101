#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <plexus/evolve/options.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// Finds for each of many networks the nearest of some representatives, by `distance` of speciate.hpp. What the
/// structure alone says of a distance is computed once for networks that share a topology, and is often enough to see
/// that a representative is too far.
class NearestSearch {
 public:
  /// A representative must be nearer than the threshold. Networks and options must outlive the search.
  NearestSearch(std::span<const Network> networks, double threshold, const SpeciesOptions& options,
                std::size_t threads);

  /// Offers representatives to all networks. They are numbered from 0 in the order in which they are offered; of
  /// equally near ones a network takes the first. What was left over is now waiting for founders.
  void offer(std::span<const Network* const> representatives);

  /// The first network that has taken no representative yet.
  std::optional<std::size_t> first_left() const;

  /// Makes the first network that is left a representative: its own, and offered to all that were left after `offer`
  /// and stand behind it.
  void offer_founder(std::size_t network);

  /// The number of what each network has taken.
  std::vector<std::size_t> nearest() const;

  /// The distance of each network from what it has taken; the threshold if it has taken nothing.
  std::span<const double> gaps() const noexcept { return gaps_; }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  void group(const std::vector<std::uint32_t>& members);
  void compare_all(std::span<const Network* const> representatives, std::uint32_t first_number);
  bool is_nearer(std::uint32_t member, double gap, std::uint32_t number) const;

  std::span<const Network> networks_;
  const SpeciesOptions& options_;
  std::size_t threads_;
  std::uint32_t offered_ = 0;
  std::vector<std::uint32_t> taken_;  // by each network
  std::vector<double> gaps_;          // to what it has taken, or the threshold
  std::size_t first_left_ = 0;        // no network before it is left

  // Networks to compare: those of one topology stand together, in their order, divided into pieces.
  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> pieces_;  // where each begins in `members_`, and the end
};

}  // namespace plexus::evolve
