#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace plexus::evolve {

/// The ways in which two networks have a child: the four that Neataptic names and never uses, and the one that it uses.
enum class Crossover : std::uint8_t { uniform, average, single_point, two_point, by_position };

/// How often a crossover is drawn, in proportion to the shares of the others.
struct CrossoverShare {
  Crossover crossover = Crossover::uniform;
  double share = 1;  ///< >= 0

  friend bool operator==(const CrossoverShare&, const CrossoverShare&) = default;
};

struct CrossoverOptions {
  double share = 0.25;            ///< share of the children that have two parents, in [0, 1]
  double between_species = 0.01;  ///< probability that the second parent may come from any species, in [0, 1]
  bool with_itself = false;       ///< whether a network may be both parents of a child; else that is a child of one
  std::vector<CrossoverShare> kinds = {{}};  ///< one is drawn for each child; at least one share > 0
  double single_point = 0.4;  ///< up to this share of the genes one parent gives, then the other; in [0, 1]
  std::array<double, 2> two_points = {0.4, 0.9};  ///< between these shares the other parent gives; rising, in [0, 1]
  double disabled = 0.75;  ///< probability that what a parent has as a disabled connection the child has so; in [0, 1]
  bool equal = false;      ///< whether all parents count as equally fit
  bool unite = true;  ///< whether the child of equally fit parents has the structure of both; `by_position` always does

  friend bool operator==(const CrossoverOptions&, const CrossoverOptions&) = default;
};

}  // namespace plexus::evolve
