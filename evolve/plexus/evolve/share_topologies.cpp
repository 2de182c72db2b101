#include <plexus/evolve/share_topologies.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace plexus::evolve {

void share_topologies(std::span<Network> networks, std::span<const Network> others) {
  std::unordered_set<const Topology*> known;
  std::unordered_multimap<std::uint64_t, std::shared_ptr<const Topology>> by_fingerprint;
  known.reserve(others.size());
  by_fingerprint.reserve(others.size());
  const auto add = [&](const Network& each) {
    by_fingerprint.emplace(each.topology().fingerprint(), each.shared_topology());
  };
  const auto equal_to = [&](const Topology& topology) -> std::shared_ptr<const Topology> {
    const auto [first, last] = by_fingerprint.equal_range(topology.fingerprint());
    const auto found =
        std::find_if(first, last, [&](const auto& each) { return each.second->parts() == topology.parts(); });
    return found == last ? nullptr : found->second;
  };
  for (const Network& each : others)
    if (known.insert(&each.topology()).second) add(each);
  for (Network& each : networks) {
    if (!known.insert(&each.topology()).second) continue;
    if (auto shared = equal_to(each.topology()))
      each = Network(std::move(shared), std::vector<double>(each.parameters().begin(), each.parameters().end()));
    else
      add(each);
  }
}

}  // namespace plexus::evolve
