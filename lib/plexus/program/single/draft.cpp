#include <plexus/program/single/draft.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>
#include <variant>

#include <plexus/program/arithmetic.hpp>

namespace plexus::single {
namespace {

class Reader {
 public:
  explicit Reader(const Plan& plan) : plan_(plan) {}

  std::optional<Draft> read() {
    draft_.first_gain_row = 2 * plan_.unit_count;
    draft_.units.resize(plan_.unit_count);
    draft_.gaters.assign(plan_.gain_count, none);
    for (const Kernel& each : plan_.kernels) std::visit([&](const auto& kernel) { prepare(kernel); }, each);
    if (!known_) return std::nullopt;
    std::uint32_t edge_count = 0;
    for (Draft::Unit& unit : draft_.units) {
      unit.first_edge = edge_count;
      edge_count += std::exchange(unit.edge_count, 0);
    }
    draft_.edges.resize(edge_count);
    for (const Kernel& each : plan_.kernels) std::visit([&](const auto& kernel) { take(kernel); }, each);
    sort_edges();
    sort_dense();
    return std::move(draft_);
  }

 private:
  void prepare(const kernel::Gain& gain) {
    for (const auto& [unit, row] : gain.copies) draft_.gaters[row - draft_.first_gain_row] = unit;
  }
  void prepare(const kernel::Sparse& sparse) {
    for (const auto& edge : sparse.edges) ++draft_.units[edge.to].edge_count;
  }
  void prepare(const kernel::Begin&) {}
  void prepare(const kernel::Dense&) {}
  void prepare(const kernel::Activate&) {}
  void prepare(const kernel::Masked&) {}
  // Any kernel that is not one of those above.
  template <class Other>
  void prepare(const Other&) {
    known_ = false;
  }

  void take(const kernel::Begin& begin) {
    first_group_of_run_ = draft_.groups.size();
    for (std::uint32_t i = 0; i < begin.count; ++i) {
      Draft::Unit& unit = draft_.units[begin.first + i];
      unit.bias = begin.bias + i;
      unit.level = 1;
    }
    for (const auto& self : begin.selves) {
      Draft::Unit& unit = draft_.units[self.unit];
      unit.self = static_cast<std::uint32_t>(draft_.selves.size());
      draft_.selves.push_back(self);
      follow_gain(unit, self.gain, self.late_gain);
    }
  }

  void take(const kernel::Sparse& sparse) {
    for (const auto& edge : sparse.edges) {
      Draft::Unit& unit = draft_.units[edge.to];
      draft_.edges[unit.first_edge + unit.edge_count++] = {edge.from, edge.weight,
                                                           edge.gain == none ? none : edge.gain - draft_.first_gain_row,
                                                           edge.late, edge.late_gain};
      if (!edge.late) follow(unit, edge.from);
      follow_gain(unit, edge.gain, edge.late_gain);
    }
  }

  void take(const kernel::Dense& dense) {
    Draft::Unit& unit = draft_.units[dense.to];  // the level of the first stands for all
    if (unit.group == none) {
      for (std::uint32_t i = 0; i < dense.to_count; ++i)
        draft_.units[dense.to + i].group = static_cast<std::uint32_t>(draft_.groups.size());
      draft_.groups.push_back({dense.to, dense.to_count});
    }
    if (!dense.late)
      for (std::uint32_t i = 0; i < dense.from_count; ++i) follow(unit, dense.from + i);
    if (dense.gating) {
      const std::uint32_t gains = *dense.gating == Gating::source ? dense.from_count : dense.to_count;
      for (std::uint32_t i = 0; i < gains; ++i) follow_gain(unit, dense.gain + i, dense.late_gain);
    }
    draft_.dense.push_back(dense);
  }

  void take(const kernel::Activate& activate) {
    level_groups();
    for (std::uint32_t i = 0; i < activate.count; ++i)
      draft_.units[activate.first + i].activation = activate.activation;
  }

  void take(const kernel::Masked& masked) {
    level_groups();
    draft_.units[masked.unit].activation = masked.activation;
    draft_.units[masked.unit].mask = masked.mask;
  }

  template <class Other>
  void take(const Other&) {}

  void follow(Draft::Unit& unit, std::uint32_t source) {
    unit.level = std::max(unit.level, draft_.units[source].level + 1);
  }
  void follow_gain(Draft::Unit& unit, std::uint32_t gain, bool late) {
    if (gain == none || late) return;
    if (const std::uint32_t gater = draft_.gaters[gain - draft_.first_gain_row]; gater != none) follow(unit, gater);
  }

  // A group is computed as one, before anything reads it.
  void level_groups() {
    for (; first_group_of_run_ < draft_.groups.size(); ++first_group_of_run_) {
      const Draft::Group group = draft_.groups[first_group_of_run_];
      std::uint32_t level = 0;
      for (std::uint32_t i = 0; i < group.count; ++i) level = std::max(level, draft_.units[group.first + i].level);
      for (std::uint32_t i = 0; i < group.count; ++i) draft_.units[group.first + i].level = level;
    }
  }

  void sort_edges() {
    for (std::uint32_t unit = 0; unit < draft_.units.size(); ++unit) {
      const auto first = draft_.edges.begin() + draft_.units[unit].first_edge;
      const auto order = [=](const Draft::Edge& edge) { return fast_order(edge.from, unit); };
      std::ranges::sort(first, first + draft_.units[unit].edge_count, {}, order);
    }
  }

  void sort_dense() {
    const auto order = [&](const kernel::Dense& a, const kernel::Dense& b) {
      const auto key = [&](const kernel::Dense& dense) {
        return std::tuple(draft_.units[dense.to].group, dense.gating == Gating::target, dense.late, dense.from);
      };
      return key(a) < key(b);
    };
    std::ranges::stable_sort(draft_.dense, order);
    draft_.first_dense.resize(draft_.groups.size() + 1);
    for (const kernel::Dense& dense : draft_.dense) ++draft_.first_dense[draft_.units[dense.to].group + 1];
    std::partial_sum(draft_.first_dense.begin(), draft_.first_dense.end(), draft_.first_dense.begin());
  }

  const Plan& plan_;
  Draft draft_;
  std::size_t first_group_of_run_ = 0;
  bool known_ = true;
};

}  // namespace

std::optional<Draft> read(const Plan& plan) { return Reader(plan).read(); }

}  // namespace plexus::single
