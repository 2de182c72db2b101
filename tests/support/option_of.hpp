#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include <plexus/parameter/option.hpp>

namespace plexus::testing {

/// The value of an option in a configuration of Keras.
inline OptionValue option_of(const nlohmann::json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return value.get<std::vector<std::int64_t>>();
  return value.get<double>();
}

/// Sets the options of an initializer, a regularizer or a constraint.
template <class Part>
void set_options(Part& part, const nlohmann::json& options) {
  for (const auto& [name, value] : options.items()) set_option(part, name, option_of(value));
}

}  // namespace plexus::testing
