#pragma once

#include <span>
#include <string>
#include <string_view>

namespace plexus {

/// What to say about a name that is unknown: "did you mean 'species'?" when a known name is near enough to be a slip of
/// the finger (Damerau 1964), else the known names.
std::string did_you_mean(std::string_view name, std::span<const std::string> known);

}  // namespace plexus
