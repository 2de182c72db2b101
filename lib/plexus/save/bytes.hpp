#pragma once

#include <cereal/cereal.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace plexus::detail {

/// A string in a binary archive. It is read in pieces, so that a length which the data does not bear out fails at the
/// end of the data, not in an allocation.
template <class String>
struct Bytes {
  String& value;
};

template <class Archive, class String>
void save(Archive& archive, const Bytes<String>& bytes) {
  archive(cereal::make_size_tag(static_cast<cereal::size_type>(bytes.value.size())),
          cereal::binary_data(bytes.value.data(), bytes.value.size()));
}

template <class Archive, class String>
void load(Archive& archive, Bytes<String>& bytes) {
  constexpr cereal::size_type piece = 4096;
  cereal::size_type left = 0;
  archive(cereal::make_size_tag(left));
  bytes.value.clear();
  while (left > 0) {
    const auto count = static_cast<std::size_t>(std::min(left, piece));
    const std::size_t begin = bytes.value.size();
    bytes.value.resize(begin + count);
    archive(cereal::binary_data(bytes.value.data() + begin, count));
    left -= count;
  }
}

}  // namespace plexus::detail
