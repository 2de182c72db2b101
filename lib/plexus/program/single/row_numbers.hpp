#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <plexus/program/single/arrange.hpp>
#include <plexus/program/single/draft.hpp>
#include <plexus/program/single/pass.hpp>

namespace plexus::single {

/// Where everything stands in the state of a pass: says so in the pass, and answers those who emit operations.
class RowNumbers {
 public:
  RowNumbers(const Draft& draft, const Arrangement& arrangement, Pass& pass)
      : draft_(draft), arrangement_(arrangement), pass_(pass) {
    const auto unit_rows = static_cast<std::uint32_t>(arrangement_.unit_of.size());
    next_row_ = unit_rows;
    zero_ = take(2);
    pass_.one = zero_ + 1;
    pass_.sum_offset = take(unit_rows);
    remember_outputs();
    number_gains();
  }

  /// Takes further rows, aligned for vectors.
  std::uint32_t take(std::uint32_t count) { return std::exchange(next_row_, next_row_ + (count + 15) / 16 * 16); }

  std::uint32_t count() const { return next_row_; }
  std::uint32_t zero() const { return zero_; }  ///< the row that is always 0

  /// Says for which unit rows are asked from now on: those of the step before depend on it.
  void ask_for(const Stretch& stretch, std::uint32_t at) { first_old_row_ = first_old_row(stretch, at); }

  /// Gains are counted from 0; a plan has rows.
  std::uint32_t index_of_gain(std::uint32_t plan_row) const {
    return plan_row == none ? none : plan_row - draft_.first_gain_row;
  }
  /// The row of a unit's output, of this step or the one before.
  std::uint32_t output(std::uint32_t unit, bool late) const {
    const std::uint32_t at = arrangement_.row_of[unit];
    return at + (late && at < first_old_row_ ? late_offset_ : 0);
  }
  /// The row of a gain, or `otherwise` when there is none.
  std::uint32_t gain(std::uint32_t index, bool late, std::uint32_t otherwise) const {
    if (index == none) return otherwise;
    const std::uint32_t gater = draft_.gaters[index];
    return late || gater == none ? kept_gains_[index] : output(gater, false);
  }

 private:
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
        const Draft::Unit* each = draft_.find(arrangement_.unit_of[at]);
        if (!each) continue;
        ask_for(stretch, at);
        for (std::uint32_t k = 0; k < each->edge_count; ++k)
          if (const Draft::Edge& edge = draft_.edges[each->first_edge + k]; edge.late) reads(edge.from);
        if (each->group == none || draft_.groups[each->group].first != arrangement_.unit_of[at]) continue;
        for (const kernel::Dense& layer : draft_.dense_of(each->group))
          for (std::uint32_t i = 0; layer.late && i < layer.from_count; ++i) reads(layer.from + i);
      }
    if (end == 0) return;
    first = first / 16 * 16;
    const std::uint32_t before = take(end - first);
    late_offset_ = before - first;
    pass_.copies.push_back({first, before, end - first});
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
      if (gater == none || is_read_late[gain]) kept.emplace_back(gater == none ? none : output(gater, false), gain);
    }
    std::ranges::sort(kept);  // so that the gains of neighbours are neighbours
    pass_.gain_count = static_cast<std::uint32_t>(kept.size());
    pass_.first_gain = take(pass_.gain_count);
    kept_gains_.assign(draft_.gaters.size(), none);
    std::uint32_t next = pass_.first_gain;
    for (const auto& [from, gain] : kept) {
      if (from != none) copy(from, next);
      kept_gains_[gain] = next++;
    }
  }

  void copy(std::uint32_t from, std::uint32_t to) {
    if (!pass_.copies.empty()) {
      auto& last = pass_.copies.back();
      if (from == last.from + last.count && to == last.to + last.count) {
        ++last.count;
        return;
      }
    }
    pass_.copies.push_back({from, to, 1});
  }

  static std::uint32_t gain_count(const kernel::Dense& dense) {
    return dense.gating == Gating::source ? dense.from_count : dense.to_count;
  }

  const Draft& draft_;
  const Arrangement& arrangement_;
  Pass& pass_;
  std::uint32_t next_row_ = 0;
  std::uint32_t zero_ = 0;
  std::uint32_t first_old_row_ = 0;        // see first_old_row
  std::uint32_t late_offset_ = 0;          // from the row of an output to its copy
  std::vector<std::uint32_t> kept_gains_;  // row of each gain that keeps a value of its own
};

}  // namespace plexus::single
