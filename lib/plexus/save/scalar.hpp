#pragma once

#include <cereal/archives/json.hpp>
#include <cereal/cereal.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <plexus/save/bytes.hpp>
#include <plexus/save/field_error.hpp>
#include <plexus/save/text.hpp>

namespace plexus {

/// Which floating point numbers a field may hold, both when it is saved and when it is loaded.
enum class Numbers : std::uint8_t { finite, any };

// An enumeration is saved by name in JSON and XML, else by number. Its namespace offers the names, in its order:
//
//   std::span<const std::string_view> saved_names(Role);

namespace detail {

template <class Archive>
inline constexpr bool is_loading = Archive::is_loading::value;
template <class Archive>
inline constexpr bool is_text = cereal::traits::is_text_archive<Archive>::value;
template <class Archive>
inline constexpr bool is_json =
    std::is_base_of_v<cereal::JSONOutputArchive, Archive> || std::is_base_of_v<cereal::JSONInputArchive, Archive>;

// What fields take, for messages.
inline std::string a_text() { return "a text"; }
inline std::string a_name() { return "a name"; }
inline std::string true_or_false() { return "true or false"; }
inline std::string a_list() { return "a list"; }
inline std::string an_object() { return "an object with fields"; }

// Gives a value to Cereal, and puts what Cereal or its parser throws into words.
template <class Archive, class Value>
void pass(Archive& archive, const char* name, Value& value, std::string (*wanted)()) {
  try {
    if (name != nullptr)
      archive(cereal::make_nvp(name, value));
    else
      archive(value);
  } catch (const cereal::RapidJSONException&) {
    throw FieldError("wanted " + wanted() + ", got something else");
  } catch (const cereal::Exception&) {
    throw FieldError(is_text<Archive> ? "it is missing; wanted " + wanted() : "the data ends before it does");
  }
}

// A number of a type that every archive keeps as it is: JSON has no 8 and 16 bits, and only 64-bit types of one name.
template <class Archive, class T>
using Wire = std::conditional_t<
    std::floating_point<T>, double,
    std::conditional_t<sizeof(T) == 8, std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>,
                       std::conditional_t<!is_json<Archive>, T,
                                          std::conditional_t<std::is_signed_v<T>, std::int32_t, std::uint32_t>>>>;

template <class T>
bool all_finite(std::span<const T> values) {
  bool all = true;
  if constexpr (std::floating_point<T>)
    for (const T each : values)
      all &= std::abs(each) <= std::numeric_limits<T>::max();  // without a branch, so in lanes
  return all;
}

template <class T>
void check_number(T value, Numbers numbers) {
  static_assert(std::integral<T> || std::same_as<T, double>, "of the floating point types, only double is saved");
  if constexpr (std::floating_point<T>)
    if (numbers == Numbers::finite && !std::isfinite(value))
      throw FieldError("wanted a finite number, got " + number_text(value));
}

template <class Archive, class T>
void transfer_number(Archive& archive, const char* name, T& value, Numbers numbers) {
  using Plain = std::remove_const_t<T>;
  if constexpr (!is_loading<Archive>) check_number(value, numbers);
  if constexpr (is_text<Archive> && !is_json<Archive>) {
    // XML goes through streams, which follow the locale and round; text of our own does not.
    std::string text = number_text(value);
    pass(archive, name, text, wanted_number<Plain>);
    if constexpr (is_loading<Archive>) value = number_from<Plain>(text);
  } else {
    auto wire = static_cast<Wire<Archive, Plain>>(value);
    pass(archive, name, wire, wanted_number<Plain>);
    if constexpr (is_loading<Archive>) {
      value = static_cast<Plain>(wire);
      if constexpr (std::integral<Plain>)
        if (!std::in_range<Plain>(wire))
          throw FieldError("wanted " + wanted_number<Plain>() + ", got " + number_text(wire));
    }
  }
  if constexpr (is_loading<Archive>) check_number(value, numbers);
}

template <class Archive, class T>
void transfer_string(Archive& archive, const char* name, T& value) {
  if constexpr (is_text<Archive>) {
    std::string text = escaped(value);
    pass(archive, name, text, a_text);
    if constexpr (is_loading<Archive>) value = unescaped(text);
  } else {
    Packed<T> bytes{value};
    pass(archive, name, bytes, a_text);
  }
}

// Saves or loads one of a few names: as the name in text, else as its number.
template <class Archive>
std::size_t transfer_choice(Archive& archive, const char* name, std::size_t index,
                            std::span<const std::string_view> names) {
  if constexpr (is_text<Archive>) {
    std::string text(is_loading<Archive> ? std::string_view() : names[index]);
    pass(archive, name, text, a_name);
    index = static_cast<std::size_t>(std::ranges::find(names, text) - names.begin());
    if (index < names.size()) return index;
    std::string known;
    for (const std::string_view each : names) known += (known.empty() ? "" : ", ") + std::string(each);
    throw FieldError("wanted one of " + known + ", got " + shown(text));
  } else {
    auto number = static_cast<std::uint8_t>(index);
    pass(archive, name, number, a_name);
    if (number < names.size()) return number;
    throw FieldError("wanted a number below " + std::to_string(names.size()) + ", got " + std::to_string(number));
  }
}

template <class Archive, class T>
void transfer_enum(Archive& archive, const char* name, T& value) {
  const std::size_t index = transfer_choice(archive, name, static_cast<std::size_t>(value), saved_names(value));
  if constexpr (is_loading<Archive>) value = static_cast<T>(index);
}

template <class Archive, class T>
void transfer_bool(Archive& archive, const char* name, T& value) {
  if constexpr (is_json<Archive>) {
    pass(archive, name, value, true_or_false);
  } else {
    static constexpr std::string_view names[] = {"false", "true"};
    const std::size_t index = transfer_choice(archive, name, value ? 1 : 0, names);
    if constexpr (is_loading<Archive>) value = index == 1;
  }
}

}  // namespace detail
}  // namespace plexus
