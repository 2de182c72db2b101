#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

namespace plexus {

/// Shows how far something has come. On a terminal of so many columns the line is written over by the next, and cut so
/// that it never wraps; `last` ends it. With 0 columns, for what is no terminal, each is a plain line.
void show_status(std::ostream& out, const std::string& line, std::size_t columns, bool last);

}  // namespace plexus
