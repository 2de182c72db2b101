#include <plexus/evolve/crossover/crossover_rows.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/crossover/operators.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<CrossoverRow>({
    {Crossover::uniform, "uniform", "UNIFORM", uniform},
    {Crossover::average, "average", "AVERAGE", average},
    {Crossover::single_point, "single_point", "SINGLE_POINT", single_point},
    {Crossover::two_point, "two_point", "TWO_POINT", two_point},
    {Crossover::by_position, "by_position", "Network.crossOver", by_position},
});

static_assert(rows_follow_enumeration(rows, &CrossoverRow::crossover));

}  // namespace

std::span<const CrossoverRow> crossover_rows() { return rows; }

const CrossoverRow& row(Crossover crossover) { return rows[static_cast<std::size_t>(crossover)]; }

Crossover crossover_named(std::string_view name) { return row_named(rows, name, "crossover").crossover; }

}  // namespace plexus::evolve
