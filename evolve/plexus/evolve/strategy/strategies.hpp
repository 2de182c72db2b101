#pragma once

#include <span>

#include <plexus/network/network.hpp>

// The functions of the rows of the table of strategies, each in a file of its own.

namespace plexus {
class Findings;
}

namespace plexus::evolve {

struct Options;
struct Scored;
struct State;

void begin_neat(State& state, std::span<const Network> starts);
void advance_neat(const State& state, const Scored& scored, State& next);
void check_neat_options(const Options& options, Findings& findings);
void check_neat(const State& state, Findings& findings);

// `cma-es` and `sep-cma-es`, which differ in the covariance matrix that they remember.
void begin_cma_es(State& state, std::span<const Network> starts);
void advance_cma_es(const State& state, const Scored& scored, State& next);
void check_cma_es_options(const Options& options, Findings& findings);
void check_cma_es(const State& state, Findings& findings);

void begin_pgpe(State& state, std::span<const Network> starts);
void advance_pgpe(const State& state, const Scored& scored, State& next);
void check_pgpe_options(const Options& options, Findings& findings);
void check_pgpe(const State& state, Findings& findings);

void begin_cosyne(State& state, std::span<const Network> starts);
void advance_cosyne(const State& state, const Scored& scored, State& next);
void check_cosyne_options(const Options& options, Findings& findings);
void check_cosyne(const State& state, Findings& findings);

void begin_novelty(State& state, std::span<const Network> starts);
void advance_novelty(const State& state, const Scored& scored, State& next);
void check_novelty_options(const Options& options, Findings& findings);
void check_novelty(const State& state, Findings& findings);

void begin_steady_state(State& state, std::span<const Network> starts);
void advance_steady_state(const State& state, const Scored& scored, State& next);
void check_steady_state_options(const Options& options, Findings& findings);
void check_steady_state(const State& state, Findings& findings);

}  // namespace plexus::evolve
