#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <variant>
#include <vector>

#include <plexus/program/arithmetic.hpp>
#include <plexus/simd/dense_groups.hpp>
#include <plexus/simd/lowered.hpp>
#include <plexus/simd/stripes.hpp>

#include "support/network_zoo.hpp"
#include "support/striped_network.hpp"

namespace plexus {
namespace {

// One thing that is done for one unit: what it is, the unit, and the numbers that say how.
using Deed = std::array<double, 7>;
using Deeds = std::multiset<Deed>;

class Account {
 public:
  Deeds deeds;

  void begins(std::uint32_t unit, std::uint32_t bias) { deeds.insert({0, 1. * unit, 1. * bias}); }
  void keeps(std::uint32_t unit, std::uint32_t weight, std::uint32_t gain, bool late_gain) {
    deeds.insert({1, 1. * unit, 1. * weight, 1. * gain, 1. * late_gain});
  }
  void adds(std::uint32_t unit, std::uint32_t from, std::uint32_t weight, std::uint32_t gain, bool late,
            bool late_gain) {
    deeds.insert({2, 1. * unit, 1. * from, 1. * weight, 1. * gain, 1. * late, 1. * late_gain});
  }
  void activates(std::uint32_t unit, Activation activation, double mask) {
    deeds.insert({3, 1. * unit, static_cast<double>(activation), mask});
  }
  void hands_on(std::uint32_t unit, std::uint32_t gain) { deeds.insert({4, 1. * unit, 1. * gain}); }

  void add(const kernel::Operate&) {}  // no operations here
  void add(const kernel::Begin& begin) {
    for (std::uint32_t i = 0; i < begin.count; ++i) begins(begin.first + i, begin.bias + i);
    for (const auto& self : begin.selves) keeps(self.unit, self.weight, self.gain, self.late_gain);
  }
  void add(const kernel::Sparse& sparse) {
    for (const auto& edge : sparse.edges) adds(edge.to, edge.from, edge.weight, edge.gain, edge.late, edge.late_gain);
  }
  void add(const kernel::Dense& dense) {
    for (std::uint32_t i = 0; i < dense.from_count; ++i)
      for (std::uint32_t j = 0; j < dense.to_count; ++j)
        adds(dense.to + j, dense.from + i, dense.weight + i * dense.to_count + j,
             dense.gating ? dense.gain_row(i, j) : none, dense.late, dense.late_gain);
  }
  void add(const kernel::Activate& activate) {
    for (std::uint32_t i = 0; i < activate.count; ++i) activates(activate.first + i, activate.activation, 1);
  }
  void add(const kernel::Masked& masked) { activates(masked.unit, masked.activation, masked.mask); }
  void add(const kernel::Gain& gain) {
    for (const auto& copy : gain.copies) hands_on(copy.unit, copy.gain);
  }
};

// What a unit of a stripe, or a unit by itself, does: the one at this distance from the unit that is described.
void add_unit(Account& account, const simd::Lowered::UnitWork& work, const simd::Lowered::Special& special,
              const std::vector<simd::Lowered::Edge>& edges, std::uint32_t distance) {
  const auto at = [&](std::uint32_t index) { return index == none ? none : index + distance; };
  const std::uint32_t unit = work.unit + distance;
  if (work.bias != none) account.begins(unit, at(work.bias));
  if (special.self_weight != none)
    account.keeps(unit, at(special.self_weight), at(special.self_gain), special.late_self_gain);
  for (const auto& edge : edges)
    account.adds(unit, at(edge.from), at(edge.weight), at(edge.gain), edge.late, edge.late_gain);
  if (work.activates) account.activates(unit, work.activation, special.mask);
  if (special.gain != none) account.hands_on(unit, at(special.gain));
}

Deeds deeds_of(const Plan& plan) {
  Account account;
  for (const Kernel& each : plan.kernels) std::visit([&](const auto& kernel) { account.add(kernel); }, each);
  return account.deeds;
}

void add_groups(Account& account, const Plan& plan, const simd::Lowered& lowered,
                const simd::Lowered::Operation& operation) {
  for (std::uint32_t g = operation.dense_group; g < operation.end_dense_group; ++g) {
    const auto& group = lowered.dense_groups[g];
    for (std::uint32_t k = group.first; k < group.end; ++k)
      account.add(std::get<kernel::Dense>(plan.kernels[lowered.dense_kernels[k]]));
    const auto& head = std::get<kernel::Dense>(plan.kernels[lowered.dense_kernels[group.first]]);
    for (std::uint32_t j = 0; group.bias != none && j < head.to_count; ++j) account.begins(head.to + j, group.bias + j);
  }
}

void add_stretch(Account& account, const simd::Lowered& lowered, const simd::Lowered::Operation& operation) {
  auto edge = lowered.edges.begin() + operation.first_edge;
  std::uint32_t special = operation.first_special;
  for (std::uint32_t n = operation.first_unit_work; n < operation.end_unit_work; ++n) {
    const auto& work = lowered.units[n];
    const auto edge_end = lowered.edges.begin() + work.edge_end;
    add_unit(account, work, work.special ? lowered.specials[special++] : simd::Lowered::Special{}, {edge, edge_end}, 0);
    edge = edge_end;
  }
  CHECK(special == operation.end_special);
}

Deeds deeds_of(const Plan& plan, const simd::Lowered& lowered) {
  Account account;
  for (const auto& operation : lowered.operations) {
    if (operation.kernel != none) {
      std::visit([&](const auto& kernel) { account.add(kernel); }, plan.kernels[operation.kernel]);
    } else if (operation.dense_group != none) {
      add_groups(account, plan, lowered, operation);
    } else if (operation.stripe != none) {
      const auto& stripe = lowered.stripes[operation.stripe];
      for (std::uint32_t i = 0; i < stripe.count; ++i) add_unit(account, stripe.work, stripe.special, stripe.edges, i);
    } else {
      add_stretch(account, lowered, operation);
    }
  }
  return account.deeds;
}

}  // namespace

TEST_CASE("a lowered plan does for each unit what the plan does, each thing once", "[simd][program]") {
  auto networks = testing::network_zoo();
  for (std::uint64_t seed = 0; seed < 200; ++seed) networks.push_back({"striped", testing::striped_network(seed)});
  std::size_t with_edges = 0, with_selves = 0, with_gains = 0, neighbours = 0;
  for (std::size_t k = 0; k < networks.size(); ++k) {
    CAPTURE(k, networks[k].name);
    const Plan plan = compile(networks[k].network.topology());
    const simd::Lowered lowered = simd::lower(plan);
    CHECK(deeds_of(plan, lowered) == deeds_of(plan));
    for (const auto& stripe : lowered.stripes) {
      with_edges += stripe.edges.empty() ? 0 : 1;
      with_selves += stripe.special.self_weight == none ? 0 : 1;
      with_gains += stripe.special.gain == none ? 0 : 1;
    }
    for (const auto& each : lowered.operations)
      neighbours += each.dense_group != none && each.end_dense_group - each.dense_group > 1 ? 1 : 0;
  }
  CHECK(with_edges > 100);
  CHECK(with_selves > 50);
  CHECK(with_gains > 100);
  CHECK(neighbours > 20);
}

TEST_CASE("neighbouring units that do the same are one stripe, however many there are", "[simd][program]") {
  for (std::uint32_t count = 1; count <= 40; ++count) {
    CAPTURE(count);
    Plan plan;
    kernel::Begin begin{50, count, 0, {}};
    kernel::Sparse sparse;
    kernel::Gain gain;
    for (std::uint32_t i = 0; i < count; ++i) {
      begin.selves.push_back({50 + i, 200 + i, 400 + i, true});
      sparse.edges.push_back({i, 50 + i, 100 + i, 300 + i, false, false});
      gain.copies.push_back({50 + i, 500 + i});
    }
    plan.unit_count = 100;
    plan.kernels = {begin, sparse, kernel::Activate{50, count, Activation::tanh}, gain};
    const simd::Lowered lowered = simd::lower(plan);
    CHECK(deeds_of(plan, lowered) == deeds_of(plan));
    REQUIRE(lowered.operations.size() == 1);
    CHECK(lowered.stripes.size() == (count < simd::smallest_stripe ? 0U : 1U));
  }
}

TEST_CASE("gains of units that no kernel with gains activates are handed on all the same", "[simd][program]") {
  Plan plan;
  plan.unit_count = 100;
  const kernel::Gain gain{{{50, 200}, {53, 201}, {58, 202}}};
  kernel::Dense dense{};
  dense.from_count = 4, dense.to = 50, dense.to_count = 10;
  plan.kernels = {kernel::Begin{50, 10, 0, {}}, dense, kernel::Activate{55, 5, Activation::tanh}, gain};
  CHECK(deeds_of(plan, simd::lower(plan)) == deeds_of(plan));
  plan.kernels = {kernel::Begin{50, 10, 0, {}}, dense, kernel::Activate{50, 10, Activation::tanh}, gain};
  CHECK(deeds_of(plan, simd::lower(plan)) == deeds_of(plan));
}

TEST_CASE("a stripe ends where a unit does something else", "[simd][program]") {
  constexpr std::uint32_t count = 20, odd = 9;
  const auto lower_with = [](auto change) {
    kernel::Begin begin{40, count, 0, {}};
    kernel::Sparse sparse;
    for (std::uint32_t i = 0; i < count; ++i) {
      begin.selves.push_back({40 + i, 200 + i, 400 + i, true});
      sparse.edges.push_back({i, 40 + i, 100 + i, 300 + i, false, false});
    }
    change(begin.selves[odd], sparse.edges[odd]);
    Plan plan;
    plan.unit_count = 100;
    plan.kernels = {begin, sparse, kernel::Activate{40, count, Activation::tanh}};
    const simd::Lowered lowered = simd::lower(plan);
    CHECK(deeds_of(plan, lowered) == deeds_of(plan));
    std::vector<std::uint32_t> counts;
    for (const auto& stripe : lowered.stripes) counts.push_back(stripe.count);
    return counts;
  };
  using Self = kernel::Begin::Self;
  using Edge = kernel::Sparse::Edge;
  const std::vector<std::uint32_t> split{odd, count - odd - 1};
  CHECK(lower_with([](Self&, Edge&) {}) == std::vector<std::uint32_t>{count});
  CHECK(lower_with([](Self&, Edge& edge) { edge.from = 30; }) == split);
  CHECK(lower_with([](Self&, Edge& edge) { edge.weight = 150; }) == split);
  CHECK(lower_with([](Self&, Edge& edge) { edge.gain = none; }) == split);
  CHECK(lower_with([](Self&, Edge& edge) { edge.gain = 350; }) == split);
  CHECK(lower_with([](Self&, Edge& edge) { edge.late = true; }) == split);
  CHECK(lower_with([](Self&, Edge& edge) { edge.late_gain = true; }) == split);
  CHECK(lower_with([](Self& self, Edge&) { self.weight = 250; }) == split);
  CHECK(lower_with([](Self& self, Edge&) { self.gain = none; }) == split);
  CHECK(lower_with([](Self& self, Edge&) { self.late_gain = false; }) == split);
}

}  // namespace plexus
