#pragma once

#include <cstdint>
#include <filesystem>

namespace plexus {

/// How a saved file is written. All three keep every bit of every number.
enum class Format : std::uint8_t {
  binary,  ///< small, fast, protected by a checksum
  json,    ///< for people and other programs
  xml,
};

/// The format that a file name asks for: .json, .xml (in any case), or binary with any other ending.
Format format_of(const std::filesystem::path& path);

}  // namespace plexus
