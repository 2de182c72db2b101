#include "recipes.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

namespace plexus::bench {
namespace {

using Numbers = std::vector<double>;

// Networks group by group; later groups are computed later.
class Assembly {
 public:
  std::uint32_t add(std::uint32_t units, Role role, Activation activation, const Numbers& biases = {}) {
    const auto first = static_cast<std::uint32_t>(parts_.units.size());
    parts_.groups.push_back({"", first, units});
    for (std::uint32_t i = 0; i < units; ++i) parts_.units.push_back({next_id(role), activation, role, true});
    if (role != Role::input) {
      biases_.insert(biases_.end(), biases.begin(), biases.end());
      biases_.resize(biases_.size() + units - biases.size());
    }
    return static_cast<std::uint32_t>(parts_.groups.size() - 1);
  }

  // `weights` is [target][source], as the workloads draw it.
  void join_all(std::uint32_t from, std::uint32_t to, std::span<const double> weights) {
    const UnitGroup source = parts_.groups[from], target = parts_.groups[to];
    const auto begin = static_cast<std::uint32_t>(parts_.connections.size());
    for (std::uint32_t i = 0; i < source.count; ++i)
      for (std::uint32_t j = 0; j < target.count; ++j)
        join(source.first + i, target.first + j, weights[j * source.count + i]);
    parts_.blocks.push_back({Pattern::all_to_all, from, to, begin, source.count * target.count});
  }

  // Unit i to unit i with the weight 1, gated by unit i of `gate`.
  void join_gated(std::uint32_t from, std::uint32_t to, std::uint32_t gate) {
    const UnitGroup source = parts_.groups[from], target = parts_.groups[to];
    const auto begin = static_cast<std::uint32_t>(parts_.connections.size());
    for (std::uint32_t i = 0; i < source.count; ++i) {
      join(source.first + i, target.first + i, 1);
      parts_.connections.back().gater = parts_.groups[gate].first + i;
      parts_.connections.back().trainable = false;
    }
    parts_.blocks.push_back({Pattern::one_to_one, from, to, begin, source.count});
  }

  void join(std::uint32_t from, std::uint32_t to, double weight) {
    parts_.connections.push_back({from, to});
    weights_.push_back(weight);
  }

  void fix_biases(std::uint32_t group) {
    const auto& [name, first, count, shape] = parts_.groups[group];
    for (std::uint32_t i = 0; i < count; ++i) parts_.units[first + i].trainable = false;
  }

  Network build() && {
    biases_.insert(biases_.end(), weights_.begin(), weights_.end());
    return {std::make_shared<const Topology>(std::move(parts_)), std::move(biases_)};
  }

 private:
  Id next_id(Role role) const {
    const auto nth = static_cast<std::uint64_t>(std::ranges::count(parts_.units, role, &Unit::role));
    return role == Role::input ? input_id(nth) : role == Role::hidden ? hidden_id(nth) : output_id(nth);
  }

  TopologyParts parts_;
  Numbers biases_, weights_;
};

Numbers draw(SplitMix64& random, std::size_t count, double low, double high, double divisor = 1) {
  Numbers numbers(count);
  std::ranges::generate(numbers, [&] { return random.uniform(low, high) / divisor; });
  return numbers;
}

struct DenseLayer {
  Numbers weights, biases;
};

DenseLayer draw_dense(SplitMix64& random, std::uint32_t inputs, std::uint32_t outputs) {
  Numbers weights = draw(random, std::size_t{inputs} * outputs, -1, 1, std::sqrt(inputs));
  return {std::move(weights), draw(random, outputs, -0.1, 0.1)};
}

struct Edge {
  std::uint32_t from = 0, to = 0;
  double weight = 0;
};

// Distinct edges from any unit to any from `first_target` on, of those that `accept` takes.
template <class Accept>
std::vector<Edge> draw_edges(SplitMix64& random, std::size_t count, std::uint32_t units, std::uint32_t first_target,
                             Accept accept) {
  std::vector<Edge> edges;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  while (edges.size() < count) {
    const std::uint32_t from = random.below(units), to = first_target + random.below(units - first_target);
    if (!accept(from, to) || !seen.emplace(from, to).second) continue;
    edges.push_back({from, to, random.uniform(-2, 2)});
  }
  return edges;
}

// The workloads number the outputs before the hidden units; Plexus computes the outputs last.
struct Numbering {
  std::uint32_t inputs = 0, outputs = 0, hidden = 0;

  std::uint32_t position(std::uint32_t id) const {
    if (id < inputs) return id;
    return id < inputs + outputs ? id + hidden : id - outputs;
  }
  Numbers reordered(const Numbers& biases) const {  // of outputs, then hidden units
    Numbers result(biases.begin() + outputs, biases.end());
    result.insert(result.end(), biases.begin(), biases.begin() + outputs);
    return result;
  }
};

// Feed-forward: every edge leads from an earlier unit to a later one, and none leaves an output.
Network feed_forward(SplitMix64& random, Numbering numbers, std::size_t connections, Activation activation) {
  const std::uint32_t first_output = numbers.inputs + numbers.hidden, units = first_output + numbers.outputs;
  const auto forward = [&](std::uint32_t from, std::uint32_t to) {
    return numbers.position(from) < numbers.position(to) && numbers.position(from) < first_output;
  };
  const auto edges = draw_edges(random, connections, units, numbers.inputs, forward);
  const Numbers biases = numbers.reordered(draw(random, units - numbers.inputs, -0.5, 0.5));
  Assembly network;
  network.add(numbers.inputs, Role::input, Activation::identity);
  network.add(numbers.hidden, Role::hidden, activation, {biases.begin(), biases.begin() + numbers.hidden});
  network.add(numbers.outputs, Role::output, activation, {biases.begin() + numbers.hidden, biases.end()});
  for (const Edge& edge : edges) network.join(numbers.position(edge.from), numbers.position(edge.to), edge.weight);
  return std::move(network).build();
}

}  // namespace

double SplitMix64::uniform() {
  std::uint64_t bits = state_ += 0x9E3779B97F4A7C15U;
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<double>((bits ^ (bits >> 31U)) >> 11U) * 0x1p-53;
}

double SplitMix64::uniform(double low, double high) { return low + (high - low) * uniform(); }

std::uint32_t SplitMix64::below(std::uint32_t count) { return static_cast<std::uint32_t>(uniform() * count); }

std::vector<double> input_vectors(std::size_t components) {
  SplitMix64 random(1);
  return draw(random, vector_count * components, -1, 1);
}

Network multilayer(std::uint64_t seed, std::span<const std::uint32_t> sizes, Activation hidden, Activation output) {
  SplitMix64 random(seed);
  Assembly network;
  std::uint32_t before = network.add(sizes.front(), Role::input, Activation::identity);
  for (std::size_t layer = 1; layer < sizes.size(); ++layer) {
    const bool last = layer + 1 == sizes.size();
    const DenseLayer dense = draw_dense(random, sizes[layer - 1], sizes[layer]);
    const std::uint32_t group =
        network.add(sizes[layer], last ? Role::output : Role::hidden, last ? output : hidden, dense.biases);
    network.join_all(before, group, dense.weights);
    before = group;
  }
  return std::move(network).build();
}

Network sparse_recurrent() {
  constexpr Numbering numbers{.inputs = 10, .outputs = 4, .hidden = 100};
  SplitMix64 random(102);
  const auto edges = draw_edges(random, 400, 114, 10, [](std::uint32_t, std::uint32_t) { return true; });
  const Numbers biases = numbers.reordered(draw(random, 104, -0.5, 0.5));
  const auto is_self = [](const Edge& edge) { return edge.from == edge.to; };
  const auto echoes = static_cast<std::uint32_t>(std::ranges::count_if(edges, is_self));

  Assembly network;
  network.add(10, Role::input, Activation::identity);
  network.add(100, Role::hidden, Activation::tanh, {biases.begin(), biases.begin() + 100});
  network.add(echoes, Role::hidden, Activation::identity);
  network.add(4, Role::output, Activation::tanh, {biases.begin() + 100, biases.end()});
  const auto position = [&](std::uint32_t id) {
    const std::uint32_t at = numbers.position(id);
    return at < 110 ? at : at + echoes;
  };
  std::uint32_t echo = 110;
  for (const Edge& edge : edges) {
    const std::uint32_t from = position(edge.from), to = position(edge.to);
    if (is_self(edge)) {
      network.join(from, echo, 1);
      network.join(echo++, to, edge.weight);
    } else {
      network.join(from, to, edge.weight);
    }
  }
  return std::move(network).build();
}

Network memory_network(std::uint64_t seed, std::uint32_t inputs, std::uint32_t units, std::uint32_t outputs) {
  SplitMix64 random(seed);
  const double divisor = std::sqrt(units);
  const Numbers from_input = draw(random, std::size_t{4} * units * inputs, -1, 1, divisor);
  const Numbers from_output = draw(random, std::size_t{4} * units * units, -1, 1, divisor);
  const Numbers biases = draw(random, std::size_t{4} * units, -0.1, 0.1);
  const DenseLayer readout = draw_dense(random, units, outputs);

  Assembly network;
  const auto rows = [&](const Numbers& numbers, std::uint32_t gate, std::uint32_t columns) {
    return std::span(numbers).subspan(std::size_t{gate} * units * columns, std::size_t{units} * columns);
  };
  const auto gate = [&](std::uint32_t nth, Activation activation) {
    const auto own = rows(biases, nth, 1);
    return network.add(units, Role::hidden, activation, {own.begin(), own.end()});
  };
  const std::uint32_t input = network.add(inputs, Role::input, Activation::identity);
  const std::uint32_t let_in = gate(0, Activation::logistic), keep = gate(1, Activation::logistic),
                      candidate = gate(2, Activation::tanh);
  const std::uint32_t show = gate(3, Activation::logistic);
  const std::uint32_t cell = network.add(units, Role::hidden, Activation::tanh);
  const std::uint32_t output = network.add(units, Role::hidden, Activation::identity);
  const std::uint32_t answer = network.add(outputs, Role::output, Activation::identity, readout.biases);
  const std::uint32_t gates[] = {let_in, keep, candidate, show};
  for (std::uint32_t nth = 0; nth < 4; ++nth) {
    network.join_all(input, gates[nth], rows(from_input, nth, inputs));
    network.join_all(output, gates[nth], rows(from_output, nth, units));
  }
  network.join_gated(cell, cell, keep);
  network.join_gated(candidate, cell, let_in);
  network.join_gated(cell, output, show);
  network.join_all(output, answer, readout.weights);
  network.fix_biases(cell);
  network.fix_biases(output);
  return std::move(network).build();
}

Network pole_network(std::uint64_t k) {
  SplitMix64 random(30000 + k);
  const std::uint32_t hidden = 24 + random.below(41);
  const std::size_t connections = 120 + random.below(161);
  return feed_forward(random, {4, 2, hidden}, connections, Activation::tanh);
}

Network multiplexer_network(std::uint64_t k) {
  SplitMix64 random(50000 + k);
  return feed_forward(random, {12, 1, 10}, 130, Activation::leaky_relu);
}

Network drawn_network(std::uint64_t seed, std::uint32_t inputs, std::uint32_t hidden, std::uint32_t outputs,
                      std::size_t connections) {
  SplitMix64 random(seed);
  return feed_forward(random, {inputs, outputs, hidden}, connections, Activation::tanh);
}

}  // namespace plexus::bench
