#include <plexus/network/topology.hpp>

#include <algorithm>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus {

Topology::Topology(TopologyParts parts) : parts_(std::move(parts)) {
  if (const auto broken = check(parts_); !broken.empty()) throw Error("not a network: ", in_words(broken));
  const auto count = [&](Role role) {
    return static_cast<std::size_t>(std::ranges::count(parts_.units, role, &Unit::role));
  };
  input_count_ = count(Role::input);
  output_count_ = count(Role::output);
  gate_count_ = static_cast<std::size_t>(std::ranges::count_if(parts_.connections, &Connection::is_gated));
  masked_ = std::ranges::any_of(parts_.units, [](const Unit& unit) { return unit.mask != 1; });
  recurrent_ = std::ranges::any_of(parts_.connections, [](const Connection& each) {
    return each.from >= each.to || (each.is_gated() && each.gater >= each.to);
  });
}

Topology::~Topology() = default;

}  // namespace plexus
