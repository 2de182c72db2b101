#include <catch2/catch.hpp>

#include <variant>
#include <vector>

#include <plexus/program/carried_rows.hpp>
#include <plexus/program/compile.hpp>
#include <plexus/program/explained.hpp>

#include "support/network_zoo.hpp"

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

}  // namespace plexus
