#pragma once

#include <cstddef>
#include <optional>

#include <plexus/evolve/run.hpp>

namespace plexus::evolve {

/// The evaluations that a population was told of, Record::evaluations.
std::size_t evaluations_of(const Population& population);

/// Why a run of this population that has lasted so long ends; nothing when it goes on.
std::optional<Stopped> reason_to_stop(const Population& population, double seconds);

/// How long it can go on at most by the limits among the options, in seconds: `pace` is those of a generation, `rate`
/// the evaluations in each of them.
double seconds_left(const Population& population, double seconds, double pace, double rate);

}  // namespace plexus::evolve
