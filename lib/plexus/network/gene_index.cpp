#include <plexus/network/gene_index.hpp>

#include <unordered_map>

namespace plexus {
namespace {

// First parts of hashes: what they name.
enum : Id { input_place = 0x17, output_place = 0x0E, bias_of = 0xB1A5 };

// The names of units: inputs and outputs by their place.
std::vector<Id> unit_names(const TopologyParts& parts, std::size_t input_count, std::size_t output_count) {
  const std::size_t first_output = parts.units.size() - output_count;
  std::vector<Id> units;
  units.reserve(parts.units.size());
  for (std::size_t i = 0; i < parts.units.size(); ++i)
    units.push_back(i < input_count     ? mix(input_place, i)
                    : i >= first_output ? mix(output_place, i - first_output)
                                        : parts.units[i].id);
  return units;
}

std::vector<Id> gene_ids(const TopologyParts& parts, std::span<const Id> units, std::size_t input_count) {
  std::vector<Id> ids;
  ids.reserve(parts.units.size() - input_count + parts.connections.size());
  for (std::size_t i = input_count; i < units.size(); ++i)
    if (parts.units[i].biased) ids.push_back(mix(bias_of, units[i]));
  for (const Connection& each : parts.connections) ids.push_back(connection_id(units[each.from], units[each.to]));
  for (const ParameterTensor& each : parts.tensors)
    for (std::uint32_t i = 0; i < element_count(each.shape); ++i) ids.push_back(mix(each.id, i));
  return ids;
}

std::vector<Id> disabled_ids(const TopologyParts& parts, std::span<const Id> units) {
  std::vector<Id> ids;
  if (parts.disabled.empty()) return ids;
  std::unordered_map<Id, Id> names;
  for (std::size_t i = 0; i < units.size(); ++i) names.emplace(parts.units[i].id, units[i]);
  ids.reserve(parts.disabled.size());
  for (const DisabledConnection& each : parts.disabled)
    ids.push_back(connection_id(names.at(each.from), names.at(each.to)));
  return ids;
}

}  // namespace

GeneIndex::GeneIndex(const TopologyParts& parts, std::size_t input_count, std::size_t output_count)
    : GeneIndex(parts, unit_names(parts, input_count, output_count), input_count) {}

GeneIndex::GeneIndex(const TopologyParts& parts, const std::vector<Id>& units, std::size_t input_count)
    : ids_(gene_ids(parts, units, input_count)), table_(ids_), disabled_(disabled_ids(parts, units)) {
  if (!disabled_.empty()) disabled_table_.emplace(disabled_);
}

}  // namespace plexus
