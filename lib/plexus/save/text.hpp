#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#include <plexus/save/field_error.hpp>

namespace plexus {

/// Any bytes as readable UTF-8 without control characters or spaces at the ends: what cannot stand for itself in JSON
/// and XML, and the backslash, becomes \xHH.
std::string escaped(std::string_view bytes);

/// The bytes that `escaped` was given. Throws FieldError when a backslash does not begin \xHH.
std::string unescaped(std::string_view text);

/// The text in quotes for a message: escaped, and cut after 40 bytes.
std::string shown(std::string_view text);

/// The line and the column, both from 1, of a position: "line 3, column 7".
std::string place_of(std::string_view text, std::size_t position);

/// What a field of this type takes, for a message.
template <class T>
std::string wanted_number() {
  if constexpr (std::floating_point<T>) {
    return "a number";
  } else {
    using Limits = std::numeric_limits<T>;
    return "a whole number from " + std::to_string(Limits::min()) + " to " + std::to_string(Limits::max());
  }
}

/// The shortest text that gives back every bit of the number, in any locale; NaN and infinity are nan and inf.
template <class T>
std::string number_text(T number) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

/// The number that fills the whole text; throws FieldError when there is none or it is out of range.
template <class T>
T number_from(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw FieldError("wanted " + wanted_number<T>() + ", got " + shown(text));
  return number;
}

}  // namespace plexus
