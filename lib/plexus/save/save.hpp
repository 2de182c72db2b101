#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/save/format.hpp>

namespace plexus {

class Network;

/// Writes a network to a file: its structure and parameters, not the state of its last step. The ending of the name
/// chooses the format (see format_of). The file appears whole or not at all: an older one stays until then.
/// Throws Error when a parameter is not finite or the file cannot be written.
void save(const Network& network, const std::filesystem::path& path);

/// Reads a network that `save` wrote, in whatever format. Every parameter comes back bit for bit.
/// Throws Error, naming the file, when it holds anything else, is damaged, or was made by a newer Plexus.
Network load_network(const std::filesystem::path& path);

/// The same without a file: what `save` would write, and back.
std::string to_bytes(const Network& network, Format format = Format::binary);
Network network_from_bytes(std::string_view bytes);

/// The same for a list of networks, such as all of a generation. Networks that share a topology share it again when
/// they are loaded (from JSON and XML, all whose topologies are equal do), and a binary file holds it only once.
void save(std::span<const Network> networks, const std::filesystem::path& path);
std::vector<Network> load_networks(const std::filesystem::path& path);
std::string to_bytes(std::span<const Network> networks, Format format = Format::binary);
std::vector<Network> networks_from_bytes(std::string_view bytes);

}  // namespace plexus
