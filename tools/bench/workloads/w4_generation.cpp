// W4: what a generation of NEAT costs without fitness: speciation, selection, crossover and mutation.

#include <vector>

#include <plexus/core/error.hpp>

#include "../grown_population.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

class Generation : public Workload {
 public:
  explicit Generation(std::size_t threads)
      : grown_(grown_population({.threads = threads})), population_(grown_), scores_(random_scores(1000, 1000)) {}

  // There is no number to be reproduced, but what makes the figures comparable.
  void check() override {
    const std::size_t species = grown_.species().size();
    const double connections = mean_connections(grown_);
    if (species < 6 || species > 20) throw Error("W4: there are ", species, " species, wanted 6 to 20");
    if (connections < 195 || connections > 210)
      throw Error("W4: there are ", connections, " connections on average, wanted 195 to 210");
  }

  void prepare() override { population_ = grown_; }

  void run(std::size_t operations) override {
    for (std::size_t i = 0; i < operations; ++i) population_.tell(scores_);
  }

  std::string remark() const override { return description_of(grown_); }

 private:
  evolve::Population grown_;
  evolve::Population population_;
  std::vector<double> scores_;
};

}  // namespace

std::unique_ptr<Workload> w4(std::size_t threads) { return std::make_unique<Generation>(threads); }

}  // namespace plexus::bench
