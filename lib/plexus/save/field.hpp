#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include <plexus/save/field_error.hpp>
#include <plexus/save/list.hpp>
#include <plexus/save/scalar.hpp>

// How a type is saved and loaded: it gets a Cereal function `serialize` that names its fields,
//
//   template <class Archive>
//   void serialize(Archive& archive, Individual& individual) {
//     const std::uint32_t version = format_version(archive, 2);
//     field(archive, "network", individual.network);
//     field(archive, "score", individual.score, Numbers::any);            // NaN and infinity may be saved
//     if (version >= 2) field(archive, "parents", individual.parents);  // version 1 had none: they stay as they were
//   }
//
// and the same function writes and reads all formats. A field may be a bool, an integer, a double, an enumeration with
// `saved_names` (see scalar.hpp), a string of any bytes, a type with such a `serialize`, and a std::vector or
// std::optional of these. Whatever is read is checked; FieldError says what is wrong and in which field.

namespace plexus {

/// Saves or loads one field. `name` is what JSON and XML call it; in all formats the order of the fields counts.
template <class Archive, class T>
void field(Archive& archive, const char* name, T&& value, Numbers numbers = Numbers::finite) {
  try {
    detail::transfer(archive, name, value, numbers);
  } catch (const FieldError& error) {
    throw FieldError(name, error);
  } catch (const Error& error) {
    throw FieldError(name, FieldError(error.what()));
  }
}

/// Saves the version of a type's format, or loads and returns it: 1 to `newest`, the one that is written. It belongs
/// first in `serialize`; whoever changes the fields of a type raises `newest` and keeps reading the older ones.
template <class Archive>
std::uint32_t format_version(Archive& archive, std::uint32_t newest) {
  std::uint32_t version = newest;
  field(archive, "version", version);
  if (version > newest)
    throw FieldError("it has format version " + std::to_string(version) + ", and this Plexus reads up to " +
                     std::to_string(newest) + "; use a newer Plexus");
  if (version == 0) throw FieldError("it has format version 0; the first is 1");
  return version;
}

namespace detail {

// Saves or loads a value of any type that `field` takes; a null name is an element of a list.
template <class Archive, class T>
void transfer(Archive& archive, const char* name, T& value, Numbers numbers) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::same_as<Plain, bool>) {
    transfer_bool(archive, name, value);
  } else if constexpr (std::is_enum_v<Plain>) {
    transfer_enum(archive, name, value);
  } else if constexpr (std::is_arithmetic_v<Plain>) {
    transfer_number(archive, name, value, numbers);
  } else if constexpr (std::same_as<Plain, std::string>) {
    transfer_string(archive, name, value);
  } else if constexpr (is_vector<Plain>) {
    transfer_vector(archive, name, value, numbers);
  } else if constexpr (is_optional<Plain>) {
    transfer_optional(archive, name, value, numbers);
  } else {
    pass(archive, name, value, an_object);
  }
}

}  // namespace detail
}  // namespace plexus
