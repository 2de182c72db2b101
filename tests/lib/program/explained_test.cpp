#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/export/cpp.hpp>
#include <plexus/export/javascript.hpp>
#include <plexus/export/neataptic_lists.hpp>
#include <plexus/program/carried_rows.hpp>
#include <plexus/program/compile.hpp>
#include <plexus/program/explained.hpp>
#include <plexus/save/neataptic.hpp>
#include <plexus/train/online/online_learner.hpp>

#include "support/network_zoo.hpp"
#include "support/unexplained_network.hpp"

namespace plexus {
namespace {

struct Convolution {};  // stands for a kernel that does more than a topology says

}  // namespace

TEST_CASE("a topology explains each of its own kernels, and no kernel that is new", "[program]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    CHECK(is_explained(compile(network.topology())));
  }
  using Table = std::variant<kernel::Begin, kernel::Dense, Convolution>;
  CHECK(is_explained(Table(kernel::Dense{})));
  CHECK_FALSE(is_explained(Table(Convolution{})));
}

TEST_CASE("rows that kernels keep for themselves are carried, and no topology explains them", "[program][train]") {
  for (const auto& [name, network] : testing::network_zoo()) {
    CAPTURE(name);
    Plan plan = compile(network.topology());
    std::vector<bool> expected(plan.row_count + 3);
    const auto mark = [&](const std::vector<Rows>& rows, std::vector<bool>& marks) {
      for (const auto& [first, count] : rows)
        for (std::size_t row = first; row < first + count; ++row) marks[row] = true;
    };
    CHECK_FALSE(has_own_rows(plan));
    mark(carried_rows(network.topology(), plan), expected);
    expected[plan.row_count] = expected[plan.row_count + 1] = expected[plan.row_count + 2] = true;

    plan.row_count += 3;
    CHECK(has_own_rows(plan));
    CHECK_FALSE(is_explained(plan));
    std::vector<bool> carried(plan.row_count);
    mark(carried_rows(network.topology(), plan), carried);
    CHECK(carried == expected);
  }
}

TEST_CASE("who reads a topology instead of its program refuses a network that computes more than it says",
          "[program][train][export][save]") {
  const Network network = testing::unexplained_network();
  const std::string why = "the network computes more than its units and connections say, and ";
  CHECK_THROWS_WITH(OnlineLearner(network), Catch::StartsWith(why + "the online rule knows") &&
                                                Catch::EndsWith("use train, which follows every kernel"));
  CHECK_THROWS_WITH(to_cpp(network), Catch::Contains(why + "a source knows"));
  CHECK_THROWS_WITH(to_javascript(network), Catch::Contains(why + "a source knows"));
  CHECK_THROWS_WITH(neataptic_lists(network), Catch::Contains(why + "Neataptic knows"));
  CHECK_THROWS_WITH(to_neataptic(network), Catch::Contains(why + "Neataptic knows"));
  // The same structure without that kernel.
  const Network plain(std::make_shared<const Topology>(network.topology().parts()),
                      {network.parameters().begin(), network.parameters().end()});
  CHECK_NOTHROW(OnlineLearner(plain));
  CHECK_NOTHROW(to_cpp(plain));
  CHECK_NOTHROW(neataptic_lists(plain));
  CHECK_NOTHROW(to_neataptic(plain));
}

}  // namespace plexus
