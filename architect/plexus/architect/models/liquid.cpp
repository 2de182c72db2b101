#include <plexus/architect/models/liquid.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/architect/models/spectral_radius.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/core/random.hpp>
#include <plexus/graph/pattern_pairs.hpp>

namespace plexus::architect {
namespace {

void require_sound(std::size_t inputs, std::size_t reservoir, std::size_t outputs, const LiquidOptions& options) {
  Findings findings;
  const auto positive = [](double value) { return value > 0 && std::isfinite(value); };
  if (inputs == 0 || reservoir == 0 || outputs == 0)
    findings.add("inputs, reservoir and outputs are ", inputs, ", ", reservoir, " and ", outputs,
                 ", wanted at least 1 of each");
  if (std::max({inputs, reservoir, outputs}) >= no_unit || inputs + 2 * reservoir + outputs >= no_unit)
    findings.add("inputs, twice the reservoir and outputs are ", inputs, ", 2 * ", reservoir, " and ", outputs,
                 ", together at most ", no_unit - 1, " are possible");
  findings.want(options.connectivity > 0 && options.connectivity <= 1, "connectivity", options.connectivity, "(0, 1]");
  findings.want(positive(options.spectral_radius), "spectral_radius", options.spectral_radius, "> 0");
  findings.want(options.inhibitory >= 0 && options.inhibitory <= 1, "inhibitory", options.inhibitory, "[0, 1]");
  findings.want(positive(options.input_scale), "input_scale", options.input_scale, "> 0");
  findings.want(options.bias_scale == 0 || positive(options.bias_scale), "bias_scale", options.bias_scale, ">= 0");
  findings.want(options.leak > 0 && options.leak <= 1, "leak", options.leak, "(0, 1]");
  findings.throw_if_any("Liquid");

  const auto number = [](std::size_t count) { return static_cast<double>(count); };
  const double connections = number(reservoir) * (number(inputs) + options.connectivity * number(reservoir)) +
                             number(outputs) * (number(inputs) + number(reservoir));
  if (connections >= no_unit)
    throw Error("Liquid: it would have about ", connections, " connections, at most ", no_unit - 1, " are possible");
  require_memory(static_cast<std::size_t>(connections), sizeof(Connection) + sizeof(double), "connection");
}

class Pool {
 public:
  Pool(std::size_t inputs, std::size_t reservoir_size, std::size_t outputs, const LiquidOptions& options)
      : options_(options), random_(options.seed) {
    add_group("input", inputs, Role::input, Activation::identity);
    add_group("reservoir", reservoir_size, Role::hidden, options.reservoir);
    add_group("reservoir before", reservoir_size, Role::hidden, Activation::identity);
    add_group("output", outputs, Role::output, options.output);
  }

  Network build() {
    draw_biases();
    const double input_range = options_.leak * options_.input_scale;
    add_block(Pattern::all_to_all, input, reservoir, [&] { return random_.uniform(-input_range, input_range); });
    add_recurrence();
    if (options_.leak < 1) add_block(Pattern::one_to_one, reservoir, reservoir, [&] { return 1 - options_.leak; });
    add_block(Pattern::one_to_one, reservoir, previous, [] { return 1; });
    for (const Part source : {input, reservoir}) {
      const double range = std::sqrt(6.0 / (group(source).count + group(output).count));
      add_block(Pattern::all_to_all, source, output, [&] { return random_.uniform(-range, range); });
    }
    parameters_.insert(parameters_.end(), weights_.begin(), weights_.end());
    return {std::make_shared<const Topology>(std::move(parts_)), std::move(parameters_)};
  }

 private:
  // The groups, in the order of their units. What the reservoir put out is remembered behind it, so that its units see
  // each other's output of the step before.
  enum Part : std::uint32_t { input, reservoir, previous, output };

  const UnitGroup& group(Part index) const { return parts_.groups[index]; }

  void add_group(const char* name, std::size_t count, Role role, Activation activation) {
    const auto first = static_cast<std::uint32_t>(parts_.units.size());
    parts_.groups.push_back({name, first, static_cast<std::uint32_t>(count)});
    for (std::size_t i = 0; i < count; ++i) {
      const Id id = role == Role::input ? input_id(i) : role == Role::output ? output_id(i) : hidden_id(hidden_++);
      parts_.units.push_back({id, activation, role, role != Role::hidden});
    }
  }

  void draw_biases() {
    const double range = options_.leak * options_.bias_scale;
    parameters_.resize(parts_.units.size() - group(input).count);
    for (std::uint32_t i = 0; i < group(reservoir).count; ++i) parameters_[i] = random_.uniform(-range, range);
  }

  void add(std::uint32_t from, std::uint32_t to, double weight) {
    parts_.connections.push_back({from, to, no_unit, parts_.units[to].trainable});
    weights_.push_back(weight);
  }

  template <class Weight>
  void add_block(Pattern pattern, Part from, Part to, Weight weight) {
    const auto first = static_cast<std::uint32_t>(parts_.connections.size());
    for_each_pair(pattern, group(from).count, group(to).count,
                  [&](std::uint32_t i, std::uint32_t j) { add(group(from).first + i, group(to).first + j, weight()); });
    parts_.blocks.push_back({pattern, from, to, first, static_cast<std::uint32_t>(parts_.connections.size()) - first});
  }

  std::vector<double> draw_signs() {
    std::vector<double> signs(group(reservoir).count, 1.0);
    const auto negative = std::lround(options_.inhibitory * static_cast<double>(signs.size()));
    std::fill_n(signs.begin(), negative, -1.0);
    random_.shuffle(signs);
    return signs;
  }

  void add_recurrence() {
    const auto signs = draw_signs();
    const auto size = group(reservoir).count;
    std::vector<Connection> connections;  // within the reservoir
    std::vector<double> weights;
    for (std::uint32_t to = 0; to < size; ++to)
      for (std::uint32_t from = 0; from < size; ++from) {
        if (!random_.chance(options_.connectivity)) continue;
        connections.push_back({from, to});
        weights.push_back(signs[from] * (1 - random_.uniform()));
      }
    const double radius = spectral_radius(connections, weights, size);
    if (radius == 0)
      throw Error("Liquid: ", count_of(connections.size(), "connection"), " within the reservoir of ",
                  count_of(size, "unit"), " make no loop; take a larger reservoir or more connectivity");
    for (std::size_t i = 0; i < connections.size(); ++i)
      add(group(previous).first + connections[i].from, group(reservoir).first + connections[i].to,
          options_.leak * options_.spectral_radius / radius * weights[i]);
  }

  const LiquidOptions& options_;
  plexus::Random random_;
  TopologyParts parts_;
  std::vector<double> parameters_;  // the biases first
  std::vector<double> weights_;
  std::uint64_t hidden_ = 0;
};

}  // namespace

Network Liquid(std::size_t inputs, std::size_t reservoir, std::size_t outputs, const LiquidOptions& options) {
  require_sound(inputs, reservoir, outputs, options);
  return Pool(inputs, reservoir, outputs, options).build();
}

}  // namespace plexus::architect
