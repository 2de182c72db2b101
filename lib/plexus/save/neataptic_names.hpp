#pragma once

#include <string>
#include <string_view>

#include <plexus/activation/activation.hpp>

// For the .cpp files that read and write Neataptic's JSON.

namespace plexus {

/// Letters of ASCII in upper case.
std::string upper_case(std::string_view text);

/// What Neataptic calls an activation: "BENT_IDENTITY".
std::string neataptic_name(Activation activation);

}  // namespace plexus
