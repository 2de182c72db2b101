#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <plexus/core/error.hpp>

// What initializers, regularizers and constraints have in common. Each is a variant of structs, one for each row of its
// table. A struct has `name`, what Keras calls it and messages say; `aliases`, other names; and `options(self, visit)`,
// which calls visit(name, member) for each option, in Keras's order.

namespace plexus {

/// The value of an option as a configuration has it: nothing (Keras's None), a number, a seed, a word, or axes.
using OptionValue = std::variant<std::monostate, double, std::uint64_t, std::string, std::vector<std::int64_t>>;

struct Option {
  std::string_view name;
  OptionValue value;

  friend bool operator==(const Option&, const Option&) = default;
};

/// A word that stands for an enumerator; an enumeration that is the type of an option has them as `words_of(Enum)`.
template <class Enum>
struct Word {
  std::string_view word;
  Enum value;
};

namespace option {

template <class Member>
OptionValue value_of(const Member& member) {
  if constexpr (std::is_enum_v<Member>) {
    for (const auto& each : words_of(Member{}))
      if (each.value == member) return std::string(each.word);
    return {};
  } else if constexpr (std::is_same_v<Member, std::optional<std::uint64_t>>) {
    return member ? OptionValue(*member) : OptionValue();
  } else {
    return member;
  }
}

inline std::optional<std::uint64_t> whole(const OptionValue& value) {
  if (const auto* seed = std::get_if<std::uint64_t>(&value)) return *seed;
  const auto* number = std::get_if<double>(&value);
  if (number == nullptr || *number < 0 || *number > 9007199254740992.0 || *number != std::floor(*number)) return {};
  return static_cast<std::uint64_t>(*number);
}

/// Writes a value to a member; what was wanted when it does not fit, else "".
template <class Member>
std::string set(Member& member, const OptionValue& value) {
  if constexpr (std::is_enum_v<Member>) {
    std::string words;
    for (const auto& each : words_of(Member{})) {
      if (const auto* word = std::get_if<std::string>(&value); word != nullptr && *word == each.word) {
        member = each.value;
        return "";
      }
      words += words.empty() ? "one of " : ", ";
      words += each.word;
    }
    return words;
  } else if constexpr (std::is_same_v<Member, std::optional<std::uint64_t>>) {
    const auto seed = whole(value);
    if (!seed && !std::holds_alternative<std::monostate>(value)) return "a whole number from 0 on, or nothing";
    member = seed;
  } else if constexpr (std::is_same_v<Member, double>) {
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr || !std::isfinite(*number)) return "a finite number";
    member = *number;
  } else {
    const auto* axes = std::get_if<std::vector<std::int64_t>>(&value);
    const auto* number = std::get_if<double>(&value);
    const bool one = number != nullptr && std::abs(*number) < 1000 && *number == std::floor(*number);
    if (axes == nullptr && !one) return "an axis, or a list of axes";
    member = one ? Member{static_cast<std::int64_t>(*number)} : *axes;
  }
  return "";
}

/// Calls body(Struct{}) for each struct of a variant until one call returns true.
template <class Part, class Body>
bool any_struct(const Body& body) {
  return [&]<std::size_t... i>(std::index_sequence<i...>) {
    return (body(std::variant_alternative_t<i, Part>{}) || ...);
  }
  (std::make_index_sequence<std::variant_size_v<Part>>());
}

/// The names of all structs of a variant, joined by ", ".
template <class Part>
std::string names() {
  std::string all;
  any_struct<Part>([&](const auto& each) {
    all += all.empty() ? "" : ", ";
    all += each.name;
    return false;
  });
  return all;
}

/// The struct with this name or alias, with its default options.
template <class Part>
std::optional<Part> find(std::string_view name) {
  std::optional<Part> found;
  any_struct<Part>([&](const auto& each) {
    bool named = each.name == name;
    for (const std::string_view alias : each.aliases) named = named || alias == name;
    if (named) found = each;
    return named;
  });
  return found;
}

}  // namespace option

/// All options of an initializer, a regularizer or a constraint, under Keras's names.
template <class Part>
std::vector<Option> options_of(const Part& part) {
  std::vector<Option> all;
  std::visit(
      [&](const auto& each) {
        each.options(each, [&](std::string_view name, const auto& member) {
          all.push_back({name, option::value_of(member)});
        });
      },
      part);
  return all;
}

/// Sets an option of an initializer, a regularizer or a constraint by Keras's name. Throws Error when there is none of
/// that name, or it takes no such value.
template <class Part>
void set_option(Part& part, std::string_view name, const OptionValue& value) {
  std::visit(
      [&](auto& each) {
        bool known = false;
        std::string names, wanted;
        each.options(each, [&](std::string_view own, auto& member) {
          names += names.empty() ? "" : ", ";
          names += own;
          if (own != name) return;
          known = true;
          wanted = option::set(member, value);
        });
        if (!known)
          throw Error(each.name, " has no option '", name, "'; it has ", names.empty() ? "none" : names.c_str());
        if (!wanted.empty()) throw Error(each.name, ": the option '", name, "' does not fit; wanted ", wanted);
      },
      part);
}

}  // namespace plexus
