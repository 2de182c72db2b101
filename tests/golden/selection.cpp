#include <string>

#include <plexus/evolve/neataptic.hpp>
#include <plexus/evolve/select.hpp>

#include "genome.hpp"
#include "replay.hpp"

namespace plexus::golden {

void replay_selection(const Json& file, Comparison& comparison) {
  const auto scores = numbers_in(file.at("scores"));
  for (const Json& method : file.at("methods")) {
    const std::string name = method.at("method");
    auto options = evolve::neataptic_options().selection;
    options.kind = row_in_neataptic(evolve::selection_rows(), name).selection;
    const Json& given = method.at("options");
    options.power = given.value("power", options.power);
    options.size = given.value("size", options.size);
    options.probability = given.value("probability", options.probability);
    for (const Json& round : method.at("rounds")) {
      Draws draws(round.at("draws"));
      const std::size_t picked = evolve::row(options.kind).pick(scores, options, draws.random());
      comparison.holds(picked == round.at("picked"),
                       name + ": picked " + std::to_string(picked) + ", wanted " + round.at("picked").dump());
      comparison.holds(draws.left() == 0, name + ": " + std::to_string(draws.left()) + " draws were not used");
    }
  }
}

}  // namespace plexus::golden
