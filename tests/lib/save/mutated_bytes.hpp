#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <plexus/core/random.hpp>
#include <plexus/save/binary_stream.hpp>

namespace plexus::test {

/// A binary file with this content, and a checksum that fits.
inline std::string binary_file(std::string_view content) {
  std::string bytes;
  BinaryWriter stream([&](std::string_view piece) { bytes += piece; });
  stream << content;
  stream.finish();
  return bytes;
}

/// Changes, cuts, copies or inserts some bytes.
inline std::string mutated(std::string bytes, Random& random) {
  const std::string_view tokens[] = {"{",          "}",       "[",          "]",  "<",     ">",   "</item>",
                                     "<item>",     "\"",      ",",          "-1", "1e999", "NaN", "&#0;",
                                     "&#x110000;", "\\u0000", "4294967295", "-",  "null"};
  for (std::size_t left = 1 + random.below(4); left > 0 && !bytes.empty(); --left) {
    const std::size_t at = random.below(bytes.size()),
                      count = random.below(std::min<std::size_t>(bytes.size() - at, 40) + 1);
    const std::size_t action = random.below(5);
    if (action == 0) bytes[at] = static_cast<char>(random.bits());
    if (action == 1) bytes.erase(at, count);
    if (action == 2) bytes.insert(random.below(bytes.size()), bytes.substr(at, count));
    if (action == 3) bytes.insert(at, tokens[random.below(std::size(tokens))]);
    if (action == 4) bytes[at] = static_cast<char>('0' + random.below(10));
  }
  return bytes;
}

}  // namespace plexus::test
