#include <plexus/program/compile.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <span>

namespace plexus {
namespace {

constexpr std::uint32_t smallest_dense_block = 4;  // connections; a smaller one is as quick as single connections

// Neighbouring units that are computed together: from `first` to before `end`.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

class Compiler {
 public:
  explicit Compiler(const Topology& topology) : topology_(topology), gain_rows_(topology.unit_count(), none) {}

  Plan compile() {
    number_gains();
    sort_incoming();
    sort_operations();
    plan_.row_count = static_cast<std::uint32_t>(2 * topology_.unit_count()) + plan_.gain_count;
    const auto inputs = static_cast<std::uint32_t>(topology_.input_count());
    if (topology_.parts().inputs_gate) emit_gains({0, inputs});
    for (Run run = next_run(inputs); run.first < run.end; run = next_run(run.end)) emit(run);
    plan_.input_count = inputs;
    plan_.output_count = static_cast<std::uint32_t>(topology_.output_count());
    plan_.unit_count = static_cast<std::uint32_t>(topology_.unit_count());
    plan_.parameter_count = static_cast<std::uint32_t>(topology_.parameter_count());
    return std::move(plan_);
  }

 private:
  const Connection& connection(std::uint32_t index) const { return topology_.connections()[index]; }

  void number_gains() {
    for (const Connection& each : topology_.connections())
      if (each.is_gated()) gain_rows_[each.gater] = 0;
    const auto first_row = static_cast<std::uint32_t>(2 * topology_.unit_count());
    for (std::uint32_t& row : gain_rows_)
      if (row != none) row = first_row + plan_.gain_count++;
  }

  // By counting: the connections into a unit stand side by side, in their order.
  void sort_incoming() {
    first_incoming_.assign(topology_.unit_count() + 1, 0);
    incoming_.resize(topology_.connection_count());
    for (const Connection& each : topology_.connections()) ++first_incoming_[each.to + 1];
    std::partial_sum(first_incoming_.begin(), first_incoming_.end(), first_incoming_.begin());
    std::vector<std::uint32_t> next(first_incoming_.begin(), first_incoming_.end() - 1);
    for (std::uint32_t i = 0; i < topology_.connection_count(); ++i) incoming_[next[connection(i).to]++] = i;
  }

  std::span<const std::uint32_t> incoming(std::uint32_t unit) const {
    return std::span(incoming_).subspan(first_incoming_[unit], first_incoming_[unit + 1] - first_incoming_[unit]);
  }

  // By the first unit of the result: operations stand side by side, in their order.
  void sort_operations() {
    for (const Operation& each : topology_.operations())
      operations_[topology_.groups()[each.result].first].push_back(&each);
  }

  const UnitGroup& group(std::uint32_t index) const { return topology_.groups()[index]; }

  // Whether an operation into the group that begins at this unit needs a value from this unit on.
  bool operation_needs(std::uint32_t unit, std::uint32_t first) const {
    const auto found = operations_.find(unit);
    if (found == operations_.end()) return false;
    return std::ranges::any_of(found->second, [&](const Operation* each) {
      return std::ranges::any_of(each->operands, [&](const OperandSource& operand) {
        return !operand.parameter && operand.index < each->result &&
               group(operand.index).first + group(operand.index).count > first;
      });
    });
  }

  // The longest run from `first` on in which no unit needs a value that the run itself makes, and all or none have a
  // bias.
  Run next_run(std::uint32_t first) const {
    Run run{first, first};
    const auto made_here = [&](std::uint32_t unit) { return unit >= run.first && unit < run.end; };
    const auto needs_run = [&](std::uint32_t index) {
      const Connection& each = connection(index);
      return made_here(each.from) || (each.is_gated() && made_here(each.gater));
    };
    while (run.end < topology_.unit_count() && std::ranges::none_of(incoming(run.end), needs_run) &&
           !operation_needs(run.end, run.first) && topology_.has_bias(run.end) == topology_.has_bias(first))
      ++run.end;
    return run;
  }

  void emit(const Run& run) {
    emit_begin(run);
    emit_operations(run);
    emit_sums(run);
    emit_activations(run);
    emit_gains(run);
  }

  void emit_begin(const Run& run) {
    const std::uint32_t bias =
        topology_.has_bias(run.first) ? static_cast<std::uint32_t>(topology_.bias_index(run.first)) : none;
    kernel::Begin begin{run.first, run.end - run.first, bias, {}};
    for (std::uint32_t unit = run.first; unit < run.end; ++unit)
      for (const std::uint32_t index : incoming(unit))
        if (const Connection& each = connection(index); each.is_self())
          begin.selves.push_back({unit, weight_of(index), gain_row(each), late_gain(each, run)});
    plan_.kernels.emplace_back(std::move(begin));
  }

  void emit_operations(const Run& run) {
    for (auto at = operations_.lower_bound(run.first); at != operations_.end() && at->first < run.end; ++at)
      for (const Operation* each : at->second) emit(*each);
  }

  void emit(const Operation& operation) {
    kernel::Operate operate{{}, {}, group(operation.result).first, plan_.row_count};
    std::vector<Shape> shapes;
    for (const auto& [parameter, index] : operation.operands) {
      const auto first = parameter ? static_cast<std::uint32_t>(topology_.tensor_index(index)) : group(index).first;
      operate.operands.push_back({first, parameter, index >= operation.result});
      shapes.push_back(parameter ? topology_.tensors()[index].shape : group(index).shape);
    }
    operate.routine = make_ready(operation.primitive, shapes, group(operation.result).shape);
    plan_.row_count += operate.routine->own_rows();
    plan_.couples_lanes = plan_.couples_lanes || operate.routine->couples_lanes();
    plan_.kernels.emplace_back(std::move(operate));
  }

  void emit_sums(const Run& run) {
    if (topology_.blocks().empty()) return emit_sparse(run);
    std::vector<std::uint32_t> indices;
    for (std::uint32_t unit = run.first; unit < run.end; ++unit)
      for (const std::uint32_t index : incoming(unit))
        if (!connection(index).is_self()) indices.push_back(index);
    std::ranges::sort(indices);

    kernel::Sparse sparse;
    const auto flush = [&] {
      // By target, so that a state stays in a register or cache; stable, so that its additions keep their order.
      std::ranges::stable_sort(sparse.edges, {}, &kernel::Sparse::Edge::to);
      if (!sparse.edges.empty()) plan_.kernels.emplace_back(std::move(sparse));
      sparse = {};
    };
    auto block = topology_.blocks().begin();
    for (std::size_t k = 0; k < indices.size();) {
      const std::uint32_t index = indices[k];
      while (block != topology_.blocks().end() && (block->first_connection < index || block->connection_count == 0))
        ++block;
      if (block != topology_.blocks().end() && block->first_connection == index) {
        if (const auto dense = as_dense(*block, run)) {
          flush();
          plan_.kernels.emplace_back(*dense);
          k += block->connection_count;
          continue;
        }
      }
      sparse.edges.push_back(edge_of(index, run));
      ++k;
    }
    flush();
  }

  // Where there are no blocks, target by target at once.
  void emit_sparse(const Run& run) {
    kernel::Sparse sparse;
    sparse.edges.reserve(first_incoming_[run.end] - first_incoming_[run.first]);
    for (std::uint32_t unit = run.first; unit < run.end; ++unit)
      for (const std::uint32_t index : incoming(unit))
        if (!connection(index).is_self()) sparse.edges.push_back(edge_of(index, run));
    if (!sparse.edges.empty()) plan_.kernels.emplace_back(std::move(sparse));
  }

  kernel::Sparse::Edge edge_of(std::uint32_t index, const Run& run) const {
    const Connection& each = connection(index);
    return {each.from, each.to, weight_of(index), gain_row(each), each.from >= run.first, late_gain(each, run)};
  }

  // A block as one dense kernel, if all of it belongs to this run, reads one step, and is gated regularly or not at
  // all.
  std::optional<kernel::Dense> as_dense(const Block& block, const Run& run) const {
    const UnitGroup& from = topology_.groups()[block.from_group];
    const UnitGroup& to = topology_.groups()[block.to_group];
    if (block.pattern != Pattern::all_to_all || block.connection_count < smallest_dense_block ||
        block.from_group == block.to_group)
      return std::nullopt;
    const bool into_run = to.first >= run.first && to.first + to.count <= run.end;
    const bool one_step = from.first >= run.first || from.first + from.count <= run.first;
    if (!into_run || !one_step) return std::nullopt;

    kernel::Dense dense{
        from.first, from.count, to.first, to.count, weight_of(block.first_connection), from.first >= run.first,
        {},         0,          false};
    const Connection& first = connection(block.first_connection);
    if (!first.is_gated()) return is_gated_like(block, {}) ? std::optional(dense) : std::nullopt;
    for (const Gating gating : {Gating::source, Gating::target}) {
      const std::uint32_t gater_count = gating == Gating::source ? from.count : to.count;
      const bool same_step = first.gater >= run.first || first.gater + gater_count <= run.first;
      if (!is_gated_like(block, gating) || !same_step) continue;
      dense.gating = gating;
      dense.gain = gain_row(first);
      dense.late_gain = late_gain(first, run);
      return dense;
    }
    return std::nullopt;
  }

  // Whether neighbouring units gate this block's sources or targets one by one, or nothing gates it.
  bool is_gated_like(const Block& block, std::optional<Gating> gating) const {
    const std::uint32_t to_count = topology_.groups()[block.to_group].count;
    const std::uint32_t first = connection(block.first_connection).gater;
    for (std::uint32_t k = 0; k < block.connection_count; ++k) {
      const std::uint32_t nth = gating == Gating::source ? k / to_count : k % to_count;
      const std::uint32_t wanted = gating ? first + nth : no_unit;
      if (connection(block.first_connection + k).gater != wanted) return false;
    }
    return true;
  }

  void emit_activations(const Run& run) {
    for (std::uint32_t first = run.first; first < run.end;) {
      const Unit& unit = topology_.units()[first];
      std::uint32_t end = first + 1;
      const auto is_alike = [&](const Unit& other) { return other.activation == unit.activation && other.mask == 1; };
      if (unit.mask != 1) {
        plan_.kernels.emplace_back(kernel::Masked{first, unit.activation, unit.mask});
      } else {
        while (end < run.end && is_alike(topology_.units()[end])) ++end;
        plan_.kernels.emplace_back(kernel::Activate{first, end - first, unit.activation});
      }
      first = end;
    }
  }

  void emit_gains(const Run& units) {
    kernel::Gain gain;
    for (std::uint32_t unit = units.first; unit < units.end; ++unit)
      if (gain_rows_[unit] != none) gain.copies.push_back({unit, gain_rows_[unit]});
    if (!gain.copies.empty()) plan_.kernels.emplace_back(std::move(gain));
  }

  std::uint32_t weight_of(std::uint32_t index) const {
    return static_cast<std::uint32_t>(topology_.weight_index(index));
  }
  std::uint32_t gain_row(const Connection& each) const { return each.is_gated() ? gain_rows_[each.gater] : none; }
  static bool late_gain(const Connection& each, const Run& run) { return each.is_gated() && each.gater >= run.first; }

  const Topology& topology_;
  std::vector<std::uint32_t> gain_rows_;                               // of each unit; none when it gates nothing
  std::vector<std::uint32_t> incoming_;                                // connections, target by target, in order
  std::vector<std::uint32_t> first_incoming_;                          // of each unit, and the end
  std::map<std::uint32_t, std::vector<const Operation*>> operations_;  // by the first unit of the result
  Plan plan_;
};

}  // namespace

Plan compile(const Topology& topology) { return Compiler(topology).compile(); }

}  // namespace plexus
