#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <istream>
#include <streambuf>
#include <string>
#include <string_view>

#include <plexus/save/format.hpp>

// What surrounds the content of a saved file, and the checks that come before Cereal sees it.
//
//   binary   see binary_stream.hpp; in version 1 the checksum was FNV-1a
//   json     {"plexus": "network", "content": ...}
//   xml      <cereal><plexus>network</plexus><content>...

namespace plexus {

/// The format of a saved file, and its content as the archive left it.
struct Unsealed {
  Format format;
  std::string_view content;  ///< a part of the bytes that were given
};

/// Finds out the format and what is to be given to the archive. Throws Error when the bytes are empty, foreign, cut
/// short or damaged, and for text when it is not sound or too deeply nested.
Unsealed unsealed(std::string_view bytes);

/// The bytes of a file, which is looked at before it is read as a whole: a foreign or huge one is an Error.
std::string read_document(const std::filesystem::path& path);

/// A kind as a message calls it: "a network", but "networks", which are many.
std::string with_article(std::string_view kind);

/// Throws Error when a document is not of the wanted kind.
void check_kind(std::string_view found, std::string_view wanted);

/// Runs a load; whatever is thrown below, by Cereal, a parser or the memory, leaves as Error.
void in_words_of_plexus(const std::function<void()>& load);

/// Reads from bytes that stay elsewhere.
class ViewStream : private std::streambuf, public std::istream {
 public:
  explicit ViewStream(std::string_view bytes) : std::istream(static_cast<std::streambuf*>(this)) {
    auto* begin = const_cast<char*>(bytes.data());  // a streambuf that is only read from does not write
    setg(begin, begin, begin + bytes.size());
  }

  /// The number of bytes that nobody has read yet.
  std::size_t left() const { return static_cast<std::size_t>(egptr() - gptr()); }
};

}  // namespace plexus
