#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/core/error.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/phase.hpp>
#include <plexus/evolve/population.hpp>

#include "evolve/small_population.hpp"

namespace plexus::evolve {
namespace {

// The phases after generations of which the mean network has so many connections: + grows, - is simplified.
std::string phases(const PhaseOptions& options, const std::vector<double>& means) {
  State state;
  state.options.phases = options;
  std::string text;
  for (const double mean : means) {
    // Two networks: one connection less or more on either side.
    const auto less = static_cast<std::size_t>(mean);
    const std::size_t more = mean > static_cast<double>(less) ? less + 1 : less;
    update_phase(std::vector<Network>{architect::Perceptron({less, 1}), architect::Perceptron({more, 1})}, state);
    text += is_simplifying(state) ? '-' : '+';
  }
  return text;
}

Population after(Options options, std::size_t generations) {
  Population population(architect::Perceptron({2, 1}), options);
  for (std::size_t i = 0; i < generations; ++i) {
    std::vector<double> scores;  // growth is rewarded
    for (const Network& each : population.ask()) scores.push_back(static_cast<double>(each.topology().unit_count()));
    population.tell(scores);
  }
  return population;
}

double mean_connections(const Population& population) {
  double sum = 0;
  for (const Network& each : population.ask()) sum += static_cast<double>(each.topology().connection_count());
  return sum / static_cast<double>(population.ask().size());
}

}  // namespace

TEST_CASE("phases: without a ceiling networks always grow, and nothing is remembered", "[evolve][phase]") {
  CHECK(phases({}, {5, 50, 500}) == "+++");
  State state;
  update_phase(std::vector<Network>{architect::Perceptron({500, 1})}, state);
  CHECK(state.memory.empty());
}

TEST_CASE("phases: above the ceiling a simplification begins, and it ends below when nothing more is lost",
          "[evolve][phase]") {
  const PhaseOptions options{.ceiling = Ceiling::absolute, .connections = 10, .simplification = 3};
  CHECK(phases(options, {5, 10, 10.5}) == "++-");
  // Three generations at least, then as many as it takes for a mean that is not below that of three before.
  CHECK(phases(options, {11, 9, 8, 8.5, 8.5, 8, 12}) == "-----+-");
  // Not above the ceiling, however steady.
  CHECK(phases(options, {11, 11, 11, 11, 11, 10, 9, 9, 9, 9}) == "---------+");
}

TEST_CASE("phases: a relative ceiling is so far above what networks had when growth began", "[evolve][phase]") {
  const PhaseOptions options{.ceiling = Ceiling::relative, .connections = 4, .simplification = 1};
  CHECK(phases(options, {6, 10, 10.5, 9, 8, 8, 11, 12, 12.5, 13}) == "++---+++--");
}

TEST_CASE("phases: in a simplification no child is larger than all parents, and networks shrink below the ceiling",
          "[evolve][phase]") {
  for (const bool independent : {false, true}) {
    Options options = small(40, 3);
    options.mutation.independent = independent;
    options.mutation.kinds = {{Mutation::add_node, 0.5}, {Mutation::add_connection, 0.5}};
    options.crossover.share = 0.5;
    options.phases = {.ceiling = Ceiling::absolute, .connections = 8, .simplification = 4};
    Population population(architect::Perceptron({2, 1}), options);
    std::size_t simplified = 0, grown = 0, turns = 0;
    bool before = false;
    for (int generation = 0; generation < 200; ++generation) {
      const auto largest = [&] {
        std::size_t units = 0, connections = 0;
        for (const Network& each : population.ask()) {
          units = std::max(units, each.topology().unit_count());
          connections = std::max(connections, each.topology().connection_count());
        }
        return std::pair(units, connections);
      };
      const auto old = largest();
      population.tell(std::vector<double>(40, generation));
      const bool simplifies = is_simplifying(population.state());
      (simplifies ? simplified : grown) += 1;
      turns += simplifies != before ? 1 : 0;
      before = simplifies;
      CAPTURE(independent, generation);
      if (simplifies) CHECK(largest().first <= old.first);
      CHECK(mean_connections(population) < 20);
    }
    CHECK(simplified > 10);
    CHECK(grown > 10);
    CHECK(turns > 3);
  }
}

TEST_CASE("phases: without a ceiling the same search grows far beyond it", "[evolve][phase]") {
  Options options = small(40, 3);
  options.mutation.kinds = {{Mutation::add_node, 0.5}, {Mutation::add_connection, 0.5}};
  CHECK(mean_connections(after(options, 60)) > 40);
}

TEST_CASE("phases: a search that goes on from a file stays in its phase", "[evolve][phase][checkpoint]") {
  Options options = small(20, 5);
  options.phases = {.ceiling = Ceiling::relative, .connections = 1.5, .simplification = 3};
  const Population whole = after(options, 30);
  Population part = after(options, 17);
  for (int i = 17; i < 30; ++i) {
    part = population_from_bytes(to_bytes(part, i % 2 == 0 ? Format::binary : Format::json));
    std::vector<double> scores;
    for (const Network& each : part.ask()) scores.push_back(static_cast<double>(each.topology().unit_count()));
    part.tell(scores);
  }
  CHECK(part.options() == options);
  CHECK(to_bytes(part) == to_bytes(whole));

  State broken = whole.state();
  remembered(broken, "phase") = {1, 10};
  CHECK_THROWS_WITH(Population(broken), Catch::Matchers::Contains("the numbers of the phase"));
  remembered(broken, "phase") = {1, 10, std::numeric_limits<double>::quiet_NaN()};
  CHECK_THROWS_WITH(Population(broken), Catch::Matchers::Contains("the phase"));
}

}  // namespace plexus::evolve
