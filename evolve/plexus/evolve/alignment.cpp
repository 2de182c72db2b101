#include <plexus/evolve/alignment.hpp>

#include <algorithm>
#include <cmath>

namespace plexus::evolve {
namespace {

constexpr std::size_t usual_runs = 32;

CommonRun run(std::size_t first, std::size_t second, std::size_t count) {
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second), static_cast<std::uint32_t>(count)};
}

// Whether two common genes are not biases of units with different activations.
bool are_alike(const Topology& first, std::size_t gene, const Topology& second, std::size_t other) {
  if (gene >= first.weight_index(0)) return true;
  if (other >= second.weight_index(0)) return false;  // only if the ids of a file were made to collide
  return first.units()[first.unit_of_bias(gene)].activation == second.units()[second.unit_of_bias(other)].activation;
}

}  // namespace

std::vector<CommonRun> align(const Topology& first, const Topology& second) {
  if (&first == &second) return {run(0, 0, first.parameter_count())};
  const GeneIndex& genes = second.genes();
  const auto a = first.genes().ids(), b = genes.ids();
  std::vector<CommonRun> runs;
  runs.reserve(usual_runs);
  for (std::size_t i = 0, j = 0; i < a.size();) {
    if (j >= b.size() || a[i] != b[j]) {
      const std::uint32_t found = genes.find(a[i]);
      if (found == no_gene) {
        ++i;
        continue;
      }
      j = found;
    }
    std::size_t count = 1;
    const std::size_t most = std::min(a.size() - i, b.size() - j);
    while (count < most && a[i + count] == b[j + count]) ++count;
    runs.push_back(run(i, j, count));
    i += count;
    j += count;
  }
  return runs;
}

std::vector<CommonRun> align_alike(const Topology& first, const Topology& second) {
  auto runs = align(first, second);
  if (&first == &second) return runs;
  std::vector<CommonRun> alike;
  alike.reserve(runs.size());
  for (const CommonRun& each : runs)
    for (std::size_t i = 0; i < each.count;) {
      const auto is_alike = [&](std::size_t nth) {
        return are_alike(first, each.first + nth, second, each.second + nth);
      };
      std::size_t end = i;
      while (end < each.count && is_alike(end)) ++end;
      if (end > i) alike.push_back(run(each.first + i, each.second + i, end - i));
      i = end + 1;
    }
  return alike;
}

CommonGenes compare(const Network& first, const Network& second, std::span<const CommonRun> runs) {
  std::size_t count = 0;
  double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
  for (const CommonRun& each : runs) {
    count += each.count;
    const double* const a = first.parameters().data() + each.first;
    const double* const b = second.parameters().data() + each.second;
    std::size_t i = 0;
    for (; i + 4 <= each.count; i += 4) {
      sum0 += std::abs(a[i] - b[i]);
      sum1 += std::abs(a[i + 1] - b[i + 1]);
      sum2 += std::abs(a[i + 2] - b[i + 2]);
      sum3 += std::abs(a[i + 3] - b[i + 3]);
    }
    if (i < each.count) sum0 += std::abs(a[i] - b[i]);
    if (i + 1 < each.count) sum1 += std::abs(a[i + 1] - b[i + 1]);
    if (i + 2 < each.count) sum2 += std::abs(a[i + 2] - b[i + 2]);
  }
  return {count, (sum0 + sum1) + (sum2 + sum3)};
}

CommonGenes compare_disabled(const Network& first, const Network& second) {
  CommonGenes common;
  const Topology &a = first.topology(), &b = second.topology();
  if (a.disabled().empty() && b.disabled().empty()) return common;
  const auto add = [&](double one, double other) {
    ++common.count;
    common.difference += std::abs(one - other);
  };
  for (std::size_t i = 0; i < a.disabled().size(); ++i) {
    const Id name = a.genes().disabled()[i];
    const double weight = a.disabled()[i].weight;
    if (const auto found = b.genes().find_disabled(name); found != no_gene)
      add(weight, b.disabled()[found].weight);
    else if (const auto gene = b.genes().find(name); gene != no_gene)
      add(weight, second.parameters()[gene]);
  }
  for (std::size_t i = 0; i < b.disabled().size(); ++i)
    if (const auto gene = a.genes().find(b.genes().disabled()[i]); gene != no_gene)
      add(first.parameters()[gene], b.disabled()[i].weight);
  return common;
}

}  // namespace plexus::evolve
