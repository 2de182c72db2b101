#include <plexus/evolve/select.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <plexus/core/table.hpp>

namespace plexus::evolve {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> nothing(std::span<const double>, const SelectionOptions&) { return {}; }

std::size_t pick_power(std::span<const double> fitness, std::span<const double>, const SelectionOptions& options,
                       Random& random) {
  const double rank = std::pow(random.uniform(), options.power) * static_cast<double>(fitness.size());
  return std::min(static_cast<std::size_t>(rank), fitness.size() - 1);
}

// Neataptic's wheel, with its arithmetic.
std::size_t spin_wheel(std::span<const double> fitness, Random& random) {
  double lowest = 0, total = 0;
  for (const double each : fitness) {
    lowest = std::min(lowest, each);
    total += each;
  }
  const double raise = std::abs(lowest);
  total += raise * static_cast<double>(fitness.size());
  const double point = random.uniform() * total;
  double passed = 0;
  for (std::size_t i = 0; i < fitness.size(); ++i) {
    passed += fitness[i] + raise;
    if (point < passed) return i;
  }
  return random.below(fitness.size());
}

// The sums of the chances up to each.
std::vector<double> wheel(std::span<const double> fitness, const SelectionOptions& options) {
  if (options.neataptic_draws) return {};
  auto sums = chances(fitness);
  std::partial_sum(sums.begin(), sums.end(), sums.begin());
  return sums;
}

std::size_t pick_proportional(std::span<const double> fitness, std::span<const double> sums,
                              const SelectionOptions& options, Random& random) {
  if (options.neataptic_draws) return spin_wheel(fitness, random);
  // Rounding may bring the point to the total: then the last one that can be picked.
  const double point = random.uniform() * sums.back();
  const auto picked = std::ranges::upper_bound(sums, point);
  return static_cast<std::size_t>((picked == sums.end() ? std::ranges::lower_bound(sums, point) : picked) -
                                  sums.begin());
}

std::size_t pick_tournament(std::span<const double> fitness, std::span<const double>, const SelectionOptions& options,
                            Random& random) {
  if (options.probability >= 1 && !options.neataptic_draws) {
    std::size_t best = fitness.size();  // the positions stand best first
    for (std::size_t i = 0; i < options.size; ++i) best = std::min(best, random.below(fitness.size()));
    return best;
  }
  std::vector<std::size_t> drawn(options.size);
  std::ranges::generate(drawn, [&] { return random.below(fitness.size()); });
  if (options.neataptic_draws)
    std::ranges::stable_sort(drawn, [&](std::size_t a, std::size_t b) { return fitness[a] > fitness[b]; });
  else
    std::ranges::sort(drawn);
  for (std::size_t i = 0; i + 1 < drawn.size(); ++i)
    if (random.chance(options.probability)) return drawn[i];
  if (options.neataptic_draws) random.uniform();  // what is drawn for the last one decides nothing
  return drawn.back();
}

constexpr auto rows = std::to_array<SelectionRow>({
    {Selection::power, "power", "POWER", nothing, pick_power},
    {Selection::proportional, "proportional", "FITNESS_PROPORTIONATE", wheel, pick_proportional},
    {Selection::tournament, "tournament", "TOURNAMENT", nothing, pick_tournament},
});

static_assert(rows_follow_enumeration(rows, &SelectionRow::selection));

}  // namespace

std::vector<double> chances(std::span<const double> fitness) {
  const bool has_infinite = std::ranges::find(fitness, infinity) != fitness.end();
  double lowest = 0, highest = 0;
  for (const double each : fitness)
    if (std::isfinite(each)) {
      lowest = std::min(lowest, each);
      highest = std::max(highest, each);
    }
  // Halved before they are added, so that the largest numbers do not overflow; divided, so that their sum does not.
  const double scale = highest / 2 - lowest / 2;
  std::vector<double> chances(fitness.size(), 0.0);
  for (std::size_t i = 0; i < fitness.size(); ++i) {
    if (has_infinite) {
      chances[i] = fitness[i] == infinity ? 1 : 0;
    } else if (std::isfinite(fitness[i]) && scale > 0) {
      chances[i] = (fitness[i] / 2 - lowest / 2) / scale;
    }
  }
  if (std::ranges::none_of(chances, [](double chance) { return chance > 0; })) {
    for (std::size_t i = 0; i < fitness.size(); ++i) chances[i] = std::isfinite(fitness[i]) ? 1 : 0;
    if (std::ranges::none_of(chances, [](double chance) { return chance > 0; })) std::ranges::fill(chances, 1.0);
  }
  return chances;
}

std::span<const SelectionRow> selection_rows() { return rows; }

const SelectionRow& row(Selection selection) { return rows[static_cast<std::size_t>(selection)]; }

Selection selection_named(std::string_view name) { return row_named(rows, name, "selection").selection; }

}  // namespace plexus::evolve
