#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::testing {

/// A file of reference answers, computed by the real Neataptic: see tests/data/neataptic/README.md.
nlohmann::json golden(const std::string& name);

/// A list of numbers, in which "NaN", "Infinity" and "-Infinity" stand for what is not finite.
std::vector<double> numbers(const nlohmann::json& list);

/// |got - want| <= tolerance * max(1, |want|), or the same value that is not finite.
bool agree(double got, double want, double tolerance);

/// The network of a golden file, one unit for each node, one connection for each connection, in that order.
Network golden_network(const nlohmann::json& network);

}  // namespace plexus::testing
