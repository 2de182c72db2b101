#pragma once

#include <cereal/cereal.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <plexus/save/field_error.hpp>
#include <plexus/save/scalar.hpp>
#include <plexus/save/xml_text.hpp>

namespace plexus {

/// Makes the value that a load then fills. A type without a default constructor gets its own.
template <class T>
struct Blank {
  static T make() { return T{}; }
};

namespace detail {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_vector<std::span<const T>> = true;  // which can be saved, not loaded
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class Archive, class T>
void transfer(Archive& archive, const char* name, T& value, Numbers numbers);

// Runs what concerns one element, and tells its errors which one it was.
template <class Act>
void at_element(std::size_t index, const Act& act) {
  try {
    act();
  } catch (const FieldError& error) {
    throw FieldError("[" + std::to_string(index) + "]", error);
  } catch (const Error& error) {
    throw FieldError("[" + std::to_string(index) + "]", FieldError(error.what()));
  }
}

template <class Archive, class T>
void transfer_element(Archive& archive, std::size_t index, T& value, Numbers numbers) {
  // Only XML needs the name, and only to write: a list is read in order.
  const char* name = is_text<Archive> && !is_json<Archive> && !is_loading<Archive> ? xml_item : nullptr;
  at_element(index, [&] { transfer(archive, name, value, numbers); });
}

/// A vector as Cereal sees it. It grows with each element that was really there, so that a length which the data does
/// not bear out fails at the end of the data, not in an allocation.
template <class Vector>
struct List {
  Vector& values;
  Numbers numbers;
};

template <class Archive, class Vector>
void save(Archive& archive, const List<Vector>& list) {
  archive(cereal::make_size_tag(static_cast<cereal::size_type>(list.values.size())));
  for (std::size_t i = 0; i < list.values.size(); ++i) transfer_element(archive, i, list.values[i], list.numbers);
}

template <class Archive, class Vector>
void load(Archive& archive, List<Vector>& list) {
  using T = typename Vector::value_type;
  static_assert(!std::is_empty_v<T> && !std::is_same_v<T, bool>, "each element must take some of the data");
  cereal::size_type count = 0;
  archive(cereal::make_size_tag(count));
  list.values.clear();
  for (std::size_t i = 0; i < count; ++i) {
    T value = Blank<T>::make();
    transfer_element(archive, i, value, list.numbers);
    list.values.push_back(std::move(value));
  }
  list.values.shrink_to_fit();
}

// In binary, numbers in a row are the same bytes one by one and all at once; the second is fast.
template <class Archive, class Vector>
void transfer_vector(Archive& archive, const char* name, Vector& values, Numbers numbers) {
  using T = typename std::remove_const_t<Vector>::value_type;
  if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !is_text<Archive>) {
    const auto check = [&] {
      if (numbers == Numbers::any || all_finite<T>(values)) return;
      for (std::size_t i = 0; i < values.size(); ++i) at_element(i, [&] { check_number(values[i], numbers); });
    };
    if constexpr (!is_loading<Archive>) check();
    Packed<Vector> packed{values};
    pass(archive, name, packed, a_list);
    if constexpr (is_loading<Archive>) check();
  } else {
    List<Vector> list{values, numbers};
    pass(archive, name, list, a_list);
  }
}

// An optional is a list of none or one.
template <class Archive, class Optional>
void transfer_optional(Archive& archive, const char* name, Optional& value, Numbers numbers) {
  std::vector<typename Optional::value_type> values;
  if constexpr (!is_loading<Archive>)
    if (value) values.push_back(*value);
  transfer_vector(archive, name, values, numbers);
  if constexpr (is_loading<Archive>) {
    if (values.size() > 1) throw FieldError("wanted a list of none or one, got " + std::to_string(values.size()));
    value.reset();
    if (!values.empty()) value.emplace(std::move(values.front()));
  }
}

}  // namespace detail
}  // namespace plexus
