#pragma once

#include <string>
#include <string_view>

namespace plexus {

/// Looks through JSON before Cereal may: Cereal reports no place, takes the first of two members with one name, and its
/// parser recurses, so that deep nesting would overflow the stack. Throws Error with the line and the column.
void check_json(std::string_view json);

/// Puts each list and object that holds no other on one line. `json` is indented, with one value on a line.
std::string join_short_lines(std::string_view json);

}  // namespace plexus
