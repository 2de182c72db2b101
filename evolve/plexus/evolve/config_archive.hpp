#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <plexus/core/findings.hpp>
#include <plexus/data/nearest.hpp>
#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/save/scalar.hpp>
#include <plexus/save/text.hpp>

// Two more archives for the functions `serialize` that say what a checkpoint consists of (see plexus/save/field.hpp):
// they read and write the JSON that people do. Fields may be missing, mistakes are collected, and formats have no
// versions. For the .cpp files of Plexus.

namespace plexus::evolve {

using Json = nlohmann::ordered_json;

/// The kind that has a share, in the ways of which one is drawn.
inline Mutation& kind_in(MutationShare& share) { return share.mutation; }
inline Crossover& kind_in(CrossoverShare& share) { return share.crossover; }

namespace detail {

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class T, std::size_t n>
inline constexpr bool is_pair<std::array<T, n>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
concept ShareOfKind = requires(T& share) {
  kind_in(share);
};
template <class T>
inline constexpr bool is_kinds = false;
template <ShareOfKind T>
inline constexpr bool is_kinds<std::vector<T>> = true;

}  // namespace detail

/// Writes each field as a member of a JSON object.
class ConfigWriter {
 public:
  using is_loading = std::false_type;

  template <class T>
  friend void field(ConfigWriter& writer, const char* name, T&& value, Numbers = Numbers::finite) {
    writer.object_[name] = json_of(value);
  }
  friend std::uint32_t format_version(ConfigWriter&, std::uint32_t newest) { return newest; }
  friend void two_points_field(ConfigWriter& writer, std::array<double, 2>& points) {
    field(writer, "two_points", points);
  }

  template <class T>
  static Json json_of(T& value) {
    if constexpr (std::same_as<T, bool> || std::same_as<T, std::string>) {
      return value;
    } else if constexpr (std::is_enum_v<T>) {
      return std::string(saved_names(value)[static_cast<std::size_t>(value)]);
    } else if constexpr (std::floating_point<T>) {
      return std::isfinite(value) ? Json(value) : Json(number_text(value));
    } else if constexpr (std::integral<T>) {
      return value;
    } else if constexpr (detail::is_kinds<T>) {
      return json_of_kinds(value);
    } else if constexpr (detail::is_list<T> || detail::is_pair<T>) {
      return list_of(value);
    } else if constexpr (detail::is_optional<T>) {
      return value ? json_of(*value) : Json(nullptr);
    } else {
      ConfigWriter inner;
      serialize(inner, value);
      return std::move(inner.object_);
    }
  }

 private:
  template <class T>
  static Json list_of(T& values) {
    Json list = Json::array();
    for (auto& each : values) list.push_back(json_of(each));
    return list;
  }

  // An object, unless a kind is there twice.
  template <class T>
  static Json json_of_kinds(T& kinds) {
    Json object = Json::object();
    for (auto& each : kinds) object[json_of(kind_in(each)).template get<std::string>()] = json_of(each.share);
    return object.size() == kinds.size() ? object : list_of(kinds);
  }

  Json object_ = Json::object();
};

/// Reads the fields that are there from a JSON object, and notes what is wrong.
class ConfigReader {
 public:
  using is_loading = std::true_type;

  template <class T>
  friend void field(ConfigReader& reader, const char* name, T&& value, Numbers numbers = Numbers::finite) {
    reader.known_.emplace_back(name);
    if (const auto member = reader.object_.find(name); member != reader.object_.end())
      read(*member, value, reader.path_of(name), reader.findings_, numbers);
  }
  friend std::uint32_t format_version(ConfigReader&, std::uint32_t newest) { return newest; }
  friend void two_points_field(ConfigReader& reader, std::array<double, 2>& points) {
    field(reader, "two_points", points);
  }

  /// `path` is where the value stands, for messages; empty for the outermost.
  template <class T>
  static void read(const Json& json, T& value, const std::string& path, Findings& findings,
                   Numbers numbers = Numbers::finite) {
    const auto refuse = [&](const std::string& wanted) {
      findings.add(path.empty() ? "the text" : path, " is ", cut(json.dump()), ", wanted ", wanted);
    };
    if constexpr (std::same_as<T, bool>) {
      json.is_boolean() ? void(value = json.get<bool>()) : refuse("true or false");
    } else if constexpr (std::same_as<T, std::string>) {
      json.is_string() ? void(value = json.get<std::string>()) : refuse("a text");
    } else if constexpr (std::is_enum_v<T>) {
      if (!read_name(json, value)) refuse(name_wanted(json, value));
    } else if constexpr (std::floating_point<T>) {
      if (!read_number(json, value, numbers)) refuse("a number");
    } else if constexpr (std::integral<T>) {
      if (!read_whole(json, value))
        refuse(sizeof(T) < sizeof(std::uint64_t) ? wanted_number<T>() : "a whole number of at least 0");
    } else if constexpr (detail::is_kinds<T>) {
      if (json.is_object()) return read_kinds(json, value, path, findings);
      json.is_array() ? read_list(json, value, path, findings, numbers) : refuse("an object of names and shares");
    } else if constexpr (detail::is_list<T>) {
      json.is_array() ? read_list(json, value, path, findings, numbers) : refuse("a list");
    } else if constexpr (detail::is_pair<T>) {
      if (!json.is_array() || json.size() != value.size())
        return refuse("a list of " + std::to_string(value.size()) + " numbers");
      for (std::size_t i = 0; i < value.size(); ++i) read(json[i], value[i], at(path, i), findings, numbers);
    } else if constexpr (detail::is_optional<T>) {
      if (json.is_null()) return value.reset();
      if (!value) value.emplace();
      read(json, *value, path, findings, numbers);
    } else {
      if (!json.is_object()) return refuse("an object");
      ConfigReader inner(json, path, findings);
      serialize(inner, value);
      inner.refuse_unknown();
    }
  }

 private:
  ConfigReader(const Json& object, const std::string& path, Findings& findings)
      : object_(object), path_(path), findings_(findings) {}

  static std::string cut(std::string text) {
    constexpr std::size_t most = 40;
    return text.size() > most ? text.substr(0, most) + "..." : text;
  }
  static std::string at(const std::string& path, std::size_t index) { return path + '[' + std::to_string(index) + ']'; }
  static std::string joined(const std::string& path, const std::string& name) {
    return path.empty() ? name : path + '.' + name;
  }
  std::string path_of(const std::string& name) const { return joined(path_, name); }

  void refuse_unknown() {
    for (const auto& [name, value] : object_.items())
      if (std::ranges::find(known_, name) == known_.end())
        findings_.add("there is no option ", shown(path_of(name)), "; ", did_you_mean(name, known_));
  }

  template <class T>
  static bool read_name(const Json& json, T& value) {
    const std::span<const std::string_view> names = saved_names(value);
    const auto found = json.is_string() ? std::ranges::find(names, json.get<std::string>()) : names.end();
    if (found == names.end()) return false;
    value = static_cast<T>(found - names.begin());
    return true;
  }

  template <class T>
  static std::string name_wanted(const Json& json, T value) {
    std::vector<std::string> names;
    for (const std::string_view each : saved_names(value)) names.emplace_back(each);
    std::string text = "one of ";
    for (const std::string& each : names) text += (&each == &names.front() ? "" : ", ") + each;
    const std::string hint = json.is_string() ? did_you_mean(json.get<std::string>(), names) : "";
    return hint.starts_with("did") ? text + "; " + hint : text;
  }

  static bool read_number(const Json& json, double& value, Numbers numbers) {
    if (json.is_number()) return value = json.get<double>(), true;
    if (numbers == Numbers::finite || !json.is_string()) return false;
    for (const double none : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()})
      if (json.get<std::string>() == number_text(none)) return value = none, true;
    return false;
  }

  template <class T>
  static bool read_whole(const Json& json, T& value) {
    const auto take = [&](auto number) {
      if (!std::in_range<T>(number)) return false;
      value = static_cast<T>(number);
      return true;
    };
    if (json.is_number_unsigned()) return take(json.get<std::uint64_t>());
    return json.is_number_integer() && take(json.get<std::int64_t>());
  }

  template <class T>
  static void read_list(const Json& json, T& values, const std::string& path, Findings& findings, Numbers numbers) {
    values.clear();
    for (std::size_t i = 0; i < json.size(); ++i) {
      typename T::value_type value{};
      read(json[i], value, at(path, i), findings, numbers);
      values.push_back(std::move(value));
    }
  }

  template <class T>
  static void read_kinds(const Json& json, T& kinds, const std::string& path, Findings& findings) {
    kinds.clear();
    for (const auto& [name, share] : json.items()) {
      typename T::value_type kind{};
      if (!read_name(Json(name), kind_in(kind)))
        findings.add(path, " has ", shown(name), ", wanted ", name_wanted(Json(name), kind_in(kind)));
      read(share, kind.share, joined(path, name), findings);
      kinds.push_back(kind);
    }
  }

  const Json& object_;
  std::string path_;
  Findings& findings_;
  std::vector<std::string> known_;
};

}  // namespace plexus::evolve
