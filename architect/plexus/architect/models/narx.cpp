#include <plexus/architect/models/narx.hpp>

#include <algorithm>

#include <plexus/architect/layers/dense.hpp>
#include <plexus/architect/layers/memory.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus::architect {

Network NARX(std::size_t inputs, const std::vector<std::size_t>& hidden, std::size_t outputs, std::size_t input_memory,
             std::size_t output_memory, const NARXOptions& options) {
  if (inputs == 0 || outputs == 0 || hidden.empty() || std::ranges::find(hidden, 0U) != hidden.end())
    throw Error("NARX: needs at least 1 input, 1 output and 1 unit in each of 1 or more hidden layers, got ",
                count_of(inputs, "input"), ", ", count_of(outputs, "output"), " and ",
                count_of(hidden.size(), "hidden layer"),
                hidden.empty() ? "" : ", the smallest of " + std::to_string(*std::ranges::min_element(hidden)));

  const Layer input = Dense(inputs, {.role = GroupRole::input, .name = "input"});
  const Layer output = Dense(outputs, {.activation = options.output, .role = GroupRole::output, .name = "output"});
  std::vector<Layer> layers;
  for (const std::size_t units : hidden)
    layers.push_back(Dense(units, {.activation = options.hidden, .name = "hidden"}));

  input.connect(layers.front());
  for (std::size_t i = 1; i < layers.size(); ++i) layers[i - 1].connect(layers[i]);
  layers.back().connect(output);

  // The hidden layers come after what remembers outputs and before what remembers inputs: both then hold the past.
  std::vector<Layer> parts{input};
  const auto remember = [&](const Layer& source, std::size_t steps, const char* name) {
    if (steps == 0) return;
    const Layer memory = Memory(source.size(), steps).set({.name = name});
    source.connect(memory);
    memory.connect(layers.front());
    parts.push_back(memory);
  };
  remember(output, output_memory, "output memory");
  parts.insert(parts.end(), layers.begin(), layers.end());
  remember(input, input_memory, "input memory");
  parts.push_back(output);
  return Construct(parts, {.seed = options.seed});
}

}  // namespace plexus::architect
