#pragma once

#include <cstdint>
#include <utility>

#include <plexus/network/network.hpp>
#include <plexus/save/field.hpp>
#include <plexus/save/saved_network.hpp>

// For those who keep a Network in a Cereal archive of their own: with this header, `archive(network)` saves and loads
// it in any archive of Cereal. To load one, a Network must exist already; `blank_network()` makes one. A load throws
// plexus::Error when the data is no network, and checks all of it, but what surrounds it is up to you: give JSON and
// XML from others to check_json and check_xml first. To keep a network in a file, plexus/save/save.hpp is all it takes.

namespace plexus {

template <>
struct Blank<Network> {
  static Network make() { return blank_network(); }
};

template <class Archive>
void serialize(Archive& archive, SavedUnit& saved) {
  field(archive, "id", saved.unit.id);
  field(archive, "role", saved.unit.role);
  field(archive, "activation", saved.unit.activation);
  field(archive, "trainable", saved.unit.trainable);
  if (saved.unit.role != Role::input) field(archive, "bias", saved.bias);
}

template <class Archive>
void serialize(Archive& archive, SavedConnection& saved) {
  field(archive, "from", saved.connection.from);
  field(archive, "to", saved.connection.to);
  auto gater = static_cast<std::int32_t>(saved.connection.gater);  // so that no_unit reads -1
  field(archive, "gater", gater);
  saved.connection.gater = static_cast<std::uint32_t>(gater);
  field(archive, "trainable", saved.connection.trainable);
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
void serialize(Archive& archive, Network& network) {
  SavedNetwork saved;
  if constexpr (!Archive::is_loading::value) saved = take_apart(network);
  const std::uint32_t version = format_version(archive, 2);
  field(archive, "units", saved.units);
  field(archive, "connections", saved.connections);
  field(archive, "groups", saved.groups);
  field(archive, "blocks", saved.blocks);
  if (version >= 2) {
    field(archive, "masks", saved.masks);
    field(archive, "inputs_gate", saved.inputs_gate);
  }
  if constexpr (Archive::is_loading::value) network = put_together(std::move(saved));
}

}  // namespace plexus
