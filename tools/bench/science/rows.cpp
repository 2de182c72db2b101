#include "science.hpp"

namespace plexus::bench {

std::span<const ScienceRow> science_rows() {
  static const std::vector<ScienceRow> rows{
      {.name = "maze-hard",
       .task = "maze-hard",
       .method = "novelty search",
       .seeds = 100,
       .setting = maze_hard,
       .published = {{"goNEAT_NS, novelty search", "10 of 10", "29,531", "", "",
                      "its README, 2,000 generations of 250"},
                     {"goNEAT_NS, objective", "0 of 10", "", "", "", "the same"}}},
      {.name = "xor-neat",
       .task = "xor",
       .method = "NEAT",
       .seeds = 100,
       .setting = xor_neat,
       .published = {{"NEAT", "100 of 100", "4,755", "", "2.35", "Stanley and Miikkulainen 2002"},
                     {"MultiNEAT", "100 of 100", "3,195 (median 2,917)", "", "", "measured by us, its own settings"},
                     {"accneat", "", "median 1,779", "", "", "measured by us, starts with one hidden unit"}}},
  };
  return rows;
}

}  // namespace plexus::bench
