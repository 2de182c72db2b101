#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus {

class SharedTopologies;

/// A unit with its bias; an input has none.
struct SavedUnit {
  Unit unit;
  double bias = 0;
};

/// A connection with its weight.
struct SavedConnection {
  Connection connection;
  double weight = 0;
};

/// A parameter tensor with its numbers.
struct SavedTensor {
  ParameterTensor tensor;
  std::vector<double> numbers;
};

/// What groups are to operations.
struct SavedShapes {
  std::vector<Shape> shapes;            ///< of each group
  std::vector<std::uint32_t> unbiased;  ///< groups whose units have no bias
};

/// A network in the order in which people read it, each parameter beside what it belongs to.
struct SavedNetwork {
  std::vector<SavedUnit> units;
  std::vector<SavedConnection> connections;
  std::vector<UnitGroup> groups;
  std::vector<Block> blocks;
  std::vector<double> masks;  ///< of each unit; empty when all are 1
  bool inputs_gate = true;
  std::vector<DisabledConnection> disabled = {};
  SavedShapes shapes = {};
  std::vector<SavedTensor> tensors = {};
  std::vector<Operation> operations = {};
};

SavedShapes shapes_of(const TopologyParts& parts);
/// Throws Error when there are not as many shapes as groups, or a group is not there.
void put_shapes(TopologyParts& parts, const SavedShapes& shapes);

/// The masks of the units when one is not 1, else none.
std::vector<double> masks_of(const Topology& topology);
/// Throws Error when there are masks, and not one for each unit.
void put_masks(std::vector<Unit>& units, std::span<const double> masks);

/// Throws Error, naming the bias or the weight, when a parameter is not finite.
void require_finite_parameters(const Network& network);

SavedNetwork take_apart(const Network& network);

/// Throws Error with every broken rule when the parts do not make a network. When there were networks before, an equal
/// topology is shared with them.
Network put_together(SavedNetwork saved, SharedTopologies* shared = nullptr);

// What files call the enumerators, in the order of each enumeration.
std::span<const std::string_view> saved_names(Activation);
std::span<const std::string_view> saved_names(Role);
std::span<const std::string_view> saved_names(Pattern);  ///< without `single`, which no block has

/// The smallest network: one input, one output, no connection.
Network blank_network();

}  // namespace plexus
