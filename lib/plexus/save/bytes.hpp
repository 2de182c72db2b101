#pragma once

#include <cereal/cereal.hpp>

#include <algorithm>
#include <cstddef>

namespace plexus::detail {

/// How many bytes or rows are asked for at once, so that a length which the data does not bear out fails at the end of
/// the data, not in an allocation.
inline constexpr std::size_t piece_of_data = 4096;

/// Numbers of one type, or the characters of a string, in one piece in a binary archive: their count, then their bytes.
template <class Values>
struct Packed {
  Values& values;
};

template <class Archive, class Values>
void save(Archive& archive, const Packed<Values>& packed) {
  archive(cereal::make_size_tag(static_cast<cereal::size_type>(packed.values.size())),
          cereal::binary_data(packed.values.data(), packed.values.size() * sizeof(*packed.values.data())));
}

template <class Archive, class Values>
void load(Archive& archive, Packed<Values>& packed) {
  Values& values = packed.values;
  cereal::size_type left = 0;
  archive(cereal::make_size_tag(left));
  values.clear();
  while (left > 0) {
    const auto count = static_cast<std::size_t>(std::min<cereal::size_type>(left, piece_of_data));
    const std::size_t begin = values.size();
    values.resize(begin + count);
    archive(cereal::binary_data(values.data() + begin, count * sizeof(*values.data())));
    left -= count;
  }
  values.shrink_to_fit();
}

}  // namespace plexus::detail
