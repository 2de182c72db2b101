#pragma once

#include <string_view>

namespace plexus {

/// What the elements of a list are called. Only they may have siblings of their own name.
inline constexpr const char* xml_item = "item";

/// Looks through XML before Cereal may: its parser recurses, so that deep nesting would overflow the stack, and it does
/// not see when the ends of elements do not match. Elements, text and comments are allowed, which is all that Plexus
/// writes; attributes, sections and document types are not. Throws Error with the line and the column.
void check_xml(std::string_view xml);

}  // namespace plexus
