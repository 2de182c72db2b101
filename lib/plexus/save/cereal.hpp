#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/save/field.hpp>
#include <plexus/save/rows.hpp>
#include <plexus/save/saved_network.hpp>
#include <plexus/save/saved_primitive.hpp>
#include <plexus/save/shared_topologies.hpp>

// For those who keep a Network in a Cereal archive of their own: with this header, `archive(network)` saves and loads
// it in any archive of Cereal. To load one, a Network must exist already; `blank_network()` makes one. A load throws
// plexus::Error when the data is no network, and checks all of it, but what surrounds it is up to you: give JSON and
// XML from others to check_json and check_xml first. Each network brings its topology along; in a `Sharing<Archive>` of
// a binary archive (shared_topologies.hpp) networks share theirs. To keep a network in a file, plexus/save/save.hpp is
// all it takes.

namespace plexus {

template <>
struct Blank<Network> {
  static Network make() { return blank_network(); }
};

template <>
struct RowFields<Unit> {
  static constexpr std::tuple all{row_field("id", &Unit::id), row_field("role", &Unit::role),
                                  row_field("activation", &Unit::activation), row_field("trainable", &Unit::trainable)};
};

template <>
struct RowFields<Connection> {
  static constexpr std::tuple all{row_field("from", &Connection::from), row_field("to", &Connection::to),
                                  row_field<std::int32_t>("gater", &Connection::gater),  // so that no_unit reads -1
                                  row_field("trainable", &Connection::trainable)};
};

template <class Archive>
void serialize(Archive& archive, SavedUnit& saved) {
  fields(archive, saved.unit);
  if (saved.unit.role != Role::input) field(archive, "bias", saved.bias);
}

template <class Archive>
void serialize(Archive& archive, SavedConnection& saved) {
  fields(archive, saved.connection);
  field(archive, "weight", saved.weight);
}

template <class Archive>
void serialize(Archive& archive, UnitGroup& group) {
  field(archive, "name", group.name);
  field(archive, "first", group.first);
  field(archive, "count", group.count);
}

template <class Archive>
void serialize(Archive& archive, Block& block) {
  field(archive, "pattern", block.pattern);
  field(archive, "from_group", block.from_group);
  field(archive, "to_group", block.to_group);
  field(archive, "first_connection", block.first_connection);
  field(archive, "connection_count", block.connection_count);
}

template <class Archive>
void serialize(Archive& archive, DisabledConnection& each) {
  field(archive, "from", each.from);
  field(archive, "to", each.to);
  field(archive, "weight", each.weight);
}

template <class Archive>
void serialize(Archive& archive, SavedTensor& saved) {
  serialize(archive, saved.tensor);
  field(archive, "numbers", saved.numbers);
}

template <class Archive>
void serialize(Archive& archive, SavedShapes& saved) {
  field(archive, "shapes", saved.shapes);
  field(archive, "unbiased", saved.unbiased);
}

/// The format of a network: what has none of the newer parts is written as it was before there were any.
enum class NetworkParts : std::uint8_t { plain, disabled, operations };

inline NetworkParts parts_to_save(const Topology& topology) {
  if (!topology.operations().empty() || !topology.tensors().empty()) return NetworkParts::operations;
  return topology.disabled().empty() ? NetworkParts::plain : NetworkParts::disabled;
}

namespace detail {

// A topology in a binary archive; `Parts` may be const when it is saved.
template <class Archive, class Parts>
void transfer_parts(Archive& archive, Parts& parts, std::vector<double>& masks, NetworkParts newest) {
  field(archive, "units", Rows{parts.units});
  field(archive, "connections", Rows{parts.connections});
  field(archive, "groups", parts.groups);
  field(archive, "blocks", parts.blocks);
  field(archive, "masks", masks);
  field(archive, "inputs_gate", parts.inputs_gate);
  if (newest >= NetworkParts::disabled) field(archive, "disabled", parts.disabled);
  if (newest < NetworkParts::operations) return;
  SavedShapes shapes;
  if constexpr (!Archive::is_loading::value) shapes = shapes_of(parts);
  field(archive, "shapes", shapes);
  if constexpr (Archive::is_loading::value) put_shapes(parts, shapes);
  field(archive, "tensors", parts.tensors);
  field(archive, "operations", parts.operations);
}

// A network in a binary archive: its topology, or the number of one before, and its parameters.
template <class Archive>
void save_binary(Archive& archive, const Network& network) {
  require_finite_parameters(network);
  SharedTopologies* const shared = shared_topologies(archive);
  const std::uint32_t number = shared == nullptr ? 0 : shared->number_of(network.shared_topology());
  field(archive, "topology", number);
  if (number == 0) {
    std::vector<double> masks = masks_of(network.topology());
    transfer_parts(archive, network.topology().parts(), masks, parts_to_save(network.topology()));
  }
  const std::span<const double> parameters = network.parameters();
  field(archive, "parameters", parameters);
}

template <class Archive>
Network load_binary(Archive& archive, NetworkParts newest) {
  SharedTopologies* const shared = shared_topologies(archive);
  std::shared_ptr<const Topology> topology;
  std::uint32_t number = 0;
  field(archive, "topology", number);
  if (number == 0) {
    TopologyParts parts;
    std::vector<double> masks;
    transfer_parts(archive, parts, masks, newest);
    put_masks(parts.units, masks);
    topology = std::make_shared<const Topology>(std::move(parts));
    if (shared != nullptr) shared->add(topology);
  } else {
    topology = (shared == nullptr ? SharedTopologies() : *shared).at(number);
  }
  std::vector<double> parameters;
  field(archive, "parameters", parameters, Numbers::any);
  Network network(std::move(topology), std::move(parameters));
  require_finite_parameters(network);  // which names the bias or weight
  return network;
}

}  // namespace detail

template <class Archive>
void serialize(Archive& archive, Network& network) {
  constexpr bool loading = Archive::is_loading::value, text = detail::is_text<Archive>;
  // Version 3 is binary, and texts without disabled connections are those of version 2.
  constexpr std::uint32_t plain = text ? 2 : 3;
  const NetworkParts saving = loading ? NetworkParts::operations : parts_to_save(network.topology());
  const std::uint32_t version = format_version(archive, plain + static_cast<std::uint32_t>(saving));
  const auto newest = version > plain ? static_cast<NetworkParts>(version - plain) : NetworkParts::plain;
  if constexpr (!text && !loading) {
    detail::save_binary(archive, network);
  } else {
    if constexpr (!text)
      if (version >= 3) return void(network = detail::load_binary(archive, newest));
    SavedNetwork saved;
    if constexpr (!loading) saved = take_apart(network);
    field(archive, "units", saved.units);
    field(archive, "connections", saved.connections);
    field(archive, "groups", saved.groups);
    field(archive, "blocks", saved.blocks);
    if (version >= 2) {
      field(archive, "masks", saved.masks);
      field(archive, "inputs_gate", saved.inputs_gate);
    }
    if (newest >= NetworkParts::disabled) field(archive, "disabled", saved.disabled);
    if (newest >= NetworkParts::operations) {
      field(archive, "shapes", saved.shapes);
      field(archive, "tensors", saved.tensors);
      field(archive, "operations", saved.operations);
    }
    if constexpr (loading) network = put_together(std::move(saved), shared_topologies(archive));
  }
}

}  // namespace plexus
