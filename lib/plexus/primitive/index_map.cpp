#include <plexus/primitive/index_map.hpp>

#include <plexus/core/error.hpp>

namespace plexus::primitive {

void expect_fits(const IndexMap& map, std::uint32_t elements, const char* who) {
  if (map.from.size() != element_count(map.shape))
    throw Error(who, ": got a map of ", map.from.size(), " entries for the shape ", in_words(map.shape), ", wanted ",
                element_count(map.shape));
  for (const std::uint32_t each : map.from)
    if (each >= elements && each != no_element)
      throw Error(who, ": the map has element ", each, ", wanted one below ", elements);
}

}  // namespace plexus::primitive
