#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <plexus/program/single/unit_operations.hpp>

namespace plexus::single {

/// Emits the operations of units that share their sources.
class LayerOperations {
  using Kind = Operation::Kind;

 public:
  LayerOperations(const Draft& draft, const Arrangement& arrangement, RowNumbers& rows, UnitOperations& units,
                  Pass& pass)
      : draft_(draft), arrangement_(arrangement), rows_(rows), units_(units), pass_(pass) {}

  /// Groups one behind the other that read the same sources.
  void emit_layers(const Stretch& stretch) {
    Operation made = begin_dense(stretch, draft_.dense_of(draft_.units[arrangement_.unit_of[stretch.row]].group));
    for (std::uint32_t column = 0; column < stretch.count;) {
      const Draft::Unit& first = draft_.units[arrangement_.unit_of[stretch.row + column]];
      pack_dense(made, column, draft_.dense_of(first.group), first.bias);
      column += draft_.groups[first.group].count;
    }
    if (stretch.mixed) {
      made.kind = Kind::mixed_dense;
      for (std::uint32_t column = 0; column < stretch.count; column += mixed_width)
        pass_.rows.push_back(
            static_cast<std::uint32_t>(draft_.units[arrangement_.unit_of[stretch.row + column]].activation));
    }
    end_dense(made);
  }

  /// A group that also receives something else, or in several ways.
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
    if (has_edges || has_selves) units_.emit_slices(stretch, true, false);

    const auto all = draft_.dense_of(first.group);
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

  /// The weights of layers come behind all others.
  void place_dense_weights() {
    const std::uint32_t begin = (static_cast<std::uint32_t>(pass_.gathered.size()) + 15) / 16 * 16;
    for (Operation& each : pass_.operations)
      if (is_dense(each.kind)) each.weight += begin;
    for (Pass::Block& each : pass_.blocks) each.packed += begin;
    pass_.packed_count = begin + dense_weights_;
  }

 private:
  static bool is_dense(Kind kind) {
    return kind == Kind::dense || kind == Kind::mixed_dense || kind == Kind::any_dense;
  }

  void emit_activations(const Stretch& stretch) {
    Operation made = begin_operation(Kind::activate, stretch, pass_);
    for (std::uint32_t i = 0; i < stretch.count; ++i) {
      const Activation activation = draft_.units[arrangement_.unit_of[stretch.row + i]].activation;
      if (i > 0 && activation == made.activation) {
        ++pass_.operations.back().count;
        continue;
      }
      made.activation = activation;
      made.first = stretch.row + i;
      made.count = 1;
      pass_.operations.push_back(made);
    }
  }

  // Emits what a dense layer reads before it starts, and its list of sources.
  Operation begin_dense(const Stretch& stretch, std::span<const kernel::Dense> layers) {
    std::vector<std::uint32_t> sources;
    rows_.ask_for(stretch, stretch.row);
    for (const kernel::Dense& each : layers) {
      const std::uint32_t begin = each.gating == Gating::source ? emit_gated_sources(each) : none;
      for (std::uint32_t i = 0; i < each.from_count; ++i)
        sources.push_back(begin == none ? rows_.output(each.from + i, each.late) : begin + i);
    }
    const bool gated = layers.front().gating == Gating::target;
    const std::uint32_t gain = gated ? row_of_target_gains(layers.front()) : none;
    Operation made = begin_operation(Kind::dense, stretch, pass_);
    made.count = padded(stretch.count);
    made.rounds = static_cast<std::uint32_t>(sources.size());
    made.weight = dense_weights_;
    made.gain = gain;
    pass_.rows.insert(pass_.rows.end(), sources.begin(), sources.end());
    return made;
  }

  std::uint32_t emit_product(std::uint32_t count) {
    Operation made{.kind = Kind::product, .count = count, .row = static_cast<std::uint32_t>(pass_.rows.size())};
    made.first = rows_.take(count);
    pass_.operations.push_back(made);
    return made.first;
  }

  std::uint32_t emit_gated_sources(const kernel::Dense& dense) {
    const std::uint32_t first = emit_product(dense.from_count);
    for (std::uint32_t i = 0; i < dense.from_count; ++i) {
      pass_.rows.push_back(rows_.output(dense.from + i, dense.late));
      pass_.rows.push_back(rows_.gain(rows_.index_of_gain(dense.gain) + i, dense.late_gain, none));
    }
    return first;
  }

  std::uint32_t row_of_target_gains(const kernel::Dense& dense) {
    const auto gain = [&](std::uint32_t lane) {
      return rows_.gain(rows_.index_of_gain(dense.gain) + lane, dense.late_gain, none);
    };
    if (are_neighbours(dense.to_count, gain)) return gain(0);
    const std::uint32_t first = emit_product(dense.to_count);
    for (std::uint32_t i = 0; i < dense.to_count; ++i) {
      pass_.rows.push_back(gain(i));
      pass_.rows.push_back(pass_.one);
    }
    return first;
  }

  // Where the weights of some columns go: first the biases, then tile by tile all sources.
  void pack_dense(const Operation& made, std::uint32_t column, std::span<const kernel::Dense> layers,
                  std::uint32_t bias) {
    const std::uint32_t count = layers.front().to_count;
    if (!made.from_sum) pass_.blocks.push_back({made.weight + column, 0, bias, 0, 1, count});
    const std::uint32_t weights = made.weight + (made.from_sum ? 0 : made.count);
    for (std::uint32_t at = column; at < column + count;) {
      const std::uint32_t first = at / tile * tile, width = std::min(tile, made.count - first);
      const std::uint32_t end = std::min(first + width, column + count);
      std::uint32_t packed = weights + first * made.rounds + (at - first);
      for (const kernel::Dense& each : layers) {
        pass_.blocks.push_back({packed, width, each.weight + at - column, count, each.from_count, end - at});
        packed += each.from_count * width;
      }
      at = end;
    }
  }

  void end_dense(Operation made) {
    if (made.from_sum || made.keeps_sum || !made.activates || made.gain != none) made.kind = Kind::any_dense;
    dense_weights_ += made.count * made.rounds + (made.from_sum ? 0 : made.count);
    dense_weights_ = (dense_weights_ + 15) / 16 * 16;
    pass_.operations.push_back(made);
  }

  const Draft& draft_;
  const Arrangement& arrangement_;
  RowNumbers& rows_;
  UnitOperations& units_;
  Pass& pass_;
  std::uint32_t dense_weights_ = 0;  // packed numbers
};

}  // namespace plexus::single
