#include <plexus/architect/models/hopfield.hpp>

#include <plexus/architect/models/stack.hpp>
#include <plexus/core/error.hpp>

namespace plexus::architect {

Network Hopfield(std::size_t units, std::uint64_t seed) {
  if (units == 0) throw Error("Hopfield: needs at least 1 unit, got 0");
  return stack("Hopfield", {units, units}, {}, Activation::step, seed, Weights::uniform(-0.1, 0.1));
}

}  // namespace plexus::architect
