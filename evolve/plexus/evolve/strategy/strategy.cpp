#include <plexus/evolve/strategy/strategy.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/strategy/strategies.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<StrategyRow>({
    {Strategy::neat, "neat", "species of networks that grow, cross and mutate", begin_neat, advance_neat,
     check_neat_options, check_neat},
    {Strategy::cma_es, "cma-es", "weights of one topology: a normal distribution that learns its covariances",
     begin_cma_es, advance_cma_es, check_cma_es_options, check_cma_es},
    {Strategy::sep_cma_es, "sep-cma-es", "the same with variances alone, for many weights", begin_cma_es,
     advance_cma_es, nullptr, check_cma_es},
    {Strategy::pgpe, "pgpe", "weights of one topology: a gradient estimated from pairs, for noisy scores", begin_pgpe,
     advance_pgpe, check_pgpe_options, check_pgpe, false},
    {Strategy::cosyne, "cosyne", "weights of one topology: values of each weight that change their networks",
     begin_cosyne, advance_cosyne, check_cosyne_options, check_cosyne},
    {Strategy::novelty, "novelty", "NEAT for what was never done before, whatever its score", begin_novelty,
     advance_novelty, check_novelty_options, check_novelty},
    {Strategy::steady_state, "steady-state", "NEAT without generations, so that nobody waits for a slow evaluation",
     begin_steady_state, advance_steady_state, check_steady_state_options, check_steady_state},
});

static_assert(rows_follow_enumeration(rows, &StrategyRow::strategy));

}  // namespace

std::span<const StrategyRow> strategy_rows() { return rows; }

const StrategyRow& row(Strategy strategy) { return rows[static_cast<std::size_t>(strategy)]; }

Strategy strategy_named(std::string_view name) { return row_named(rows, name, "strategy").strategy; }

}  // namespace plexus::evolve
