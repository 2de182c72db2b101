#include <plexus/architect/layer_options.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

std::vector<std::uint32_t> Sizes::of_axes(std::size_t axes, std::string_view what) const {
  if (sizes_.size() == axes) return sizes_;
  if (sizes_.size() == 1) return std::vector<std::uint32_t>(axes, sizes_.front());
  throw Error(what, ": got ", in_words(sizes_), ", wanted one number for each of ", axes, " axes, or one for all");
}

}  // namespace plexus
