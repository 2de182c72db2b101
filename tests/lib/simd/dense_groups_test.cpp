#include <catch2/catch.hpp>

#include <cstdint>
#include <variant>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/simd/dense_groups.hpp>

namespace plexus {
namespace {

bool overlap(const kernel::Dense& a, const kernel::Dense& b) {
  return a.to < b.to + b.to_count && b.to < a.to + a.to_count;
}

// The kernels of the group that begins at `k`, by looking at each one that follows.
std::vector<std::uint32_t> group_by_looking(const Plan& plan, std::size_t k) {
  const auto& head = std::get<kernel::Dense>(plan.kernels[k]);
  std::vector<std::uint32_t> group;
  std::uint32_t sources = 0;
  for (; k < plan.kernels.size() && std::holds_alternative<kernel::Dense>(plan.kernels[k]); ++k) {
    const auto& dense = std::get<kernel::Dense>(plan.kernels[k]);
    if (!overlap(dense, head)) continue;
    sources += dense.from_count;
    const bool joins = !dense.gating && dense.to == head.to && dense.to_count == head.to_count &&
                       sources <= simd::dense_sources_at_once && group.size() < simd::largest_dense_group;
    if (!joins) break;
    group.push_back(static_cast<std::uint32_t>(k));
  }
  return group;
}

// A run of units 100 to 139 whose dense kernels often have the same targets, or a part of them.
Plan random_run(std::uint64_t seed) {
  Random random(seed);
  Plan plan;
  kernel::Begin begin;
  begin.first = 100;
  begin.count = 40;
  if (seed % 2 == 0) begin.selves.push_back({static_cast<std::uint32_t>(100 + random.below(40)), 0, none, false});
  plan.kernels.emplace_back(begin);
  for (int i = 0; i < 60; ++i) {
    if (random.uniform() < 0.05) {
      kernel::Sparse sparse;
      sparse.edges.push_back({0, static_cast<std::uint32_t>(100 + random.below(40)), 0, none, false, false});
      plan.kernels.emplace_back(sparse);
      continue;
    }
    kernel::Dense dense{};
    dense.from_count = static_cast<std::uint32_t>(1 + random.below(random.uniform() < 0.1 ? 200 : 25));
    dense.to = static_cast<std::uint32_t>(100 + 8 * random.below(4));
    dense.to_count = random.uniform() < 0.9 ? 8 : 12;
    if (random.uniform() < 0.1) dense.gating = Gating::target;
    plan.kernels.emplace_back(dense);
  }
  return plan;
}

}  // namespace

TEST_CASE("dense kernels are grouped as looking at each that follows groups them", "[simd][program]") {
  std::size_t joined = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const Plan plan = random_run(seed);
    const auto groups = simd::find_dense_groups(plan, 0, plan.kernels.size());
    auto group = groups.begin();
    std::vector<bool> grouped(plan.kernels.size());
    std::vector<bool> touched(140);
    for (const auto& self : std::get<kernel::Begin>(plan.kernels[0]).selves) touched[self.unit] = true;
    for (std::size_t k = 1; k < plan.kernels.size(); ++k) {
      if (const auto* sparse = std::get_if<kernel::Sparse>(&plan.kernels[k])) {
        touched[sparse->edges[0].to] = true;
        continue;
      }
      const auto& dense = std::get<kernel::Dense>(plan.kernels[k]);
      bool begins = true;
      for (std::uint32_t unit = dense.to; unit < dense.to + dense.to_count; ++unit) {
        begins = begins && !touched[unit];
        touched[unit] = true;
      }
      if (grouped[k]) continue;
      const auto expected = group_by_looking(plan, k);
      if (expected.empty()) continue;
      REQUIRE(group != groups.end());
      CHECK(group->kernels == expected);
      CHECK(group->to == dense.to);
      CHECK(group->to_count == dense.to_count);
      CHECK(group->begins == begins);
      for (const std::uint32_t each : expected) grouped[each] = true;
      joined += expected.size() - 1;
      ++group;
    }
    CHECK(group == groups.end());
  }
  CHECK(joined > 1000);
}

}  // namespace plexus
