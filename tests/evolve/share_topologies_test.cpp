#include <catch2/catch.hpp>

#include <set>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/share_topologies.hpp>

namespace plexus::evolve {

TEST_CASE("networks of equal topologies share one, and keep their parameters", "[evolve][population]") {
  std::vector<Network> older{architect::Perceptron({2, 3, 1})};
  std::vector<Network> networks{architect::Perceptron({2, 1}), architect::Perceptron({2, 3, 1}, {.seed = 5}),
                                architect::Perceptron({2, 1}, {.seed = 6}),
                                architect::Perceptron({2, 1}, {.output = Activation::relu})};
  const std::vector<Network> before = networks;
  share_topologies(networks, older);
  CHECK(networks == before);
  CHECK(networks[1].shared_topology() == older[0].shared_topology());
  CHECK(networks[2].shared_topology() == networks[0].shared_topology());
  CHECK(networks[3].shared_topology() == before[3].shared_topology());
}

TEST_CASE("in a population no two topologies are equal", "[evolve][population]") {
  Population population(architect::Perceptron({2, 1}), small(60, 4));
  std::size_t shared = 0;
  for (int generation = 0; generation < 12; ++generation) {
    std::set<const Topology*> topologies;
    for (const Network& each : population.ask()) topologies.insert(&each.topology());
    if (generation > 0)
      for (const Topology* a : topologies)
        for (const Topology* b : topologies) CHECK((a == b || !(a->parts() == b->parts())));
    shared += population.ask().size() - topologies.size();
    population.tell(score_all(population));
  }
  CHECK(shared > 0);
}

}  // namespace plexus::evolve
