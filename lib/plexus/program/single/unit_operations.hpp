#pragma once

#include <algorithm>
#include <cstdint>

#include <plexus/program/single/row_numbers.hpp>

namespace plexus::single {

/// An operation on the rows of a stretch, which reads what is emitted from now on.
inline Operation begin_operation(Operation::Kind kind, const Stretch& stretch, const Pass& pass) {
  return {.kind = kind,
          .activation = stretch.activation,
          .first = stretch.row,
          .count = stretch.count,
          .row = static_cast<std::uint32_t>(pass.rows.size()),
          .weight = static_cast<std::uint32_t>(pass.gathered.size())};
}

/// Whether the rows that row_of_lane gives for each of `count` lanes are neighbours.
template <class RowOfLane>
bool are_neighbours(std::uint32_t count, RowOfLane row_of_lane) {
  const std::uint32_t first = row_of_lane(0);
  for (std::uint32_t lane = 1; lane < count; ++lane)
    if (row_of_lane(lane) != (first == none ? none : first + lane)) return false;
  return true;
}

/// Emits the operations of units that have their own sources.
class UnitOperations {
  using Kind = Operation::Kind;

 public:
  UnitOperations(const Draft& draft, const Arrangement& arrangement, RowNumbers& rows, Pass& pass)
      : draft_(draft), arrangement_(arrangement), rows_(rows), pass_(pass) {}

  void emit_slices(const Stretch& stretch, bool gated, bool activates) {
    Operation made = begin_operation(gated ? Kind::gated_slices : Kind::slices, stretch, pass_);
    made.count = (stretch.count + slice - 1) / slice;
    made.activates = activates;
    made.keeps_sum = gated;
    pass_.operations.push_back(made);
    for (std::uint32_t i = 0; i < made.count; ++i) {
      const std::uint32_t* units = arrangement_.unit_of.data() + stretch.row + std::size_t{i} * slice;
      rows_.ask_for(stretch, stretch.row + i * slice);
      if (gated)
        emit_gated_slice(units);
      else
        emit_slice(units);
    }
  }

  /// Nothing, and false, when the sources are no neighbours in the order of the pass.
  bool emit_band(const Stretch& stretch) {
    const auto unit_at = [&](std::uint32_t lane) -> const Draft::Unit& {
      return draft_.units[arrangement_.unit_of[stretch.row + lane]];
    };
    const Draft::Unit& first = unit_at(0);
    rows_.ask_for(stretch, stretch.row);
    const auto source = [&](std::uint32_t k) {
      return [&, k](std::uint32_t lane) {
        const Draft::Edge& edge = draft_.edges[unit_at(lane).first_edge + k];
        return rows_.output(edge.from, edge.late);
      };
    };
    const auto gain = [&](std::uint32_t k) {
      return [&, k](std::uint32_t lane) {
        const Draft::Edge& edge = draft_.edges[unit_at(lane).first_edge + k];
        return rows_.gain(edge.gain, edge.late_gain, none);
      };
    };
    const auto self_gain = [&](std::uint32_t lane) {
      const auto& self = draft_.selves[unit_at(lane).self];
      return rows_.gain(rows_.index_of_gain(self.gain), self.late_gain, none);
    };
    for (std::uint32_t k = 0; k < first.edge_count; ++k)
      if (!are_neighbours(stretch.count, source(k)) || !are_neighbours(stretch.count, gain(k))) return false;
    if (first.self != none && !are_neighbours(stretch.count, self_gain)) return false;

    Operation made = begin_operation(Kind::band, stretch, pass_);
    const auto emit_weights = [&](auto parameter) {
      for (std::uint32_t lane = 0; lane < stretch.count; ++lane) pass_.gathered.push_back(parameter(unit_at(lane)));
      pass_.gathered.resize(pass_.gathered.size() + made.count - stretch.count, none);
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
      pass_.rows.push_back(source(k)(0));
      pass_.rows.push_back(gain(k)(0));
      emit_weights([&](const Draft::Unit& each) { return draft_.edges[each.first_edge + k].weight; });
    }
    pass_.operations.push_back(made);
    return true;
  }

 private:
  std::uint32_t round_count(const std::uint32_t* units) const {
    std::uint32_t rounds = 0;
    for (std::uint32_t lane = 0; lane < slice; ++lane)
      if (const auto* each = draft_.find(units[lane])) rounds = std::max(rounds, each->edge_count);
    return rounds;
  }

  void emit_biases(const std::uint32_t* units) {
    for (std::uint32_t lane = 0; lane < slice; ++lane)
      pass_.gathered.push_back(units[lane] == none ? none : draft_.units[units[lane]].bias);
  }

  void emit_slice(const std::uint32_t* units) {
    const std::uint32_t rounds = round_count(units);
    pass_.rows.push_back(rounds);
    emit_biases(units);
    std::size_t row_at = pass_.rows.size(), weight_at = pass_.gathered.size();
    pass_.rows.resize(row_at + rounds * slice, rows_.zero());
    pass_.gathered.resize(weight_at + rounds * slice, none);
    for (std::uint32_t lane = 0; lane < slice; ++lane) {
      const auto* each = draft_.find(units[lane]);
      if (!each) continue;
      // At the end of the rounds, so that the sum is ready soon after the last source is.
      const Draft::Edge* edge = draft_.edges.data() + each->first_edge;
      for (std::uint32_t k = rounds - each->edge_count; k < rounds; ++k, ++edge) {
        pass_.rows[row_at + k * slice + lane] = rows_.output(edge->from, edge->late);
        pass_.gathered[weight_at + k * slice + lane] = edge->weight;
      }
    }
  }

  void emit_gated_slice(const std::uint32_t* units) {
    const std::uint32_t rounds = round_count(units);
    bool has_self = false;
    for (std::uint32_t lane = 0; lane < slice; ++lane)
      if (const auto* each = draft_.find(units[lane])) has_self = has_self || each->self != none;
    pass_.rows.push_back(2 * rounds + has_self);
    emit_biases(units);
    if (has_self) emit_selves(units);
    for (std::uint32_t k = 0; k < rounds; ++k) {
      const auto edge = [&](std::uint32_t lane) {
        const auto* each = draft_.find(units[lane]);
        const std::uint32_t padding = each ? rounds - each->edge_count : rounds;
        return k >= padding ? &draft_.edges[each->first_edge + k - padding] : nullptr;
      };
      for (std::uint32_t lane = 0; lane < slice; ++lane) {
        const Draft::Edge* each = edge(lane);
        pass_.rows.push_back(each ? rows_.output(each->from, each->late) : rows_.zero());
        pass_.gathered.push_back(each ? each->weight : none);
      }
      for (std::uint32_t lane = 0; lane < slice; ++lane) {
        const Draft::Edge* each = edge(lane);
        pass_.rows.push_back(each ? rows_.gain(each->gain, each->late_gain, pass_.one) : pass_.one);
      }
    }
  }

  void emit_selves(const std::uint32_t* units) {
    const auto self = [&](std::uint32_t lane) {
      const auto* each = draft_.find(units[lane]);
      return each && each->self != none ? &draft_.selves[each->self] : nullptr;
    };
    for (std::uint32_t lane = 0; lane < slice; ++lane) {
      const auto* each = self(lane);
      pass_.rows.push_back(each ? rows_.output(each->unit, false) + pass_.sum_offset : rows_.zero());
      pass_.gathered.push_back(each ? each->weight : none);
    }
    for (std::uint32_t lane = 0; lane < slice; ++lane) {
      const auto* each = self(lane);
      pass_.rows.push_back(each ? rows_.gain(rows_.index_of_gain(each->gain), each->late_gain, pass_.one) : pass_.one);
    }
  }

  const Draft& draft_;
  const Arrangement& arrangement_;
  RowNumbers& rows_;
  Pass& pass_;
};

}  // namespace plexus::single
