#pragma once

#include <cstdint>

#include "comparison.hpp"

namespace plexus::golden {

/// Builds what a recipe of a golden file says (`construct.recipe`), with our layers and architectures. Weights that the
/// recipe does not give are drawn. The groups of listed parts are named by their place in the list: "0", "1" ...
Network build_recipe(const Json& recipe, std::uint64_t seed);

}  // namespace plexus::golden
