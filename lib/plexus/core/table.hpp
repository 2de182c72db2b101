#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <plexus/core/error.hpp>

// What the tables have in common: activations, losses, optimizers, mutations ... A row has a `name`, and a member that
// holds its enumerator.

namespace plexus {

/// Whether each row stands where its enumerator, a pointer to a member, says: then the enumerator is the position.
template <class Rows, class Enumerator>
constexpr bool rows_follow_enumeration(const Rows& rows, Enumerator enumerator) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].*enumerator) != i) return false;
  return true;
}

/// The names of the rows, joined by ", ": what a message offers.
template <class Rows>
std::string names_of(const Rows& rows) {
  std::string names;
  for (const auto& each : rows) {
    if (!names.empty()) names += ", ";
    names += each.name;
  }
  return names;
}

/// The row of this name; `kind` is what the rows are, for the message. Throws Error with the known names when there is
/// none.
template <class Rows>
const auto& row_named(const Rows& rows, std::string_view name, std::string_view kind) {
  const auto found = std::ranges::find_if(rows, [&](const auto& each) { return each.name == name; });
  if (found == rows.end()) throw Error("no ", kind, " is called '", name, "'; there are ", names_of(rows));
  return *found;
}

}  // namespace plexus
