#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <plexus/evolve/crossover/crossover.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/evolve/phase.hpp>
#include <plexus/evolve/score.hpp>
#include <plexus/evolve/select.hpp>
#include <plexus/evolve/strategy/cma_es.hpp>
#include <plexus/evolve/strategy/cosyne.hpp>
#include <plexus/evolve/strategy/novelty_options.hpp>
#include <plexus/evolve/strategy/pgpe.hpp>
#include <plexus/evolve/strategy/steady_state_options.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

namespace plexus::evolve {

/// How networks are sorted into species.
enum class Speciation : std::uint8_t {
  threshold,  ///< those within a distance of a species' representative, and the distance is steered to a target count
  k_medoids,  ///< a fixed number of species around their most central members
};

/// What species are given children for, in proportion: the mean over their members of this.
enum class Sharing : std::uint8_t {
  rank,     ///< the merit by rank alone, 1 for the best network to 0 for the worst
  fitness,  ///< the score itself (a minimised one negated), all raised by the lowest if that is negative
};

/// Species protect new structures: networks compete with those that are like them.
/// Source: Stanley and Miikkulainen 2002, "Evolving neural networks through augmenting topologies", section 3.3.
struct SpeciesOptions {
  bool enabled = true;
  Speciation kind = Speciation::threshold;
  std::size_t target = 8;  ///< the threshold moves towards this number of species, or there are so many medoids; >= 1
  double threshold = 1;    ///< distance within which networks are of one species, at the start; > 0
  double steering =
      0.1;  ///< relative change of the threshold in a generation with too many or too few species; in [0, 1)
  double structure = 1;           ///< weight of the share of genes that only one of two networks has, >= 0
  std::size_t small_genomes = 0;  ///< of two networks of fewer genes than this their number counts, not their share
  double weights = 0.4;           ///< weight of the mean difference of weights and biases that both have, >= 0
  Sharing sharing = Sharing::rank;
  std::size_t stagnation =
      20;                 ///< generations without a better score after which a species has no more children; 0: never
  double survival = 0.3;  ///< share of each species, the best, that may have children; in (0, 1]
  std::size_t elite_size = 5;  ///< a species with so many children keeps its best unchanged; 0: none does

  friend bool operator==(const SpeciesOptions&, const SpeciesOptions&) = default;
};

/// Everything that decides how a population evolves: with the start network and the fitness, a run is a function of it.
struct Options {
  Strategy strategy = Strategy::neat;  ///< how the next networks are made from those that were scored
  std::size_t population = 150;        ///< networks in each generation, 1 to 100,000,000
  std::size_t generations = 1000;      ///< a run ends after so many, >= 1
  std::optional<double> target = {};   ///< a run ends when the champion's score is at least this good
  std::size_t evaluations = 0;  ///< a run ends after the generation that makes so many (Record::evaluations); 0: any
  std::size_t patience = 0;     ///< a run ends after so many generations without a better champion; 0: never
  double seconds = 0;           ///< a run ends after the generation in which it has lasted so long, >= 0; 0: any
  std::uint64_t seed = 0;       ///< of all random numbers
  std::size_t threads = 0;      ///< at most 1024; 0: one for each core; changes nothing but the speed
  Goal goal = Goal::maximise;   ///< what scores mean; `run` takes it from the fitness
  std::size_t elitism = 1;      ///< the best so many live on unchanged, at most the population
  std::size_t provenance = 0;   ///< copies of the start in each generation, mutated like other children
  bool inherit_learned = true;  ///< children start from what their parents learned, if they did; see learning.hpp
  double spread =
      1;  ///< standard deviation by which the first networks' weights and biases differ from the start's, >= 0
  CrossoverOptions crossover = {};
  MutationOptions mutation = {};
  SelectionOptions selection = {};  ///< of parents among the survivors of a species
  SpeciesOptions species = {};
  NoveltyOptions novelty = {};
  CmaEsOptions cma_es = {};   ///< of the strategies cma-es and sep-cma-es
  PgpeOptions pgpe = {};      ///< of the strategy pgpe
  CosyneOptions cosyne = {};  ///< of the strategy cosyne
  PhaseOptions phases = {};   ///< of growth and simplification, for NEAT and what builds on it
  SteadyStateOptions steady_state = {};

  friend bool operator==(const Options&, const Options&) = default;
};

/// What is wrong with the options: for each bad field its name, value and range. Empty when all is well.
std::vector<std::string> check(const Options& options);

/// Throws Error naming every bad field.
void require_valid(const Options& options);
void require_valid(const MutationOptions& options);
void require_valid(const CrossoverOptions& options);

}  // namespace plexus::evolve
