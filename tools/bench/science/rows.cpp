#include "science.hpp"

namespace plexus::bench {

std::span<const ScienceRow> science_rows() {
  static const std::vector<ScienceRow> rows{
      {.name = "xor-neat",
       .task = "xor",
       .method = "NEAT",
       .seeds = 100,
       .setting = xor_neat,
       .published = {{"NEAT", "100 of 100", "4,755", "", "2.35", "Stanley and Miikkulainen 2002"},
                     {"MultiNEAT", "100 of 100", "3,195 (median 2,917)", "", "", "measured by us, its own settings"},
                     {"accneat", "", "median 1,779", "", "", "measured by us, starts with one hidden unit"}}},
      {.name = "double-pole-neat",
       .task = "double-pole",
       .method = "NEAT",
       .seeds = 100,
       .setting = double_pole_neat,
       .published = {{"NEAT", "never failed", "3,600", "", "", "Stanley and Miikkulainen 2002, from 1 degree"},
                     {"NEAT, its own C++", "100 of 100", "3,571 (median 2,898)", "", "",
                      "measured by us, its settings"},
                     {"neat-python", "", "median 2,164", "", "", "measured by us, 20 seeds"}}},
      {.name = "double-pole-hidden-neat",
       .task = "double-pole-hidden",
       .method = "NEAT from one hidden unit",
       .seeds = 100,
       .setting = double_pole_hidden_neat,
       .published = {{"NEAT", "", "33,184", "286", "", "Stanley and Miikkulainen 2002, population 1,000"},
                     {"NEAT, its own C++", "47 of 50", "27,099 (median 19,433)", "278", "",
                      "measured by us, its settings"},
                     {"NEAT", "", "6,929", "", "", "Gomez, Schmidhuber and Miikkulainen 2008"}}},
  };
  return rows;
}

}  // namespace plexus::bench
