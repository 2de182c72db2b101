#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/core/error.hpp>
#include <plexus/graph/graph_check.hpp>
#include <plexus/graph/group.hpp>

using Catch::Contains;

namespace plexus {

TEST_CASE("group: needs a unit, and a node is a group of one", "[graph]") {
  CHECK_THROWS_WITH(Group(0), Contains("at least 1 unit"));
  CHECK(Group(3).size() == 3);
  CHECK(Node().size() == 1);
}

TEST_CASE("connect: each pattern joins the units that it names", "[graph]") {
  const Group from(3), to(3);
  CHECK(from.connect(to).size() == 9);
  from.disconnect(to);
  CHECK(from.connect(to, Pattern::all_to_else).size() == 6);
  from.disconnect(to);
  CHECK(from.connect(to, Pattern::one_to_one).size() == 3);
  CHECK(from.connect_unit(0, to, 2).size() == 1);
  CHECK(from.connect_listed(to, {{1, 0}, {2, 1}, {2, 0}}).size() == 3);
  CHECK(from.connect(from).pattern() == Pattern::one_to_one);
  CHECK(check(from.graph()).empty());
}

TEST_CASE("connect: one_to_one refuses groups of different size and changes nothing", "[graph]") {
  const Group from(3), to(5);
  CHECK_THROWS_WITH(from.connect(to, Pattern::one_to_one), Contains("3 -> 5"));
  CHECK(from.outgoing().empty());
  CHECK_FALSE(&from.graph() == &to.graph());
}

TEST_CASE("connect: refuses units that are not there, weights that do not fit, and a second connection", "[graph]") {
  const Group from(2), to(3);
  CHECK_THROWS_WITH(from.connect_unit(2, to, 0), Contains("unit 2") && Contains("2 and 3 units"));
  CHECK_THROWS_WITH(from.connect_listed(to, {{1, 0}, {2, 1}}),
                    Contains("unit 2 to unit 1") && Contains("2 and 3 units"));
  CHECK_THROWS_WITH(from.connect_listed(to, {{0, 3}}), Contains("unit 0 to unit 3"));
  CHECK_THROWS_WITH(from.connect_listed(to, {{0, 1}, {1, 1}, {0, 1}}), Contains("unit 0 to unit 1 twice"));
  CHECK_THROWS_WITH(from.connect_listed(to, {}), Contains("joins no units"));
  CHECK_THROWS_WITH(from.connect(to, Pattern::listed), Contains("connect_listed"));
  CHECK_THROWS_WITH(from.connect(to, {}, Weights{1, 2, 3}), Contains("3 weights for 6 connections"));
  CHECK_THROWS_WITH(from.connect(to, Pattern::single), Contains("connect_unit"));
  CHECK_THROWS_WITH(Node().connect(Node(), Pattern::all_to_else), Contains("joins no units"));
  from.connect_unit(1, to, 2);
  CHECK_THROWS_WITH(from.connect(to), Contains("unit 1 and unit 2") && Contains("already"));
  CHECK(from.outgoing().size() == 1);
}

TEST_CASE("handles: those of different graphs become one graph when connected, in any order", "[graph]") {
  const Group a(1), b(1), c(1), d(1), e(1);
  a.connect(b);
  c.connect(d);
  e.connect(d);
  CHECK_FALSE(&a.graph() == &d.graph());
  const Projection bridge = d.connect(b);
  for (const Group& each : {a, b, c, d, e}) CHECK(&each.graph() == &a.graph());
  CHECK(a.graph().groups().size() == 5);
  CHECK(b.incoming().size() == 2);
  CHECK(d.incoming().size() == 2);
  bridge.disconnect();
  CHECK(b.incoming().size() == 1);
  CHECK(check(a.graph()).empty());
}

TEST_CASE("handles: copies mean the same units, and compare equal after splicing", "[graph]") {
  const Group group(2), other(1);
  const Group copy = group;
  other.connect(group);
  CHECK(copy == group);
  CHECK_FALSE(copy == other);
  copy.set({.activation = Activation::relu, .bias = 0.5});
  CHECK(group.data().units[1].activation == Activation::relu);
  CHECK(group.data().units[0].bias == 0.5);
  CHECK(group.data().units[0].trainable);
}

TEST_CASE("gate: on source, target and self, once each", "[graph]") {
  const Group from(2), to(3), gater(2);
  const Projection across = from.connect(to), around = to.connect(to);
  gater.gate(across, Gating::source);
  CHECK(across.is_gated());
  CHECK_THROWS_WITH(gater.gate(across, Gating::target), Contains("already"));
  CHECK_THROWS_WITH(gater.gate(across, Gating::self), Contains("has none"));
  gater.gate(around, Gating::self);
  CHECK(around.is_gated());
  across.ungate();
  CHECK_FALSE(across.is_gated());
  gater.gate(across, Gating::target, 1);
  CHECK_THROWS_WITH(gater.gate(from.connect(gater), Gating::source, 2), Contains("2 units, there is no unit 2"));
  CHECK(check(from.graph()).empty());
}

TEST_CASE("gate: a list counts its sources and targets over all projections", "[graph]") {
  const Group from(2), first(3), second(2), gater(2);
  const std::vector<Projection> both{from.connect(first), from.connect(second)};
  gater.gate(both, Gating::target);
  const auto gate_of = [](const Projection& each) { return each.key().graph().projection(each.key().key()).gate; };
  CHECK(gate_of(both[0])->first == 0);
  CHECK(gate_of(both[1])->first == 3);  // after the 3 targets before
  for (const Projection& each : both) each.ungate();
  gater.gate(both, Gating::source);
  CHECK(gate_of(both[1])->first == 0);  // the same sources again
  CHECK(check(from.graph()).empty());

  const Projection last = first.connect_unit(2, gater, 0), all = first.connect(second);
  CHECK_THROWS_WITH(gater.gate({last, all}, Gating::source), Contains("one by one"));
  CHECK_FALSE(last.is_gated());
}

TEST_CASE("gate: one that is refused changes nothing, not even which graph is which", "[graph]") {
  const Group from(2), to(3), gater(2), other(2);
  const Projection free = from.connect(to), taken = from.connect(gater);
  gater.gate(taken, Gating::source);
  CHECK_THROWS_WITH(other.gate({free, taken}, Gating::source), Contains("already"));
  CHECK_FALSE(free.is_gated());
  const Group stranger(1);
  CHECK_THROWS_WITH(stranger.gate(taken, Gating::target), Contains("already"));
  CHECK_FALSE(&stranger.graph() == &from.graph());
}

TEST_CASE("graph: takes finite numbers only", "[graph]") {
  const double nan = std::nan("");
  CHECK_THROWS_WITH(Node().connect(Node(), {}, nan), Contains("not finite"));
  CHECK_THROWS_WITH(Group(2, {.bias = nan}), Contains("nan"));
  CHECK_THROWS_WITH(Group(2).set({.bias = nan}), Contains("nan"));
}

TEST_CASE("remove: takes a group's projections and gates along, and leaves the rest", "[graph]") {
  const Group from(2), middle(2), to(2), gater(2);
  from.connect(middle);
  middle.connect(to);
  middle.connect(middle);
  const Projection direct = from.connect(to);
  from.connect(gater);
  gater.gate(direct, Gating::source);
  middle.remove();
  CHECK(from.outgoing().size() == 2);
  CHECK(to.incoming().size() == 1);
  CHECK_THROWS_WITH(middle.size(), Contains("removed"));
  gater.remove();
  CHECK_FALSE(direct.is_gated());
  CHECK(from.graph().groups().size() == 2);
  CHECK(check(from.graph()).empty());
}

TEST_CASE("projects_to: says whether a connection leads there, in that direction", "[graph]") {
  const Node a, b, apart;
  a.connect(b);
  CHECK(a.projects_to(b));
  CHECK_FALSE(b.projects_to(a));
  CHECK_FALSE(a.projects_to(a));
  CHECK_FALSE(a.projects_to(apart));
  a.connect(a);
  CHECK(a.projects_to(a));
}

TEST_CASE("disconnect: removes one way or both", "[graph]") {
  const Group a(2), b(2);
  a.connect(b);
  b.connect(a);
  a.disconnect(b);
  CHECK(a.outgoing().empty());
  CHECK(b.outgoing().size() == 1);
  a.connect(b);
  a.disconnect(b, true);
  CHECK(a.outgoing().empty());
  CHECK(b.outgoing().empty());
}

}  // namespace plexus
