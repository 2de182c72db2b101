#include <catch2/catch.hpp>

#include <algorithm>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/graph/dot.hpp>
#include <plexus/graph/graph_check.hpp>
#include <plexus/graph/group.hpp>
#include <plexus/graph/order.hpp>

using Catch::Contains;

namespace plexus {
namespace {

Key add(Graph& graph, std::size_t units) { return graph.add_group({.units = std::vector<GroupUnit>(units)}); }

}  // namespace

TEST_CASE("graph: a copy is its own graph", "[graph]") {
  Graph graph;
  const Key a = add(graph, 2), b = add(graph, 3);
  const Key joined = graph.connect(a, b, {});
  Graph copy = graph;
  copy.disconnect(joined);
  copy.remove_group(b);
  CHECK(graph.projections() == std::vector<Key>{joined});
  CHECK(graph.target(joined) == b);
  CHECK(copy.groups() == std::vector<Key>{a});
  Graph moved = std::move(graph);
  CHECK(moved.source(joined) == a);
}

TEST_CASE("graph: any sequence of edits keeps it sound", "[graph]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Graph graph;
    add(graph, 1);
    for (int i = 0; i < 80; ++i) {
      const auto groups = graph.groups(), projections = graph.projections();
      const std::size_t kind = random.below(7);
      try {
        if (kind <= 1 || groups.empty())
          add(graph, 1 + random.below(3));
        else if (kind == 2)
          graph.remove_group(random.pick(groups));
        else if (kind <= 4)
          graph.connect(random.pick(groups), random.pick(groups), {.pattern = static_cast<Pattern>(random.below(4))});
        else if (projections.empty())
          continue;
        else if (kind == 5)
          graph.disconnect(random.pick(projections));
        else
          graph.gate(random.pick(projections),
                     {.group = random.pick(groups), .gating = static_cast<Gating>(random.below(3))});
      } catch (const Error&) {
        // Refused edits must change nothing, which the check below sees.
      }
      REQUIRE(check(graph).empty());
    }
  }
}

TEST_CASE("order: what feeds or gates a group comes before it, and loops keep the order of making", "[graph]") {
  const Group last(1), first(1), loop1(1), loop2(1), gater(1);
  const Projection out = loop2.connect(last);
  first.connect(loop1);
  loop1.connect(loop2);
  loop2.connect(loop1);
  first.connect(gater);
  gater.gate(out, Gating::target);
  std::vector<Key> wanted;
  const auto order = execution_order(first.graph());
  const auto place = [&](const Group& group) { return std::ranges::find(order, group.key().key()) - order.begin(); };
  CHECK(place(first) == 0);
  CHECK(place(loop1) < place(loop2));
  CHECK(place(loop2) < place(last));
  CHECK(place(gater) < place(last));
}

TEST_CASE("components: a gate joins groups as a projection does", "[graph]") {
  Graph graph;
  const Key a = add(graph, 1), b = add(graph, 1), c = add(graph, 1), d = add(graph, 1);
  const Key projection = graph.connect(a, b, {});
  CHECK(components(graph) == std::vector<std::vector<Key>>{{a, b}, {c}, {d}});
  graph.gate(projection, {.group = d, .gating = Gating::source});
  CHECK(components(graph) == std::vector<std::vector<Key>>{{a, b, d}, {c}});
}

TEST_CASE("dot: names groups, sizes, patterns and gates, and escapes what would break out", "[graph]") {
  const Group from(2, {.role = GroupRole::input, .name = "say \"hi\""}), to(2, {.name = "to"}),
      gater(1, {.name = "gate"});
  gater.gate(from.connect(to, Pattern::one_to_one), Gating::source);
  const std::string dot = to_dot(from.graph());
  CHECK_THAT(dot, Contains("digraph") && Contains("say \\\"hi\\\" (2)\\nlogistic") && Contains("one to one") &&
                      Contains("gates what leaves"));
}

}  // namespace plexus
