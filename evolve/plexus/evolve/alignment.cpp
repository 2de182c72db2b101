#include <plexus/evolve/alignment.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace plexus::evolve {
namespace {

constexpr std::size_t usual_runs = 32;
constexpr std::size_t lanes = 4;
using Sums = std::array<double, lanes>;

// Adds the differences of neighbours that are all common.
void add_differences(const double* a, const double* b, std::size_t count, Sums& sums) {
  Sums local = sums;
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) local[lane] += std::abs(a[i + lane] - b[i + lane]);
  for (std::size_t lane = 0; i < count; ++i, ++lane) local[lane] += std::abs(a[i] - b[i]);
  sums = local;
}

}  // namespace

std::vector<CommonRun> align(const Topology& first, const Topology& second) {
  std::vector<CommonRun> runs;
  runs.reserve(usual_runs);
  align(first, second, runs);
  return runs;
}

void align(const Topology& first, const Topology& second, std::vector<CommonRun>& runs) {
  runs.clear();
  if (&first == &second) {
    runs.push_back({0, 0, static_cast<std::uint32_t>(first.parameter_count())});
    return;
  }
  const GeneIndex& ours = first.genes();
  const GeneIndex& theirs = second.genes();
  const auto a = ours.ids(), b = theirs.ids();
  for (std::size_t i = 0, j = 0; i < a.size();) {
    if (j >= b.size() || a[i] != b[j]) {
      const std::uint32_t found = theirs.find(a[i]);
      if (found == no_gene) {
        ++i;
        continue;
      }
      j = found;
    }
    std::size_t count = 1;
    const std::size_t most = std::min(a.size() - i, b.size() - j);
    while (count < most && a[i + count] == b[j + count]) ++count;
    runs.push_back(
        {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(count)});
    i += count;
    j += count;
  }
}

CommonGenes compare(const Network& first, const Network& second, std::span<const CommonRun> runs) {
  const Topology &a = first.topology(), &b = second.topology();
  const double *ours = first.parameters().data(), *theirs = second.parameters().data();
  const std::size_t biases = a.weight_index(0), their_biases = b.weight_index(0);
  CommonGenes common;
  Sums sums{};
  for (const CommonRun& run : runs) {
    std::size_t i = 0;
    for (; i < run.count && run.first + i < biases; ++i) {
      if (run.second + i >= their_biases) continue;  // only if the ids of a file were made to collide
      const Unit& unit = a.units()[a.input_count() + run.first + i];
      const Unit& other = b.units()[b.input_count() + run.second + i];
      if (unit.activation != other.activation) continue;
      ++common.count;
      sums[i % lanes] += std::abs(ours[run.first + i] - theirs[run.second + i]);
    }
    common.count += run.count - i;
    add_differences(ours + run.first + i, theirs + run.second + i, run.count - i, sums);
  }
  common.difference = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  return common;
}

}  // namespace plexus::evolve
