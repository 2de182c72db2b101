#pragma once

#include <string>
#include <vector>

#include <plexus/network/topology.hpp>

namespace plexus {

class Network;

/// The rules that these parts break, in words, each time that they do; empty when they make a topology. The first five
/// are named; "and N more" stands for others. The rules:
///
///   units        at least one input and one output; inputs stand first, outputs last; ids differ;
///                masks are finite, and 1 for inputs
///   connections  join units that exist, never end in an input, differ from each other in their ends; gaters exist
///   groups       are not empty, stand in order and do not overlap
///   blocks       stand in order, do not overlap, and each covers just the connections that its pattern names
///   operations   read groups and parameter tensors that exist, and make a group that is no input, with shapes that
///                fit; a group that operations make has biases in all of its units or in none, and no connection from
///                one of its units to a later one; a unit without a bias belongs to such a group
///   disabled     connections join units that exist, never end in an input, differ in their ends from each other and
///                from those that are not; their weights are finite
std::vector<std::string> check(const TopologyParts& parts);

/// The same for a network: its parameters are as many as its topology wants, and finite.
std::vector<std::string> check(const Network& network);

/// Of those the rules about parameters alone, for a network whose topology was checked before.
std::vector<std::string> check_parameters(const Network& network);

/// Joins broken rules to one text.
std::string in_words(const std::vector<std::string>& broken);

}  // namespace plexus
