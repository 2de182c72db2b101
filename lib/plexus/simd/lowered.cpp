#include <plexus/simd/lowered.hpp>

#include <algorithm>
#include <variant>

#include <plexus/program/arithmetic.hpp>
#include <plexus/simd/dense_groups.hpp>
#include <plexus/simd/stripes.hpp>

namespace plexus::simd {
namespace {

template <class K>
const K* find_kernel(const Plan& plan, std::size_t first, std::size_t end) {
  for (std::size_t k = first; k < end; ++k)
    if (const K* found = std::get_if<K>(&plan.kernels[k])) return found;
  return nullptr;
}

class Lowering {
 public:
  explicit Lowering(const Plan& plan) : plan_(plan) {}

  Lowered lower() {
    reserve();
    for (std::size_t first = 0; first < plan_.kernels.size();) {
      std::size_t end = first + 1;
      while (end < plan_.kernels.size() && !is<kernel::Begin>(end)) ++end;
      if (!begins_with_biases(first))
        keep(first, end);
      else if (is_single(first, end))
        fuse(first, end);
      else
        arrange(first, end);
      first = end;
    }
    return std::move(lowered_);
  }

 private:
  // What is done for one unit, while it is put together.
  struct Work {
    Lowered::UnitWork unit;
    Lowered::Special special{};
  };
  using Self = std::vector<kernel::Begin::Self>::const_iterator;
  using Copy = std::vector<kernel::Gain::Copy>::const_iterator;

  template <class K>
  bool is(std::size_t k) const {
    return std::holds_alternative<K>(plan_.kernels[k]);
  }

  bool begins_with_biases(std::size_t k) const {
    const auto* begin = std::get_if<kernel::Begin>(&plan_.kernels[k]);
    return begin != nullptr && begin->bias != none;
  }

  void reserve() {
    std::size_t edges = 0;
    for (const Kernel& each : plan_.kernels)
      if (const auto* sparse = std::get_if<kernel::Sparse>(&each)) edges += sparse->edges.size();
    lowered_.units.reserve(plan_.unit_count - plan_.input_count);
    lowered_.edges.reserve(edges);
  }

  // Whether the kernels of a run do nothing but a unit's own work: they can be done unit by unit.
  bool is_single(std::size_t first, std::size_t end) const {
    std::size_t sparse = 0;
    for (std::size_t k = first + 1; k < end; ++k) {
      sparse += is<kernel::Sparse>(k) ? 1 : 0;
      if (!is<kernel::Sparse>(k) && !is<kernel::Activate>(k) && !is<kernel::Masked>(k) && !is<kernel::Gain>(k))
        return false;
    }
    return sparse <= 1;
  }

  // A whole run: all that is done for a unit is done at once. No unit of a run reads what another one makes.
  void fuse(std::size_t first, std::size_t end) {
    const auto& begin = std::get<kernel::Begin>(plan_.kernels[first]);
    const auto* sparse = find_kernel<kernel::Sparse>(plan_, first, end);
    const auto* gain = find_kernel<kernel::Gain>(plan_, first, end);
    std::size_t activation = first + (sparse ? 2 : 1);
    std::size_t edge = 0;
    auto copy = gain ? gain->copies.begin() : Copy{};
    open();
    Self self = begin.selves.begin();
    for (std::uint32_t i = 0; i < begin.count; ++i) {
      Work work = start(begin, i, self);
      const std::uint32_t unit = work.unit.unit;
      if (sparse)
        for (; edge < sparse->edges.size() && sparse->edges[edge].to == unit; ++edge) add(sparse->edges[edge], work);
      if (const auto* masked = std::get_if<kernel::Masked>(&plan_.kernels[activation])) {
        activate(work, masked->activation, masked->mask);
        ++activation;
      } else {
        const auto& activate_kernel = std::get<kernel::Activate>(plan_.kernels[activation]);
        activate(work, activate_kernel.activation, 1);
        if (unit + 1 == activate_kernel.first + activate_kernel.count) ++activation;
      }
      hand_on(work, gain ? gain_of(unit, copy, gain->copies.end()) : none);
      add(work);
    }
    close();
  }

  // A run with kernels that work on many units at once: their twins, and between them what is done for single units.
  void arrange(std::size_t first, std::size_t end) {
    const auto& begin = std::get<kernel::Begin>(plan_.kernels[first]);
    const std::vector<FoundGroup> groups = find_dense_groups(plan_, first, end);
    std::vector<bool> begun(begin.count), grouped(end - first);
    for (const FoundGroup& group : groups) {
      for (const std::uint32_t k : group.kernels) grouped[k - first] = true;
      if (group.begins) std::fill_n(begun.begin() + (group.to - begin.first), group.to_count, true);
    }
    add_begin(begin, begun);
    const auto* gain = activates(first, end) == begin.count ? find_kernel<kernel::Gain>(plan_, first, end) : nullptr;
    auto copy = gain ? gain->copies.begin() : Copy{};
    const Copy copy_end = gain ? gain->copies.end() : Copy{};
    auto group = groups.begin();
    for (std::size_t k = first + 1; k < end; ++k) {
      if (group != groups.end() && group->kernels.front() == k)
        add(*group++, begin);
      else if (const auto* activate = std::get_if<kernel::Activate>(&plan_.kernels[k]))
        add_activate(*activate, copy, copy_end);
      else if (const auto* masked = std::get_if<kernel::Masked>(&plan_.kernels[k]))
        add_masked(*masked, copy, copy_end);
      else if (!grouped[k - first] && !(gain && is<kernel::Gain>(k)))
        keep(k, k + 1);
    }
  }

  // Units that Activate and Masked activate: their gains are handed on there. Other kernels do not know of gains.
  std::size_t activates(std::size_t first, std::size_t end) const {
    std::size_t units = 0;
    for (std::size_t k = first; k < end; ++k) {
      if (const auto* activate = std::get_if<kernel::Activate>(&plan_.kernels[k])) units += activate->count;
      if (is<kernel::Masked>(k)) ++units;
    }
    return units;
  }

  void keep(std::size_t first, std::size_t end) {
    for (std::size_t k = first; k < end; ++k) {
      if (const auto* sparse = std::get_if<kernel::Sparse>(&plan_.kernels[k]))
        add_sparse(*sparse);
      else
        lowered_.operations.push_back({static_cast<std::uint32_t>(k)});
    }
  }

  void add_begin(const kernel::Begin& begin, const std::vector<bool>& begun) {
    if (std::ranges::all_of(begun, [](bool each) { return each; })) return;
    open();
    Self self = begin.selves.begin();
    for (std::uint32_t i = 0; i < begin.count; ++i)
      if (!begun[i]) add(start(begin, i, self));
    close();
  }

  void add_sparse(const kernel::Sparse& sparse) {
    open();
    for (auto edge = sparse.edges.begin(); edge != sparse.edges.end();) {
      Work work{{.unit = edge->to}};
      for (; edge != sparse.edges.end() && edge->to == work.unit.unit; ++edge) add(*edge, work);
      add(work);
    }
    close();
  }

  // The row of the gain that hands on the output of this unit, or none. `copy` is the first copy from this unit on.
  static std::uint32_t gain_of(std::uint32_t unit, Copy& copy, Copy end) {
    return copy != end && copy->unit == unit ? (copy++)->gain : none;
  }

  void add_masked(const kernel::Masked& masked, Copy& copy, Copy copy_end) {
    open();
    Work work{{.unit = masked.unit}};
    activate(work, masked.activation, masked.mask);
    hand_on(work, gain_of(masked.unit, copy, copy_end));
    add(work);
    close();
  }

  // As stripes: neighbours whose gains are neighbours too, or that have none.
  void add_activate(const kernel::Activate& kernel, Copy& copy, Copy copy_end) {
    const std::uint32_t end = kernel.first + kernel.count;
    std::uint32_t gain = gain_of(kernel.first, copy, copy_end);
    for (std::uint32_t unit = kernel.first; unit < end;) {
      Work work{{.unit = unit}};
      activate(work, kernel.activation, 1);
      hand_on(work, gain);
      const std::uint32_t first_gain = gain;
      do gain = ++unit < end ? gain_of(unit, copy, copy_end) : none;
      while (unit < end && gain == (first_gain == none ? none : first_gain + (unit - work.unit.unit)));
      lowered_.operations.push_back({.stripe = static_cast<std::uint32_t>(lowered_.stripes.size())});
      lowered_.stripes.push_back({work.unit, work.special, {}, unit - work.unit.unit});
    }
  }

  void add(const FoundGroup& group, const kernel::Begin& begin) {
    const auto first = static_cast<std::uint32_t>(lowered_.dense_kernels.size());
    lowered_.dense_kernels.insert(lowered_.dense_kernels.end(), group.kernels.begin(), group.kernels.end());
    const auto end = static_cast<std::uint32_t>(lowered_.dense_kernels.size());
    const std::uint32_t bias = group.begins ? begin.bias + (group.to - begin.first) : none;
    const auto nth = static_cast<std::uint32_t>(lowered_.dense_groups.size());
    lowered_.dense_groups.push_back({first, end, bias});
    if (is_neighbour(nth))
      ++lowered_.operations.back().end_dense_group;
    else
      lowered_.operations.push_back({.dense_group = nth, .end_dense_group = nth + 1});
  }

  // Whether this group, the last one, can be done together with those of the last operation.
  bool is_neighbour(std::uint32_t nth) const {
    if (lowered_.operations.empty()) return false;
    const Lowered::Operation& last = lowered_.operations.back();
    if (last.dense_group == none || nth - last.dense_group == most_neighbouring_groups) return false;
    const Lowered::DenseGroup &before = lowered_.dense_groups[nth - 1], &group = lowered_.dense_groups[nth];
    const std::uint32_t count = group.end - group.first;
    if (before.end - before.first != count || (before.bias == none) != (group.bias == none)) return false;
    for (std::uint32_t k = 0; k < count; ++k) {
      const kernel::Dense &a = dense(before.first + k), &b = dense(group.first + k);
      if (a.from != b.from || a.from_count != b.from_count || a.late != b.late || a.to_count < few_dense_targets ||
          a.to_count != b.to_count || a.to + a.to_count != b.to)
        return false;
    }
    return true;
  }
  const kernel::Dense& dense(std::uint32_t position) const {
    return std::get<kernel::Dense>(plan_.kernels[lowered_.dense_kernels[position]]);
  }

  // The work of the i-th unit of a run as it begins. `self` is the first self-connection from this unit on.
  static Work start(const kernel::Begin& begin, std::uint32_t i, Self& self) {
    Work work{{.unit = begin.first + i, .bias = begin.bias + i}};
    if (self != begin.selves.end() && self->unit == work.unit.unit) {
      work.special.self_weight = self->weight;
      work.special.self_gain = self->gain;
      work.special.late_self_gain = self->late_gain;
      work.unit.special = true;
      ++self;
    }
    return work;
  }

  static void activate(Work& work, Activation activation, double mask) {
    work.unit.activation = activation;
    work.unit.activates = true;
    work.special.mask = mask;
    work.unit.special = work.unit.special || mask != 1;
  }

  static void hand_on(Work& work, std::uint32_t gain) {
    work.special.gain = gain;
    work.unit.special = work.unit.special || gain != none;
  }

  void add(const kernel::Sparse::Edge& edge, Work& work) {
    lowered_.edges.push_back({edge.from, edge.weight, edge.gain, edge.late, edge.late_gain});
    work.unit.gated = work.unit.gated || edge.gain != none;
  }

  // Adds the work of a unit, whose edges are the last ones.
  void add(Work work) {
    Lowered::UnitWork& unit = work.unit;
    const auto first_edge = lowered_.units.empty() ? 0 : lowered_.units.back().edge_end;
    const auto order = [&](const Lowered::Edge& edge) { return fast_order(edge.from, unit.unit); };
    std::ranges::sort(lowered_.edges.begin() + first_edge, lowered_.edges.end(), {}, order);
    unit.edge_end = static_cast<std::uint32_t>(lowered_.edges.size());
    unit.plain = unit.bias != none && unit.activates && !unit.gated && !unit.special;
    lowered_.units.push_back(unit);
    if (unit.special) lowered_.specials.push_back(work.special);
  }

  // Begins a part of a run that goes to the linear program.
  void open() { part_ = program_end(lowered_); }
  void close() { add_part(lowered_, part_); }

  const Plan& plan_;
  Lowered lowered_;
  ProgramPosition part_;
};

}  // namespace

Lowered lower(const Plan& plan) { return Lowering(plan).lower(); }

}  // namespace plexus::simd
