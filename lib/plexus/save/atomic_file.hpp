#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace plexus {

/// Writes a whole file or none: the bytes go to a temporary file in the same folder, to the disk, and then under their
/// name, so that a reader sees the old file or the new one. A symbolic link is followed, permissions are kept.
/// Throws Error, with the old file untouched and the temporary one removed, when that is not possible.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The bytes of a regular file; throws Error when it is none or cannot be read. With `most`, only that many from the
/// start.
std::string read_file(const std::filesystem::path& path, std::size_t most = static_cast<std::size_t>(-1));

}  // namespace plexus
