#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::architect {

/// An associative memory of patterns: one bipolar unit (-1 or 1) for each of their n values, each joined to each other
/// one, with weights by Hebb's rule, w[i][j] = sum over patterns of p[i] * p[j], which training leaves as they are.
/// The units are the outputs; input i sets unit i where it is -1 or 1, and leaves it alone where it is 0.
///
/// A step computes the units one after another, each from the newest values of all others: this is asynchronous
/// updating, one sweep a step. It never raises `energy`, so the units come to rest; one whose state is just 0 turns -1.
/// About 0.138 n random patterns can be stored before they spoil each other (Amit, Gutfreund and Sompolinsky 1985). The
/// inverse of a pattern is stored along with it.
///
/// Throws Error when there is no pattern, they differ in size or have less than 2 values, or a value is not -1 or 1.
///
/// Source: Hopfield 1982, "Neural networks and physical systems with emergent collective computational abilities"
Network HopfieldMemory(const std::vector<std::vector<double>>& patterns);

/// What a memory makes of a cue: it is set to the cue, with 0 for what is not known, and stepped until nothing changes.
/// Throws Error when the cue has another size than the memory, or nothing has come to rest after `sweeps` steps, which
/// happens in other networks than those of HopfieldMemory alone.
std::vector<double> recall(const Network& memory, std::span<const double> cue, std::size_t sweeps = 1000);

/// -1/2 * sum of w[i][j] * s[i] * s[j] - sum of bias[i] * s[i], where s are the values of a memory's units. Throws
/// Error when they are more or fewer than it has.
double energy(const Network& memory, std::span<const double> units);

}  // namespace plexus::architect
