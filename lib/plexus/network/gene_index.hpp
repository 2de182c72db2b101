#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <plexus/core/id.hpp>
#include <plexus/network/id_table.hpp>
#include <plexus/network/topology_parts.hpp>

namespace plexus {

/// Stands for "no gene".
inline constexpr std::uint32_t no_gene = std::numeric_limits<std::uint32_t>::max();

/// A gene is a parameter of a network: a bias, a weight or a number of a parameter tensor. This names those of one
/// topology, so that what is the same in two networks can be found: a bias by its unit, a weight by the two units it
/// joins, inputs and outputs by their order and hidden units by their ids, a tensor's numbers by its id and their
/// place. It is made once for all networks that share the topology. Connections that are disabled have names too, and
/// are listed apart.
class GeneIndex {
 public:
  GeneIndex(const TopologyParts& parts, std::size_t input_count, std::size_t output_count);

  /// The name of each gene, in the order of the parameters.
  std::span<const Id> ids() const noexcept { return ids_; }
  std::size_t size() const noexcept { return ids_.size(); }

  /// The position of the gene with this name, or `no_gene`.
  std::uint32_t find(Id id) const {
    const auto found = table_.find(ids_, id);
    return found.empty() ? no_gene : found.front();
  }

  /// The names of the connections that are disabled, in their order, and the place of one among them, or `no_gene`.
  std::span<const Id> disabled() const noexcept { return disabled_; }
  std::uint32_t find_disabled(Id id) const {
    if (!disabled_table_) return no_gene;
    const auto found = disabled_table_->find(disabled_, id);
    return found.empty() ? no_gene : found.front();
  }

 private:
  GeneIndex(const TopologyParts& parts, const std::vector<Id>& units, std::size_t input_count);

  std::vector<Id> ids_;
  IdTable table_;
  std::vector<Id> disabled_;
  std::optional<IdTable> disabled_table_;  // none when none is disabled
};

}  // namespace plexus
