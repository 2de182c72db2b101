#include <plexus/architect/models/gru_network.hpp>

#include <plexus/architect/layers/gru.hpp>
#include <plexus/architect/models/stack.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus::architect {

Network GRU(const std::vector<std::size_t>& sizes, std::uint64_t seed) {
  if (sizes.size() < 3)
    throw Error("GRU: needs the sizes of inputs, one or more layers, and outputs, got ",
                count_of(sizes.size(), "size"));
  const Weights start = Weights::uniform(-0.1, 0.1);
  const auto hidden = [&](std::size_t units) { return plexus::GRU(units, start); };
  return stack("GRU", sizes, hidden, Activation::logistic, seed, start);
}

}  // namespace plexus::architect
