#pragma once

#include <iosfwd>
#include <string>

#include <plexus/export/dot.hpp>
#include <plexus/network/network.hpp>

namespace plexus::command {

/// One line: "4 inputs, 64 hidden units, 3 outputs; 448 connections, 515 parameters".
std::string summary_of(const Network& network);

/// A line for each group of units, in the order in which they are computed: name, units, activations.
void print_groups(std::ostream& out, const Network& network);

/// Every unit that computes with its activation and its bias, then every connection with its weight, in the order in
/// which they are computed, to all digits.
void print_weights(std::ostream& out, const Network& network, const UnitNames& names);

}  // namespace plexus::command
