#include "striped_network.hpp"

#include <array>
#include <set>
#include <utility>

#include <plexus/core/random.hpp>

namespace plexus::testing {
namespace {

constexpr std::array activations{Activation::logistic, Activation::tanh, Activation::identity, Activation::softsign,
                                 Activation::gaussian};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : seed_(seed), random_(seed, 0, 0, 0x5712) {}

  Network make() {
    add_group(Role::input, 1 + below(6));
    const std::uint32_t hidden = 3 + below(6);
    for (std::uint32_t i = 0; i < hidden; ++i) {
      // Groups in a row of as many units, as the gates of a layer are.
      const std::uint32_t units = 1 + below(20), in_a_row = random_.chance(0.3) ? 2 + below(9) : 1;
      for (std::uint32_t k = 0; k < in_a_row; ++k) add_group(Role::hidden, units);
    }
    add_group(Role::output, 1 + below(3));
    for (std::uint32_t i = 0; i < hidden; ++i) connect_all();
    for (std::size_t group = 1; group < parts_.groups.size(); ++group)
      for (std::uint32_t k = below(3); k > 0; --k) connect_in_rows(parts_.groups[group]);
    for (std::size_t group = 1; group < parts_.groups.size(); ++group)
      if (random_.chance(0.4)) connect(parts_.groups[group].first, parts_.groups[group]);
    auto topology = std::make_shared<const Topology>(std::move(parts_));
    std::vector<double> parameters(topology->parameter_count());
    for (double& each : parameters) each = random_.uniform(-0.4, 0.4);
    return {std::move(topology), std::move(parameters)};
  }

 private:
  std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(random_.below(count)); }
  std::uint32_t unit_count() const { return static_cast<std::uint32_t>(parts_.units.size()); }

  void add_group(Role role, std::uint32_t units) {
    parts_.groups.push_back({"", unit_count(), units});
    const Activation activation = role == Role::input ? Activation::identity : random_.pick(activations);
    const bool varies = role == Role::hidden && random_.chance(0.2);
    for (std::uint32_t i = 0; i < units; ++i) {
      Unit unit{mix(seed_, unit_count()), activation, role, true};
      if (varies && random_.chance(0.2)) unit.activation = random_.pick(activations);
      if (varies && random_.chance(0.2)) unit.mask = random_.uniform(0.5, 2);
      parts_.units.push_back(unit);
    }
  }

  // All units of a group to all of each of some groups in a row.
  void connect_all() {
    const auto groups = static_cast<std::uint32_t>(parts_.groups.size());
    const std::uint32_t from = below(groups), first = 1 + below(groups - 1);
    const bool gated = random_.chance(0.1);
    for (std::uint32_t to = first; to < groups && to < first + 9; ++to) {
      const UnitGroup source = parts_.groups[from], target = parts_.groups[to];
      if (from == to || !joined_.insert({from, to}).second) return;
      const auto begin = static_cast<std::uint32_t>(parts_.connections.size());
      for (std::uint32_t i = 0; i < source.count; ++i)
        for (std::uint32_t j = 0; j < target.count; ++j) {
          taken_.insert({source.first + i, target.first + j});
          parts_.connections.push_back({source.first + i, target.first + j, gated ? source.first + i : no_unit, true});
        }
      parts_.blocks.push_back({Pattern::all_to_all, from, to, begin, source.count * target.count});
    }
  }

  // From units in a row anywhere.
  void connect_in_rows(const UnitGroup& to) {
    if (unit_count() > to.count) connect(below(unit_count() - to.count), to);
  }

  void connect(std::uint32_t from, const UnitGroup& to) {
    const bool gated = random_.chance(0.6) && unit_count() > to.count, by_one = random_.chance(0.1);
    const std::uint32_t gater = gated ? below(unit_count() - to.count) : no_unit;
    const std::uint32_t left_out = random_.chance(0.2) ? below(to.count) : to.count;
    for (std::uint32_t i = 0; i < to.count; ++i) {
      if (i == left_out || !taken_.insert({from + i, to.first + i}).second) continue;
      parts_.connections.push_back({from + i, to.first + i, gated ? gater + (by_one ? 0 : i) : no_unit, true});
    }
  }

  std::uint64_t seed_;
  Random random_;
  TopologyParts parts_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> taken_;   // connections, by their ends
  std::set<std::pair<std::uint32_t, std::uint32_t>> joined_;  // groups
};

}  // namespace

Network striped_network(std::uint64_t seed) { return Maker(seed).make(); }

}  // namespace plexus::testing
