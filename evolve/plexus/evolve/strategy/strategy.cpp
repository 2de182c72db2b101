#include <plexus/evolve/strategy/strategy.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/strategy/strategies.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<StrategyRow>({
    {Strategy::neat, "neat", "species of networks that grow, cross and mutate", begin_neat, advance_neat, nullptr,
     check_neat},
    {Strategy::steady_state, "steady-state", "NEAT without generations, so that nobody waits for a slow evaluation",
     begin_steady_state, advance_steady_state, check_steady_state_options, check_steady_state},
});

static_assert(rows_follow_enumeration(rows, &StrategyRow::strategy));

}  // namespace

std::span<const StrategyRow> strategy_rows() { return rows; }

const StrategyRow& row(Strategy strategy) { return rows[static_cast<std::size_t>(strategy)]; }

Strategy strategy_named(std::string_view name) { return row_named(rows, name, "strategy").strategy; }

}  // namespace plexus::evolve
