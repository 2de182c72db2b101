#include <plexus/evolve/share_topologies.hpp>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace plexus::evolve {

void share_topologies(std::span<Network> networks, std::span<const Network> others) {
  std::unordered_set<const Topology*> known;
  std::unordered_map<std::uint64_t, std::shared_ptr<const Topology>> by_fingerprint;
  known.reserve(others.size());
  by_fingerprint.reserve(others.size());
  for (const Network& each : others)
    if (known.insert(&each.topology()).second)
      by_fingerprint.emplace(each.topology().fingerprint(), each.shared_topology());
  for (Network& each : networks) {
    if (!known.insert(&each.topology()).second) continue;
    const auto [found, is_new] = by_fingerprint.emplace(each.topology().fingerprint(), each.shared_topology());
    if (is_new || !(found->second->parts() == each.topology().parts())) continue;
    each = Network(found->second, std::vector<double>(each.parameters().begin(), each.parameters().end()));
  }
}

}  // namespace plexus::evolve
