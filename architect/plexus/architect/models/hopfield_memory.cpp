#include <plexus/architect/models/hopfield_memory.hpp>

#include <utility>

#include <plexus/architect/construct.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>

namespace plexus::architect {
namespace {

void require_patterns(const std::vector<std::vector<double>>& patterns) {
  if (patterns.empty()) throw Error("HopfieldMemory: needs at least 1 pattern, got none");
  const std::size_t size = patterns.front().size();
  if (size < 2) throw Error("HopfieldMemory: needs patterns of at least 2 values, got ", size);
  for (const auto& pattern : patterns) {
    if (pattern.size() != size)
      throw Error("HopfieldMemory: a pattern has ", count_of(pattern.size(), "value"), ", the first has ", size);
    for (const double value : pattern)
      if (value != -1 && value != 1) throw Error("HopfieldMemory: a pattern has the value ", value, ", wanted -1 or 1");
  }
}

void require_size(const char* what, const Network& memory, std::size_t size) {
  if (memory.input_count() != memory.output_count() || size != memory.output_count())
    throw Error(what, ": got ", count_of(size, "value"), " for a memory of ", count_of(memory.output_count(), "unit"),
                " and ", count_of(memory.input_count(), "input"), "; they must be as many");
}

}  // namespace

Network HopfieldMemory(const std::vector<std::vector<double>>& patterns) {
  require_patterns(patterns);
  const std::size_t size = patterns.front().size();
  require_memory(size, size * sizeof(double), "row of weights");
  std::vector<double> weights;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      if (i == j) continue;
      double sum = 0;
      for (const auto& pattern : patterns) sum += pattern[i] * pattern[j];
      weights.push_back(sum);
    }
  const Group input(size, {.role = GroupRole::input, .name = "cue"});
  const Group units(
      size, {.activation = Activation::bipolar, .role = GroupRole::output, .fixed = true, .name = "hopfield memory"});
  units.connect(units, Pattern::all_to_else, fixed(std::move(weights)));
  // More than all other units together can bring.
  input.connect(units, Pattern::one_to_one, fixed(static_cast<double>(patterns.size() * size)));
  return Construct({input, units});
}

std::vector<double> recall(const Network& memory, std::span<const double> cue, std::size_t sweeps) {
  require_size("recall", memory, cue.size());
  Network network = memory;
  network.clear();
  const auto step = [&](std::span<const double> input) {
    const auto units = network.activate(input);
    return std::vector(units.begin(), units.end());
  };
  const std::vector<double> nothing(cue.size());
  std::vector<double> units = step(cue);
  for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
    std::vector<double> next = step(nothing);
    if (next == units) return units;
    units = std::move(next);
  }
  throw Error("recall: nothing has come to rest in ", count_of(sweeps, "sweep"), "; is this network a HopfieldMemory?");
}

double energy(const Network& memory, std::span<const double> units) {
  require_size("energy", memory, units.size());
  const Topology& topology = memory.topology();
  const std::size_t first = topology.unit_count() - units.size();
  double energy = 0;
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    if (const Connection& each = topology.connections()[i]; each.from >= first && each.to >= first)
      energy -= memory.weight(i) * units[each.from - first] * units[each.to - first] / 2;
  for (std::size_t i = 0; i < units.size(); ++i) energy -= memory.bias(first + i) * units[i];
  return energy;
}

}  // namespace plexus::architect
