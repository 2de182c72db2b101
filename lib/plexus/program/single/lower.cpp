#include <plexus/program/single/lower.hpp>

#include <algorithm>
#include <span>
#include <utility>

#include <plexus/program/single/arrange.hpp>
#include <plexus/program/single/draft.hpp>

namespace plexus::single {
namespace {

using Kind = Operation::Kind;

class Lowering {
 public:
  Lowering(const Draft& draft, Arrangement arrangement) : draft_(draft), arrangement_(std::move(arrangement)) {}

  std::shared_ptr<const Pass> lower(const Plan& plan) {
    pass_->input_count = plan.input_count;
    number_rows();
    pass_->operations.reserve(arrangement_.stretches.size());
    pass_->rows.reserve(draft_.edges.size() + draft_.edges.size() / 2 + draft_.units.size());
    pass_->gathered.reserve(draft_.edges.size() + draft_.edges.size() / 2 + 2 * draft_.units.size());
    for (const Stretch& stretch : arrangement_.stretches) emit(stretch);
    place_dense_weights();
    for (std::uint32_t i = plan.unit_count - plan.output_count; i < plan.unit_count; ++i)
      pass_->outputs.push_back(arrangement_.row_of[i]);
    pass_->row_count = next_row_ + tile;  // vectors may read beyond the last row that counts
    return std::move(pass_);
  }

 private:
  // --- Rows -------------------------------------------------------------------------------------------------------

  std::uint32_t take_rows(std::uint32_t count) { return std::exchange(next_row_, next_row_ + (count + 15) / 16 * 16); }

  void number_rows() {
    const auto unit_rows = static_cast<std::uint32_t>(arrangement_.unit_of.size());
    next_row_ = unit_rows;
    zero_ = take_rows(2);
    pass_->one = zero_ + 1;
    pass_->sum_offset = take_rows(unit_rows);
    remember_outputs();
    number_gains();
  }

  // A unit overwrites its output when it is computed. Who wants that of the step before, and comes later in the order
  // of the pass though it comes earlier in the network, reads a copy.
  void remember_outputs() {
    std::uint32_t first = none, end = 0;
    const auto reads = [&](std::uint32_t source) {
      const std::uint32_t at = arrangement_.row_of[source];
      if (at >= first_old_row_) return;
      first = std::min(first, at);
      end = std::max(end, at + 1);
    };
    for (const Stretch& stretch : arrangement_.stretches)
      for (std::uint32_t at = stretch.row; at < stretch.row + stretch.count; ++at) {
        const Draft::Unit* each = unit(arrangement_.unit_of[at]);
        if (!each) continue;
        first_old_row_ = first_old_row(stretch, at);
        for (std::uint32_t k = 0; k < each->edge_count; ++k)
          if (const Draft::Edge& edge = draft_.edges[each->first_edge + k]; edge.late) reads(edge.from);
        if (each->group == none || draft_.groups[each->group].first != arrangement_.unit_of[at]) continue;
        for (const kernel::Dense& layer : dense(each->group))
          for (std::uint32_t i = 0; layer.late && i < layer.from_count; ++i) reads(layer.from + i);
      }
    if (end == 0) return;
    first = first / 16 * 16;
    const std::uint32_t before = take_rows(end - first);
    late_offset_ = before - first;
    pass_->copies.push_back({first, before, end - first});
  }

  // The first row that is still that of the step before while the unit in row `at` adds up what it receives.
  static std::uint32_t first_old_row(const Stretch& stretch, std::uint32_t at) {
    switch (stretch.kind) {
      case Stretch::Kind::units:
        return stretch.row + (at - stretch.row) / slice * slice;
      case Stretch::Kind::band:
        return stretch.row + stretch.count;
      default:
        return stretch.row;
    }
  }

  // Gains that are read before their gating unit is computed keep a value of their own; the others are its output.
  void number_gains() {
    std::vector<bool> is_read_late(draft_.gaters.size());
    const auto reads = [&](std::uint32_t gain, bool late) {
      if (gain != none && late) is_read_late[gain] = true;
    };
    for (const Draft::Edge& edge : draft_.edges) reads(edge.gain, edge.late_gain);
    for (const auto& self : draft_.selves) reads(index_of_gain(self.gain), self.late_gain);
    for (const kernel::Dense& dense : draft_.dense)
      for (std::uint32_t i = 0; dense.gating && i < gain_count(dense); ++i)
        reads(index_of_gain(dense.gain) + i, dense.late_gain);

    std::vector<std::pair<std::uint32_t, std::uint32_t>> kept;  // row of the gating unit, gain
    for (std::uint32_t gain = 0; gain < draft_.gaters.size(); ++gain) {
      const std::uint32_t gater = draft_.gaters[gain];
      if (gater == none || is_read_late[gain]) kept.emplace_back(gater == none ? none : row(gater, false), gain);
    }
    std::ranges::sort(kept);  // so that the gains of neighbours are neighbours
    pass_->gain_count = static_cast<std::uint32_t>(kept.size());
    pass_->first_gain = take_rows(pass_->gain_count);
    kept_gains_.assign(draft_.gaters.size(), none);
    std::uint32_t next = pass_->first_gain;
    for (const auto& [from, gain] : kept) {
      if (from != none) copy(from, next);
      kept_gains_[gain] = next++;
    }
  }

  void copy(std::uint32_t from, std::uint32_t to) {
    if (!pass_->copies.empty()) {
      auto& last = pass_->copies.back();
      if (from == last.from + last.count && to == last.to + last.count) {
        ++last.count;
        return;
      }
    }
    pass_->copies.push_back({from, to, 1});
  }

  static std::uint32_t gain_count(const kernel::Dense& dense) {
    return dense.gating == Gating::source ? dense.from_count : dense.to_count;
  }
  std::uint32_t index_of_gain(std::uint32_t plan_row) const {
    return plan_row == none ? none : plan_row - draft_.first_gain_row;
  }
  std::uint32_t row(std::uint32_t unit, bool late) const {
    const std::uint32_t at = arrangement_.row_of[unit];
    return at + (late && at < first_old_row_ ? late_offset_ : 0);
  }
  // The row of a gain, or `otherwise` when there is none.
  std::uint32_t gain_row(std::uint32_t gain, bool late, std::uint32_t otherwise) const {
    if (gain == none) return otherwise;
    const std::uint32_t gater = draft_.gaters[gain];
    return late || gater == none ? kept_gains_[gain] : row(gater, false);
  }

  // --- Units with their own sources -------------------------------------------------------------------------------

  void emit(const Stretch& stretch) {
    switch (stretch.kind) {
      case Stretch::Kind::layers:
        emit_layers(stretch);
        break;
      case Stretch::Kind::layer:
        emit_layer(stretch);
        break;
      case Stretch::Kind::band:
        if (emit_band(stretch)) break;
        [[fallthrough]];
      case Stretch::Kind::units:
        emit_slices(stretch, stretch.gated, true);
        break;
    }
    if (stretch.masked) emit_masks(stretch);
  }

  Operation operation(Kind kind, const Stretch& stretch) const {
    return {.kind = kind,
            .activation = stretch.activation,
            .first = stretch.row,
            .count = stretch.count,
            .row = static_cast<std::uint32_t>(pass_->rows.size()),
            .weight = static_cast<std::uint32_t>(pass_->gathered.size())};
  }

  void emit_slices(const Stretch& stretch, bool gated, bool activates) {
    Operation made = operation(gated ? Kind::gated_slices : Kind::slices, stretch);
    made.count = (stretch.count + slice - 1) / slice;
    made.activates = activates;
    made.keeps_sum = gated;
    pass_->operations.push_back(made);
    for (std::uint32_t i = 0; i < made.count; ++i) {
      const std::uint32_t* units = arrangement_.unit_of.data() + stretch.row + std::size_t{i} * slice;
      first_old_row_ = first_old_row(stretch, stretch.row + i * slice);
      if (gated)
        emit_gated_slice(units);
      else
        emit_slice(units);
    }
  }

  const Draft::Unit* unit(std::uint32_t index) const { return index == none ? nullptr : &draft_.units[index]; }

  std::uint32_t round_count(const std::uint32_t* units) const {
    std::uint32_t rounds = 0;
    for (std::uint32_t lane = 0; lane < slice; ++lane)
      if (const auto* each = unit(units[lane])) rounds = std::max(rounds, each->edge_count);
    return rounds;
  }

  void emit_biases(const std::uint32_t* units) {
    for (std::uint32_t lane = 0; lane < slice; ++lane)
      pass_->gathered.push_back(units[lane] == none ? none : draft_.units[units[lane]].bias);
  }

  void emit_slice(const std::uint32_t* units) {
    const std::uint32_t rounds = round_count(units);
    pass_->rows.push_back(rounds);
    emit_biases(units);
    std::size_t row_at = pass_->rows.size(), weight_at = pass_->gathered.size();
    pass_->rows.resize(row_at + rounds * slice, zero_);
    pass_->gathered.resize(weight_at + rounds * slice, none);
    for (std::uint32_t lane = 0; lane < slice; ++lane) {
      const auto* each = unit(units[lane]);
      if (!each) continue;
      // At the end of the rounds, so that the sum is ready soon after the last source is.
      const Draft::Edge* edge = draft_.edges.data() + each->first_edge;
      for (std::uint32_t k = rounds - each->edge_count; k < rounds; ++k, ++edge) {
        pass_->rows[row_at + k * slice + lane] = row(edge->from, edge->late);
        pass_->gathered[weight_at + k * slice + lane] = edge->weight;
      }
    }
  }

  void emit_gated_slice(const std::uint32_t* units) {
    const std::uint32_t rounds = round_count(units);
    bool has_self = false;
    for (std::uint32_t lane = 0; lane < slice; ++lane)
      if (const auto* each = unit(units[lane])) has_self = has_self || each->self != none;
    pass_->rows.push_back(2 * rounds + has_self);
    emit_biases(units);
    if (has_self) emit_selves(units);
    for (std::uint32_t k = 0; k < rounds; ++k) {
      const auto edge = [&](std::uint32_t lane) {
        const auto* each = unit(units[lane]);
        const std::uint32_t padding = each ? rounds - each->edge_count : rounds;
        return k >= padding ? &draft_.edges[each->first_edge + k - padding] : nullptr;
      };
      for (std::uint32_t lane = 0; lane < slice; ++lane) {
        const Draft::Edge* each = edge(lane);
        pass_->rows.push_back(each ? row(each->from, each->late) : zero_);
        pass_->gathered.push_back(each ? each->weight : none);
      }
      for (std::uint32_t lane = 0; lane < slice; ++lane) {
        const Draft::Edge* each = edge(lane);
        pass_->rows.push_back(each ? gain_row(each->gain, each->late_gain, pass_->one) : pass_->one);
      }
    }
  }

  void emit_selves(const std::uint32_t* units) {
    const auto self = [&](std::uint32_t lane) {
      const auto* each = unit(units[lane]);
      return each && each->self != none ? &draft_.selves[each->self] : nullptr;
    };
    for (std::uint32_t lane = 0; lane < slice; ++lane) {
      const auto* each = self(lane);
      pass_->rows.push_back(each ? row(each->unit, false) + pass_->sum_offset : zero_);
      pass_->gathered.push_back(each ? each->weight : none);
    }
    for (std::uint32_t lane = 0; lane < slice; ++lane) {
      const auto* each = self(lane);
      pass_->rows.push_back(each ? gain_row(index_of_gain(each->gain), each->late_gain, pass_->one) : pass_->one);
    }
  }

  // --- Bands ------------------------------------------------------------------------------------------------------

  // Whether the rows that row_of_lane gives for each of `count` lanes are neighbours.
  template <class RowOfLane>
  static bool are_neighbours(std::uint32_t count, RowOfLane row_of_lane) {
    const std::uint32_t first = row_of_lane(0);
    for (std::uint32_t lane = 1; lane < count; ++lane)
      if (row_of_lane(lane) != (first == none ? none : first + lane)) return false;
    return true;
  }

  // Nothing when the sources are no neighbours in the order of the pass.
  bool emit_band(const Stretch& stretch) {
    const auto unit_at = [&](std::uint32_t lane) -> const Draft::Unit& {
      return draft_.units[arrangement_.unit_of[stretch.row + lane]];
    };
    const Draft::Unit& first = unit_at(0);
    first_old_row_ = first_old_row(stretch, stretch.row);
    const auto source = [&](std::uint32_t k) {
      return [&, k](std::uint32_t lane) {
        const Draft::Edge& edge = draft_.edges[unit_at(lane).first_edge + k];
        return row(edge.from, edge.late);
      };
    };
    const auto gain = [&](std::uint32_t k) {
      return [&, k](std::uint32_t lane) {
        const Draft::Edge& edge = draft_.edges[unit_at(lane).first_edge + k];
        return gain_row(edge.gain, edge.late_gain, none);
      };
    };
    const auto self_gain = [&](std::uint32_t lane) {
      const auto& self = draft_.selves[unit_at(lane).self];
      return gain_row(index_of_gain(self.gain), self.late_gain, none);
    };
    for (std::uint32_t k = 0; k < first.edge_count; ++k)
      if (!are_neighbours(stretch.count, source(k)) || !are_neighbours(stretch.count, gain(k))) return false;
    if (first.self != none && !are_neighbours(stretch.count, self_gain)) return false;

    Operation made = operation(Kind::band, stretch);
    const auto emit_weights = [&](auto parameter) {
      for (std::uint32_t lane = 0; lane < stretch.count; ++lane) pass_->gathered.push_back(parameter(unit_at(lane)));
      pass_->gathered.resize(pass_->gathered.size() + made.count - stretch.count, none);
    };
    made.count = padded(stretch.count);
    made.rounds = first.edge_count;
    made.has_self = made.keeps_sum = first.self != none;
    emit_weights([](const Draft::Unit& each) { return each.bias; });
    if (made.has_self) {
      made.gain = self_gain(0);
      emit_weights([&](const Draft::Unit& each) { return draft_.selves[each.self].weight; });
    }
    for (std::uint32_t k = 0; k < first.edge_count; ++k) {
      pass_->rows.push_back(source(k)(0));
      pass_->rows.push_back(gain(k)(0));
      emit_weights([&](const Draft::Unit& each) { return draft_.edges[each.first_edge + k].weight; });
    }
    pass_->operations.push_back(made);
    return true;
  }

  // --- Layers -----------------------------------------------------------------------------------------------------

  std::span<const kernel::Dense> dense(std::uint32_t group) const {
    return std::span(draft_.dense)
        .subspan(draft_.first_dense[group], draft_.first_dense[group + 1] - draft_.first_dense[group]);
  }

  // Groups one behind the other that read the same sources.
  void emit_layers(const Stretch& stretch) {
    Operation made = begin_dense(stretch, dense(draft_.units[arrangement_.unit_of[stretch.row]].group));
    for (std::uint32_t column = 0; column < stretch.count;) {
      const Draft::Unit& first = draft_.units[arrangement_.unit_of[stretch.row + column]];
      pack_dense(made, column, dense(first.group), first.bias);
      column += draft_.groups[first.group].count;
    }
    if (stretch.mixed) {
      made.kind = Kind::mixed_dense;
      for (std::uint32_t column = 0; column < stretch.count; column += mixed_width)
        pass_->rows.push_back(
            static_cast<std::uint32_t>(draft_.units[arrangement_.unit_of[stretch.row + column]].activation));
    }
    end_dense(made);
  }

  void emit_layer(const Stretch& stretch) {
    const std::uint32_t* units = arrangement_.unit_of.data() + stretch.row;
    const Draft::Unit& first = draft_.units[*units];
    bool has_edges = false, has_selves = false, is_mixed = false;
    for (std::uint32_t i = 0; i < stretch.count; ++i) {
      const Draft::Unit& each = draft_.units[units[i]];
      has_edges = has_edges || each.edge_count > 0;
      has_selves = has_selves || each.self != none;
      is_mixed = is_mixed || each.activation != first.activation;
    }
    if (has_edges || has_selves) emit_slices(stretch, true, false);

    const auto all = dense(first.group);
    const auto plain = static_cast<std::size_t>(
        std::ranges::find(all, std::optional(Gating::target), &kernel::Dense::gating) - all.begin());
    bool from_sum = has_edges || has_selves;
    for (std::size_t k = 0; k < all.size();) {
      const auto part = all.subspan(k, k < plain ? plain : 1);
      k += part.size();
      Operation made = begin_dense(stretch, part);
      made.from_sum = from_sum;
      made.activates = k == all.size() && !is_mixed;
      made.keeps_sum = has_selves || !made.activates;
      pack_dense(made, 0, part, first.bias);
      end_dense(made);
      from_sum = true;
    }
    if (is_mixed) emit_activations(stretch);
  }

  void emit_activations(const Stretch& stretch) {
    Operation made = operation(Kind::activate, stretch);
    for (std::uint32_t i = 0; i < stretch.count; ++i) {
      const Activation activation = draft_.units[arrangement_.unit_of[stretch.row + i]].activation;
      if (i > 0 && activation == made.activation) {
        ++pass_->operations.back().count;
        continue;
      }
      made.activation = activation;
      made.first = stretch.row + i;
      made.count = 1;
      pass_->operations.push_back(made);
    }
  }

  // Emits what a dense layer reads before it starts, and its list of sources.
  Operation begin_dense(const Stretch& stretch, std::span<const kernel::Dense> layers) {
    std::vector<std::uint32_t> sources;
    first_old_row_ = first_old_row(stretch, stretch.row);
    for (const kernel::Dense& each : layers) {
      const std::uint32_t begin = each.gating == Gating::source ? emit_gated_sources(each) : none;
      for (std::uint32_t i = 0; i < each.from_count; ++i)
        sources.push_back(begin == none ? row(each.from + i, each.late) : begin + i);
    }
    const bool gated = layers.front().gating == Gating::target;
    const std::uint32_t gain = gated ? row_of_target_gains(layers.front()) : none;
    Operation made = operation(Kind::dense, stretch);
    made.count = padded(stretch.count);
    made.rounds = static_cast<std::uint32_t>(sources.size());
    made.weight = dense_weights_;
    made.gain = gain;
    pass_->rows.insert(pass_->rows.end(), sources.begin(), sources.end());
    return made;
  }

  std::uint32_t emit_product(std::uint32_t count) {
    Operation made{.kind = Kind::product, .count = count, .row = static_cast<std::uint32_t>(pass_->rows.size())};
    made.first = take_rows(count);
    pass_->operations.push_back(made);
    return made.first;
  }

  std::uint32_t emit_gated_sources(const kernel::Dense& dense) {
    const std::uint32_t first = emit_product(dense.from_count);
    for (std::uint32_t i = 0; i < dense.from_count; ++i) {
      pass_->rows.push_back(row(dense.from + i, dense.late));
      pass_->rows.push_back(gain_row(index_of_gain(dense.gain) + i, dense.late_gain, none));
    }
    return first;
  }

  std::uint32_t row_of_target_gains(const kernel::Dense& dense) {
    const auto gain = [&](std::uint32_t lane) {
      return gain_row(index_of_gain(dense.gain) + lane, dense.late_gain, none);
    };
    if (are_neighbours(dense.to_count, gain)) return gain(0);
    const std::uint32_t first = emit_product(dense.to_count);
    for (std::uint32_t i = 0; i < dense.to_count; ++i) {
      pass_->rows.push_back(gain(i));
      pass_->rows.push_back(pass_->one);
    }
    return first;
  }

  // Where the weights of some columns go: first the biases, then tile by tile all sources.
  void pack_dense(const Operation& made, std::uint32_t column, std::span<const kernel::Dense> layers,
                  std::uint32_t bias) {
    const std::uint32_t count = layers.front().to_count;
    if (!made.from_sum) pass_->blocks.push_back({made.weight + column, 0, bias, 0, 1, count});
    const std::uint32_t weights = made.weight + (made.from_sum ? 0 : made.count);
    for (std::uint32_t at = column; at < column + count;) {
      const std::uint32_t first = at / tile * tile, width = std::min(tile, made.count - first);
      const std::uint32_t end = std::min(first + width, column + count);
      std::uint32_t packed = weights + first * made.rounds + (at - first);
      for (const kernel::Dense& each : layers) {
        pass_->blocks.push_back({packed, width, each.weight + at - column, count, each.from_count, end - at});
        packed += each.from_count * width;
      }
      at = end;
    }
  }

  void end_dense(Operation made) {
    if (made.from_sum || made.keeps_sum || !made.activates || made.gain != none) made.kind = Kind::any_dense;
    dense_weights_ += made.count * made.rounds + (made.from_sum ? 0 : made.count);
    dense_weights_ = (dense_weights_ + 15) / 16 * 16;
    pass_->operations.push_back(made);
  }

  static bool is_dense(Kind kind) {
    return kind == Kind::dense || kind == Kind::mixed_dense || kind == Kind::any_dense;
  }

  // The weights of layers come behind all others.
  void place_dense_weights() {
    const std::uint32_t begin = (static_cast<std::uint32_t>(pass_->gathered.size()) + 15) / 16 * 16;
    for (Operation& each : pass_->operations)
      if (is_dense(each.kind)) each.weight += begin;
    for (Pass::Block& each : pass_->blocks) each.packed += begin;
    pass_->packed_count = begin + dense_weights_;
  }

  void emit_masks(const Stretch& stretch) {
    Operation made = operation(Kind::scale, stretch);
    made.weight = static_cast<std::uint32_t>(pass_->masks.size());
    for (std::uint32_t i = 0; i < stretch.count; ++i) {
      const auto* each = unit(arrangement_.unit_of[stretch.row + i]);
      pass_->masks.push_back(each ? each->mask : 1);
    }
    pass_->operations.push_back(made);
  }

  const Draft& draft_;
  Arrangement arrangement_;
  std::shared_ptr<Pass> pass_ = std::make_shared<Pass>();
  std::uint32_t next_row_ = 0;
  std::uint32_t zero_ = 0;
  std::uint32_t first_old_row_ = 0;        // while a unit is emitted, see first_old_row
  std::uint32_t late_offset_ = 0;          // from the row of an output to its copy
  std::vector<std::uint32_t> kept_gains_;  // row of each gain that keeps a value of its own
  std::uint32_t dense_weights_ = 0;        // packed numbers
};

}  // namespace

std::shared_ptr<const Pass> lower(const Plan& plan) {
  const auto draft = read(plan);
  if (!draft) return nullptr;
  return Lowering(*draft, arrange(*draft, plan.input_count)).lower(plan);
}

}  // namespace plexus::single
