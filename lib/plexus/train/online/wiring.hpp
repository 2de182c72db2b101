#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <plexus/network/topology.hpp>

namespace plexus::online {

/// Lists of items, one list for each unit, side by side.
template <class Item>
class Lists {
 public:
  Lists() = default;
  explicit Lists(const std::vector<std::vector<Item>>& lists) {
    for (const auto& list : lists) {
      items_.insert(items_.end(), list.begin(), list.end());
      ends_.push_back(items_.size());
    }
  }

  std::span<const Item> operator[](std::size_t unit) const {
    const std::size_t first = unit == 0 ? 0 : ends_[unit - 1];
    return std::span(items_).subspan(first, ends_[unit] - first);
  }

 private:
  std::vector<Item> items_;
  std::vector<std::size_t> ends_;
};

/// A unit some of whose incoming connections another unit gates.
struct GatedUnit {
  std::uint32_t unit = 0;
  bool self = false;  ///< whether its self-connection is among them
};

/// A connection that a unit gates: where it stands, and where the unit it ends in stands among the gated units.
struct GatedConnection {
  std::uint32_t slot = 0;
  std::uint32_t nth = 0;
};

/// A topology seen from each unit. Connections stand in slots, those into one unit side by side, self-connections last,
/// and otherwise in the order of the topology: the order in which everything is added up.
class Wiring {
 public:
  /// Throws Error when the topology computes more than its units and connections say, see program/explained.hpp.
  explicit Wiring(const Topology& topology);

  static constexpr std::uint32_t none = no_unit;

  std::uint32_t slot_of(std::size_t connection) const { return slots_[connection]; }
  std::uint32_t first_incoming(std::size_t unit) const { return unit == 0 ? 0 : incoming_ends_[unit - 1]; }  ///< slot
  std::uint32_t incoming_count(std::size_t unit) const { return incoming_ends_[unit] - first_incoming(unit); }
  std::uint32_t self(std::size_t unit) const { return selves_[unit]; }                         ///< slot or none
  std::span<const std::uint32_t> outgoing(std::size_t unit) const { return outgoing_[unit]; }  ///< slots
  std::span<const GatedConnection> gated(std::size_t unit) const { return gated_[unit]; }
  std::span<const GatedUnit> gated_units(std::size_t unit) const { return gated_units_[unit]; }

 private:
  std::vector<std::uint32_t> slots_;          // of each connection
  std::vector<std::uint32_t> incoming_ends_;  // of each unit, in slots
  std::vector<std::uint32_t> selves_;
  Lists<std::uint32_t> outgoing_;
  Lists<GatedConnection> gated_;
  Lists<GatedUnit> gated_units_;
};

}  // namespace plexus::online
