#include <plexus/export/run_tables.hpp>

#include <algorithm>
#include <span>

#include <plexus/program/explained.hpp>
#include <plexus/program/program.hpp>

namespace plexus {
namespace {

class Maker {
 public:
  explicit Maker(const Network& network)
      : network_(network),
        topology_(network.topology()),
        gain_(topology_.unit_count()),
        self_(topology_.unit_count(), no_unit) {
    sort_incoming();
    number_gains();
  }

  RunTables make() {
    const auto inputs = static_cast<std::uint32_t>(topology_.input_count());
    tables_.input_count = inputs;
    tables_.output_count = static_cast<std::uint32_t>(topology_.output_count());
    tables_.unit_count = static_cast<std::uint32_t>(topology_.unit_count());
    tables_.inputs_gate = topology_.parts().inputs_gate;
    tables_.input_gaters = gaters_among(0, inputs);
    for (std::uint32_t first = inputs, end = 0; first < topology_.unit_count(); first = end) {
      end = end_of_run(first);
      add_run(first, end);
    }
    return std::move(tables_);
  }

 private:
  const Connection& connection(std::uint32_t index) const { return topology_.connections()[index]; }
  const Unit& unit(std::uint32_t index) const { return topology_.units()[index]; }
  std::uint32_t gain_of(const Connection& each) const { return each.is_gated() ? gain_[each.gater] : 0; }
  std::span<const std::uint32_t> incoming(std::uint32_t unit) const {
    return std::span(incoming_).subspan(first_incoming_[unit], first_incoming_[unit + 1] - first_incoming_[unit]);
  }
  std::uint32_t gaters_among(std::uint32_t first, std::uint32_t end) const {
    return static_cast<std::uint32_t>(std::ranges::count_if(gain_.begin() + first, gain_.begin() + end,
                                                            [](std::uint32_t gain) { return gain != 0; }));
  }

  // By target, in the order of the topology; self-connections apart.
  void sort_incoming() {
    for (std::uint32_t i = 0; i < topology_.connection_count(); ++i)
      connection(i).is_self() ? void(self_[connection(i).to] = i) : incoming_.push_back(i);
    std::ranges::stable_sort(incoming_, {}, [&](std::uint32_t i) { return connection(i).to; });
    for (std::uint32_t unit = 0, i = 0; unit <= topology_.unit_count(); ++unit) {
      while (i < incoming_.size() && connection(incoming_[i]).to < unit) ++i;
      first_incoming_.push_back(i);
    }
  }

  void number_gains() {
    for (const Connection& each : topology_.connections())
      if (each.is_gated()) gain_[each.gater] = 1;
    for (std::uint32_t unit = 0; unit < topology_.unit_count(); ++unit)
      if (gain_[unit] != 0) {
        tables_.gaters.push_back(unit);
        gain_[unit] = static_cast<std::uint32_t>(tables_.gaters.size());
      }
  }

  std::uint32_t end_of_run(std::uint32_t first) const {
    std::uint32_t end = first + 1;
    while (end < topology_.unit_count() && goes_on(first, end)) ++end;
    return end;
  }

  // Whether a unit can be computed together with those from `first` on. Units with the same sources never read each
  // other: none is its own source. But one may gate what another receives.
  bool goes_on(std::uint32_t first, std::uint32_t next) const {
    const auto a = incoming(first), b = incoming(next);
    const auto from = [&](std::uint32_t i) { return connection(i).from; };
    const auto waits = [&](std::uint32_t i) {
      return connection(i).is_gated() && connection(i).gater >= first && connection(i).gater < next;
    };
    const bool self_waits = self_[next] != no_unit && waits(self_[next]);
    return unit(first).activation == unit(next).activation && std::ranges::equal(a, b, {}, from, from) &&
           is_gated(a) == is_gated(b) && std::ranges::none_of(b, waits) && !self_waits;
  }

  bool is_gated(std::span<const std::uint32_t> connections) const {
    return std::ranges::any_of(connections, [&](std::uint32_t i) { return connection(i).is_gated(); });
  }

  void add_run(std::uint32_t first, std::uint32_t end) {
    const auto list = incoming(first);
    RunTables::Run run{.units = end - first,
                       .sources = static_cast<std::uint32_t>(list.size()),
                       .gaters = gaters_among(first, end),
                       .gated = is_gated(list),
                       .activation = unit(first).activation};
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      tables_.sources.push_back(connection(list[i]).from);
      for (std::uint32_t unit = first; unit < end; ++unit) {
        const std::uint32_t index = incoming(unit)[i];
        tables_.weights.push_back(network_.weight(index));
        if (run.gated) tables_.connection_gains.push_back(gain_of(connection(index)));
      }
    }
    for (std::uint32_t unit = first; unit < end; ++unit) {
      tables_.biases.push_back(network_.bias(unit));
      if (topology_.is_masked()) tables_.masks.push_back(this->unit(unit).mask);
      if (self_[unit] == no_unit) continue;
      tables_.selves.push_back({unit - first, gain_of(connection(self_[unit])), network_.weight(self_[unit])});
      ++run.selves;
    }
    tables_.widest = std::max(tables_.widest, run.units);
    tables_.runs.push_back(run);
  }

  const Network& network_;
  const Topology& topology_;
  std::vector<std::uint32_t> gain_;            // of each unit; 0 when it gates nothing
  std::vector<std::uint32_t> self_;            // self-connection of each unit, or no_unit
  std::vector<std::uint32_t> incoming_;        // the other connections, by target
  std::vector<std::uint32_t> first_incoming_;  // of each unit, and the end
  RunTables tables_;
};

}  // namespace

RunTables run_tables(const Network& network) {
  require_explained(network.topology().program<double>()->plan(), "a source", "save it, and run it with Plexus");
  return Maker(network).make();
}

}  // namespace plexus
