#include <plexus/architect/models/random_network.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/core/random.hpp>

namespace plexus::architect {
namespace {

// At least, in a network.
constexpr std::size_t bytes_of_connection = sizeof(Connection) + sizeof(double);

struct Ends {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

std::uint64_t key(const Ends& ends) { return std::uint64_t{ends.from} << 32U | ends.to; }

void require_room(std::string_view what, std::size_t wanted, std::size_t room) {
  if (wanted > room) throw Error("Random: ", wanted, " ", what, " are wanted, but there is room for ", room);
}

// The connections that are left when each hidden unit has split one of those from all inputs to all outputs. Units have
// the numbers in which they are made, inputs, outputs, hidden ones; `order` puts them in their order.
class Splitter {
 public:
  Splitter(std::size_t inputs, std::size_t outputs, plexus::Random& random)
      : inputs_(inputs), outputs_(outputs), random_(random) {
    for (std::size_t i = 0; i < inputs; ++i) ids_.push_back(input_id(i));
    for (std::size_t i = 0; i < outputs; ++i) ids_.push_back(output_id(i));
    for (std::uint32_t from = 0; from < inputs; ++from)
      for (std::size_t to = inputs; to < ids_.size(); ++to) wires_.push_back({from, static_cast<std::uint32_t>(to)});
    before_.resize(ids_.size());
    std::iota(before_.begin(), before_.end(), -1);
  }

  // The new unit is computed just before the target of what it splits, or before the first output when that is one.
  void split() {
    Ends& split = random_.pick(wires_);
    const auto [from, to] = split;
    const auto middle = static_cast<std::uint32_t>(ids_.size());
    const auto next = is_output(to) ? inputs_ : std::size_t{to};
    ids_.push_back(split_id(connection_id(ids_[from], ids_[to]), 0));
    before_.push_back(std::exchange(before_[next], static_cast<std::int64_t>(middle)));
    split.to = middle;
    wires_.push_back({middle, to});
  }

  // The units in their order.
  std::vector<std::uint32_t> order() const {
    std::vector<std::uint32_t> order;
    for (auto unit = static_cast<std::int64_t>(inputs_ + outputs_) - 1; unit >= 0;
         unit = before_[static_cast<std::size_t>(unit)])
      order.push_back(static_cast<std::uint32_t>(unit));
    std::ranges::reverse(order);
    return order;
  }

  const std::vector<Ends>& wires() const { return wires_; }
  Id id(std::uint32_t unit) const { return ids_[unit]; }

 private:
  bool is_output(std::uint32_t unit) const { return unit >= inputs_ && unit < inputs_ + outputs_; }

  std::size_t inputs_;
  std::size_t outputs_;
  plexus::Random& random_;
  std::vector<Id> ids_;
  std::vector<std::int64_t> before_;  // the unit that is computed before each; -1 before the first
  std::vector<Ends> wires_;
};

// The targets that a source may have: positions from `first` to `end` - 1.
struct Targets {
  std::size_t first = 0;
  std::size_t end = 0;
};

// Connections by position, to which others are added at random.
class Wiring {
 public:
  explicit Wiring(plexus::Random& random) : random_(random) {}

  const std::vector<Ends>& wires() const { return wires_; }

  void add(const Ends& ends) {
    taken_.insert(key(ends));
    wires_.push_back(ends);
  }

  // Joins so many of the pairs that `targets_of` allows for each source and that are not joined yet.
  void add(std::string_view what, std::size_t count, const std::vector<Targets>& targets_of) {
    std::vector<std::size_t> pairs_before;
    std::size_t pairs = 0, joined = 0;
    for (const Targets& targets : targets_of) {
      pairs_before.push_back(pairs);
      pairs += targets.end > targets.first ? targets.end - targets.first : 0;
    }
    const auto allowed = [&](const Ends& each) {
      return each.to >= targets_of[each.from].first && each.to < targets_of[each.from].end;
    };
    joined = static_cast<std::size_t>(std::ranges::count_if(wires_, allowed));
    require_room(what, count, pairs - joined);
    require_memory(count, bytes_of_connection, "connection");
    if (2 * (joined + count) > pairs) return add_listed(count, targets_of);
    for (std::size_t added = 0; added < count;) {  // at least every second guess is free
      const std::size_t nth = random_.below(pairs);
      const auto from =
          static_cast<std::size_t>(std::ranges::upper_bound(pairs_before, nth) - pairs_before.begin()) - 1;
      const Ends ends{static_cast<std::uint32_t>(from),
                      static_cast<std::uint32_t>(targets_of[from].first + nth - pairs_before[from])};
      if (taken_.contains(key(ends))) continue;
      add(ends);
      ++added;
    }
  }

 private:
  void add_listed(std::size_t count, const std::vector<Targets>& targets_of) {
    std::vector<Ends> free;
    for (std::uint32_t from = 0; from < targets_of.size(); ++from)
      for (std::size_t to = targets_of[from].first; to < targets_of[from].end; ++to)
        if (const Ends ends{from, static_cast<std::uint32_t>(to)}; !taken_.contains(key(ends))) free.push_back(ends);
    random_.shuffle(free);
    for (std::size_t i = 0; i < count; ++i) add(free[i]);
  }

  plexus::Random& random_;
  std::vector<Ends> wires_;
  std::unordered_set<std::uint64_t> taken_;
};

// Where the connections of each kind may lead, for units in their order.
struct Kinds {
  std::vector<Targets> forward, back, self;

  Kinds(std::size_t inputs, std::size_t units, std::size_t outputs) : forward(units), back(units), self(units) {
    for (std::size_t i = 0; i < units; ++i) {
      if (i + outputs < units) forward[i] = {std::max(i + 1, inputs), units};
      if (i >= inputs) back[i] = {inputs, i};
      if (i >= inputs) self[i] = {i, i + 1};
    }
  }
};

std::vector<double> draw_weights(const std::vector<Connection>& connections, std::size_t units,
                                 plexus::Random& random) {
  std::vector<std::size_t> into(units), out_of(units);
  for (const Connection& each : connections) {
    ++into[each.to];
    ++out_of[each.from];
  }
  std::vector<double> weights;
  for (const Connection& each : connections) {
    const double range = each.is_self() ? 1 : std::sqrt(6 / static_cast<double>(into[each.to] + out_of[each.from]));
    weights.push_back(random.uniform(-range, range));
  }
  return weights;
}

}  // namespace

Network Random(std::size_t inputs, std::size_t hidden, std::size_t outputs, const RandomOptions& options) {
  // The first three keep the sum from running over.
  if (inputs >= no_unit || hidden >= no_unit || outputs >= no_unit || inputs + hidden + outputs >= no_unit)
    throw Error("Random: ", count_of(inputs, "input"), ", ", count_of(hidden, "hidden unit"), " and ",
                count_of(outputs, "output"), " are wanted; together at most ", no_unit - 1, " are possible");
  const std::size_t units = inputs + hidden + outputs, wanted = options.connections.value_or(2 * hidden);
  if (inputs == 0 || outputs == 0)
    throw Error("Random: needs at least 1 input and 1 output, got ", inputs, " and ", outputs);
  if (wanted < hidden)
    throw Error("Random: the number of connections is ", wanted, ", but each of ", count_of(hidden, "hidden unit"),
                " brings one; ask for at least as many");
  if (options.activations.empty()) throw Error("Random: needs at least 1 activation for the hidden units, got none");

  require_memory(units, sizeof(Unit) + sizeof(Id) + sizeof(std::int64_t), "unit");
  require_memory(inputs * outputs, sizeof(Ends) + bytes_of_connection, "connection");

  plexus::Random random(options.seed);
  Splitter splitter(inputs, outputs, random);
  for (std::size_t i = 0; i < hidden; ++i) splitter.split();
  const auto order = splitter.order();
  std::vector<std::uint32_t> position(units);
  for (std::uint32_t i = 0; i < units; ++i) position[order[i]] = i;

  Wiring wiring(random);
  const Kinds kinds(inputs, units, outputs);
  for (const Ends& each : splitter.wires()) wiring.add({position[each.from], position[each.to]});
  wiring.add("more forward connections", wanted - hidden, kinds.forward);
  wiring.add("back connections", options.back_connections, kinds.back);
  wiring.add("self-connections", options.self_connections, kinds.self);
  require_room("gates", options.gates, wiring.wires().size());

  TopologyParts parts;
  for (std::size_t i = 0; i < units; ++i) {
    const Role role = i < inputs ? Role::input : (i + outputs < units ? Role::hidden : Role::output);
    const Activation activation = role == Role::input    ? Activation::identity
                                  : role == Role::hidden ? random.pick(options.activations)
                                                         : options.output;
    parts.units.push_back({splitter.id(order[i]), activation, role});
  }
  parts.groups = {{"input", 0, static_cast<std::uint32_t>(inputs)},
                  {"output", static_cast<std::uint32_t>(units - outputs), static_cast<std::uint32_t>(outputs)}};
  for (const Ends& each : wiring.wires()) parts.connections.push_back({each.from, each.to});
  std::ranges::sort(parts.connections, {}, [](const Connection& each) { return std::pair(each.to, each.from); });

  std::vector<std::size_t> to_gate(parts.connections.size());
  std::iota(to_gate.begin(), to_gate.end(), std::size_t{0});
  random.shuffle(to_gate);
  for (std::size_t i = 0; i < options.gates; ++i)
    parts.connections[to_gate[i]].gater = static_cast<std::uint32_t>(inputs + random.below(units - inputs));

  std::vector<double> parameters(units - inputs);
  const auto weights = draw_weights(parts.connections, units, random);
  parameters.insert(parameters.end(), weights.begin(), weights.end());
  return {std::make_shared<const Topology>(std::move(parts)), std::move(parameters)};
}

}  // namespace plexus::architect
