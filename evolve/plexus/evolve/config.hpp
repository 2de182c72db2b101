#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <plexus/evolve/options.hpp>

namespace plexus::evolve {

/// Reads options from JSON with the names of the structs, for files that people write:
///
///   {"population": 500, "target": 0.01, "species": {"target": 10}, "mutation": {"kinds": {"add_node": 0.03}}}
///
/// What is not there is as in `defaults`. Enumerators are their names, an optional that is empty is null, kinds are an
/// object of names and shares in the order in which they are drawn, two points and ranges are lists and objects. A
/// list, or kinds, replace the one of the defaults as a whole. Everything that a checkpoint has of the options can be
/// said; MutationOptions::choose, a function, cannot.
///
/// Throws Error naming all that is wrong at once (the first 20, the others counted): names that are unknown, with the
/// nearest one, values of another type, and those out of their range, each with its path ("species.survival is 2,
/// wanted a number in (0, 1]"); or, for what is no JSON, the line and column.
Options options_from_json(std::string_view json, const Options& defaults = {});

/// Reads what a text says into these options and returns what is wrong, empty when all is well. Ranges are not looked
/// at, so that one can go on changing the options: see `check`. Throws Error for what is no JSON.
std::vector<std::string> read_options(std::string_view json, Options& options);

/// All options as JSON that `options_from_json` reads back to the last bit.
std::string to_json(const Options& options);

}  // namespace plexus::evolve
