#pragma once

#include <filesystem>
#include <string>
#include <string_view>

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

}  // namespace plexus
