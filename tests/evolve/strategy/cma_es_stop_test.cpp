#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <plexus/evolve/strategy/cma_es_search.hpp>

namespace plexus::evolve {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("each criterion ends a search", "[evolve][cma_es]") {
  const std::vector<double> costs{1, 2, 3, 4};
  const CmaEsOptions options;
  CmaEsHistory history;
  history.add(costs);
  const auto reason = [&](const CmaEsSearch& search) { return reason_to_stop(search, history, costs, 0.5, options); };
  const CmaEsSearch fresh({1, 1}, 0.5, false);
  CHECK(reason(fresh) == std::nullopt);
  CmaEsSearch search = fresh;
  search.sigma = 1e-13;
  CHECK(reason(search) == CmaEsStop::tol_x);
  search.sigma = 1e4;
  CHECK(reason(search) == CmaEsStop::tol_x_up);
  search = fresh;
  search.lengths = {1e-8, 1};
  CHECK(reason(search) == CmaEsStop::condition);
  search = fresh;
  search.mean = {1e17, 1};
  CHECK(reason(search) == CmaEsStop::no_effect_axis);  // along the first
  search.generation = 1;
  CHECK(reason(search) == CmaEsStop::no_effect_coord);
  search = fresh;
  search.sigma = infinity;
  CHECK(reason(search) == CmaEsStop::not_a_number);
  search = fresh;
  search.mean[1] = std::nan("");
  CHECK(reason(search) == CmaEsStop::not_a_number);

  for (int i = 0; i < 40; ++i) history.add(costs);
  CHECK(reason(fresh) == CmaEsStop::equal_scores);  // for 10 + 30 * 2 / 4 generations
  history.best.back() = 1 - 1e-14;
  CHECK(reason(fresh) == std::nullopt);  // not all of the last are as near
  CHECK(reason_to_stop(fresh, history, std::vector<double>{1, 1, 1, 1}, 0.5, options) == CmaEsStop::tol_fun);
  // A history that goes down does not stagnate, one that goes up does.
  for (const double direction : {-1.0, 1.0}) {
    history = {};
    for (int i = 0; i < 200; ++i) {
      const double level = 1000 + direction * i;
      history.add(std::vector<double>{level, level + 1, level + 2, level + 3});
    }
    CHECK(reason(fresh).has_value() == (direction > 0));
    if (direction > 0) CHECK(reason(fresh) == CmaEsStop::stagnation);
  }
}

TEST_CASE("the history of a search does not grow for ever", "[evolve][cma_es]") {
  CmaEsHistory history;
  for (int i = 0; i < 130'000; ++i) history.add(std::vector<double>{static_cast<double>(i), 1e6});
  CHECK(history.best.size() <= 120'000);
  CHECK(history.best.size() >= 100'000);
  CHECK(history.best.back() == 129'999);
  CHECK(history.best.size() == history.median.size());
}

}  // namespace plexus::evolve
