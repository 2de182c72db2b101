#include <plexus/architect/layers/dense.hpp>

#include <plexus/core/error.hpp>

namespace plexus {

Layer Dense(std::size_t units, GroupOptions options) {
  if (units == 0) throw Error("Dense: needs at least 1 unit, got 0");
  if (options.name.empty()) options.name = "dense";
  return Group(units, options);
}

}  // namespace plexus
