#include <string>

#include <plexus/save/neataptic.hpp>

#include "breeding.hpp"
#include "functions.hpp"
#include "replay.hpp"

namespace plexus::golden {

void replay_crossover(const Json& file, Comparison& comparison) {
  const Json& cases = file.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Json& each = cases[i];
    const auto score = [&](const char* name) { return each.at(name).is_null() ? 0 : number_in(each.at(name)); };
    const Network first = network_from_neataptic(each.at("network1").dump());
    const Network second = network_from_neataptic(each.at("network2").dump());
    Draws draws(each.at("draws"));
    const Network child =
        cross_as_neataptic(first, second, score("score1"), score("score2"), flag(each, "equal"), draws);
    const std::string where = "case " + std::to_string(i);
    comparison.network(child, each.at("offspring"), where);
    comparison.holds(draws.left() == 0, where + ": " + std::to_string(draws.left()) + " draws were not used");
  }
}

}  // namespace plexus::golden
