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
void check_neat(const State& state, Findings& findings);

void begin_steady_state(State& state, std::span<const Network> starts);
void advance_steady_state(const State& state, const Scored& scored, State& next);
void check_steady_state_options(const Options& options, Findings& findings);
void check_steady_state(const State& state, Findings& findings);

}  // namespace plexus::evolve
