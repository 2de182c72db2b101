#include <plexus/simd/lowered.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace plexus::simd {
namespace {

class Lowering {
 public:
  explicit Lowering(const Plan& plan) : plan_(plan) {}

  Lowered lower() {
    const auto is_begin = [this](std::size_t k) { return std::holds_alternative<kernel::Begin>(plan_.kernels[k]); };
    for (std::size_t first = 0; first < plan_.kernels.size();) {
      std::size_t end = first + 1;
      while (end < plan_.kernels.size() && !is_begin(end)) ++end;
      if (is_begin(first) && is_single(first, end))
        fuse(first, end);
      else
        keep(first, end);
      first = end;
    }
    return std::move(lowered_);
  }

 private:
  // Whether the kernels of a run do nothing but a unit's own work: they can be done unit by unit.
  bool is_single(std::size_t first, std::size_t end) const {
    std::size_t sparse = 0;
    for (std::size_t k = first; k < end; ++k) {
      const Kernel& each = plan_.kernels[k];
      sparse += std::holds_alternative<kernel::Sparse>(each) ? 1 : 0;
      if (!std::holds_alternative<kernel::Begin>(each) && !std::holds_alternative<kernel::Sparse>(each) &&
          !std::holds_alternative<kernel::Activate>(each) && !std::holds_alternative<kernel::Masked>(each) &&
          !std::holds_alternative<kernel::Gain>(each))
        return false;
    }
    return sparse <= 1;
  }

  // A whole run: all that is done for a unit is done at once. No unit of a run reads what another one makes.
  void fuse(std::size_t first, std::size_t end) {
    const auto& begin = std::get<kernel::Begin>(plan_.kernels[first]);
    const kernel::Sparse* sparse = nullptr;
    const kernel::Gain* gain = nullptr;
    std::size_t activation = first + 1;
    for (std::size_t k = end; k-- > first + 1;) {
      const Kernel& each = plan_.kernels[k];
      if (std::holds_alternative<kernel::Sparse>(each)) {
        sparse = &std::get<kernel::Sparse>(each);
        continue;
      }
      if (std::holds_alternative<kernel::Gain>(each)) {
        gain = &std::get<kernel::Gain>(each);
        continue;
      }
      activation = k;
    }
    Lowered::Operation& operation = open();
    auto self = begin.selves.begin();
    std::size_t edge = 0, copy = 0;
    for (std::uint32_t unit = begin.first; unit < begin.first + begin.count; ++unit) {
      Lowered::UnitWork work{unit, begin.bias + (unit - begin.first), 0, Activation::identity, true, false, false,
                             false};
      Lowered::Special special;
      if (self != begin.selves.end() && self->unit == unit) {
        special.self_weight = self->weight;
        special.self_gain = self->gain;
        work.special = true;
        ++self;
      }
      if (sparse)
        for (; edge < sparse->edges.size() && sparse->edges[edge].to == unit; ++edge) add(sparse->edges[edge], work);
      if (const auto* masked = std::get_if<kernel::Masked>(&plan_.kernels[activation])) {
        work.activation = masked->activation;
        special.mask = masked->mask;
        work.special = true;
        ++activation;
      } else {
        const auto& activate = std::get<kernel::Activate>(plan_.kernels[activation]);
        work.activation = activate.activation;
        if (unit + 1 == activate.first + activate.count) ++activation;
      }
      if (gain && copy < gain->copies.size() && gain->copies[copy].unit == unit) {
        special.gain = gain->copies[copy++].gain;
        work.special = true;
      }
      add(work, special);
    }
    operation.end_unit_work = static_cast<std::uint32_t>(lowered_.units.size());
  }

  // A run with kernels that work on many units at once: their twins, and between them what is done for single units.
  void keep(std::size_t first, std::size_t end) {
    for (std::size_t k = first; k < end; ++k) {
      const Kernel& each = plan_.kernels[k];
      if (const auto* begin = std::get_if<kernel::Begin>(&each))
        add_begin(*begin);
      else if (const auto* sparse = std::get_if<kernel::Sparse>(&each))
        add_sparse(*sparse);
      else if (const auto* masked = std::get_if<kernel::Masked>(&each))
        add_masked(*masked);
      else
        lowered_.operations.push_back({static_cast<std::uint32_t>(k)});
    }
  }

  void add_begin(const kernel::Begin& begin) {
    Lowered::Operation& operation = open();
    auto self = begin.selves.begin();
    for (std::uint32_t i = 0; i < begin.count; ++i) {
      Lowered::UnitWork work{begin.first + i, begin.bias + i, 0, Activation::identity, false, false, false, false};
      Lowered::Special special;
      if (self != begin.selves.end() && self->unit == work.unit) {
        special.self_weight = self->weight;
        special.self_gain = self->gain;
        work.special = true;
        ++self;
      }
      add(work, special);
    }
    operation.end_unit_work = static_cast<std::uint32_t>(lowered_.units.size());
  }

  void add_sparse(const kernel::Sparse& sparse) {
    Lowered::Operation& operation = open();
    for (auto edge = sparse.edges.begin(); edge != sparse.edges.end();) {
      Lowered::UnitWork work{edge->to, none, 0, Activation::identity, false, false, false, false};
      for (; edge != sparse.edges.end() && edge->to == work.unit; ++edge) add(*edge, work);
      add(work, {});
    }
    operation.end_unit_work = static_cast<std::uint32_t>(lowered_.units.size());
  }

  void add_masked(const kernel::Masked& masked) {
    Lowered::Operation& operation = open();
    add({masked.unit, none, 0, masked.activation, true, false, true, false}, {.mask = masked.mask});
    operation.end_unit_work = static_cast<std::uint32_t>(lowered_.units.size());
  }

  // The stretch of the linear program that is being written.
  Lowered::Operation& open() {
    if (lowered_.operations.empty() || lowered_.operations.back().kernel != none) {
      const auto size = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
      lowered_.operations.push_back({none, size(lowered_.units), size(lowered_.edges), size(lowered_.specials), 0});
    }
    return lowered_.operations.back();
  }

  void add(const kernel::Sparse::Edge& edge, Lowered::UnitWork& work) {
    lowered_.edges.push_back({edge.from, edge.weight, edge.gain});
    work.gated = work.gated || edge.gain != none;
  }

  // Adds the work of a unit, whose edges are the last ones. What is computed last is added last: the sum of a unit that
  // waits for another one is then all but done.
  void add(Lowered::UnitWork work, const Lowered::Special& special) {
    const auto first_edge = lowered_.units.empty() ? 0 : lowered_.units.back().edge_end;
    const auto when = [&](const Lowered::Edge& edge) {
      return std::pair(edge.from < work.unit, edge.from);  // what carries the step before has long been computed
    };
    std::ranges::sort(lowered_.edges.begin() + first_edge, lowered_.edges.end(), {}, when);
    work.edge_end = static_cast<std::uint32_t>(lowered_.edges.size());
    work.plain = work.bias != none && work.activates && !work.gated && !work.special;
    lowered_.units.push_back(work);
    if (work.special) lowered_.specials.push_back(special);
  }

  const Plan& plan_;
  Lowered lowered_;
};

}  // namespace

Lowered lower(const Plan& plan) { return Lowering(plan).lower(); }

}  // namespace plexus::simd
