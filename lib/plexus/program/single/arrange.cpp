#include <plexus/program/single/arrange.hpp>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include <plexus/program/single/pass.hpp>

namespace plexus::single {
namespace {

constexpr std::uint32_t smallest_band = 8;              // units; fewer are as quick as slices
constexpr std::uint32_t most_detail = (1U << 20U) - 1;  // of a key

// Units that stay together: a group, a band, or one unit.
struct Item {
  std::uint64_t key = 0;  // items with the same key are computed alike
  std::uint32_t first = 0;
  std::uint32_t count = 1;
  std::uint32_t level = 0;
  Stretch like;
};

class Arranger {
 public:
  Arranger(const Draft& draft, std::uint32_t input_count) : draft_(draft), input_count_(input_count) {}

  Arrangement arrange() {
    find_alike();
    collect();
    std::ranges::sort(
        items_, [](const Item& a, const Item& b) { return std::pair(a.key, a.first) < std::pair(b.key, b.first); });
    arrangement_.row_of.resize(draft_.units.size());
    arrangement_.unit_of.reserve(4 * draft_.units.size() + 16);
    for (std::uint32_t unit = 0; unit < input_count_; ++unit) put(unit);
    for (const Item& item : items_) put(item);
    if (!arrangement_.stretches.empty()) close(arrangement_.stretches.back());
    align(16);
    return std::move(arrangement_);
  }

 private:
  void collect() {
    const auto unit_count = static_cast<std::uint32_t>(draft_.units.size());
    items_.reserve(unit_count);
    for (std::uint32_t unit = input_count_; unit < unit_count; unit += items_.back().count) {
      Item item;
      item.first = unit;
      if (const std::uint32_t group = draft_.units[unit].group; group != none) {
        item.count = draft_.groups[group].count;
        item.like.kind = first_alike_[group] != none ? Stretch::Kind::layers : Stretch::Kind::layer;
      } else {
        while (unit + item.count < unit_count && continues(unit, unit + item.count)) ++item.count;
        if (item.count >= smallest_band)
          item.like.kind = Stretch::Kind::band;
        else
          item.count = 1;
      }
      describe(item);
      items_.push_back(item);
    }
  }

  bool is_gated(const Draft::Unit& unit) const {
    return unit.self != none ||
           std::ranges::any_of(edges(unit), [](const Draft::Edge& edge) { return edge.gain != none; });
  }

  std::span<const Draft::Edge> edges(const Draft::Unit& unit) const {
    return std::span(draft_.edges).subspan(unit.first_edge, unit.edge_count);
  }
  void describe(Item& item) const {
    const Draft::Unit& unit = draft_.units[item.first];
    item.level = unit.level;
    item.like.activation = unit.activation;
    item.like.gated = is_gated(unit);
    for (std::uint32_t i = 0; i < item.count; ++i)
      if (draft_.units[item.first + i].mask != 1) item.like.masked = true;
    const bool is_layers = item.like.kind == Stretch::Kind::layers;
    const std::uint64_t activation = static_cast<std::uint64_t>(unit.activation);
    const std::uint64_t detail = std::min(is_layers ? first_alike_[unit.group] : unit.edge_count, most_detail);
    item.key = std::uint64_t{unit.level} << 32U | static_cast<std::uint64_t>(item.like.kind) << 30U |
               std::uint64_t{item.like.gated} << 29U | std::uint64_t{item.like.masked} << 28U |
               (is_layers ? detail << 8U | activation : activation << 20U | detail);
  }

  // Whether a group receives nothing but what whole layers send, ungated or with gains of the sources.
  bool is_pure(std::uint32_t group) const {
    const auto [first, count] = draft_.groups[group];
    for (std::uint32_t i = 0; i < count; ++i) {
      const Draft::Unit& unit = draft_.units[first + i];
      if (unit.self != none || unit.edge_count > 0 || unit.activation != draft_.units[first].activation) return false;
    }
    return std::ranges::none_of(draft_.dense_of(group), [](const auto& each) { return each.gating == Gating::target; });
  }

  // For each pure group the first one on its level that has the same sources.
  void find_alike() {
    const auto group_count = static_cast<std::uint32_t>(draft_.groups.size());
    first_alike_.assign(group_count, none);
    std::vector<std::uint32_t> pure;
    for (std::uint32_t group = 0; group < group_count; ++group)
      if (is_pure(group)) pure.push_back(group);
    const auto level = [&](std::uint32_t group) { return draft_.units[draft_.groups[group].first].level; };
    const auto source = [](const kernel::Dense& each) {
      return std::tuple(each.from, each.from_count, each.late, each.gating, each.gating ? each.gain : none,
                        each.gating && each.late_gain);
    };
    const auto is_less = [&](std::uint32_t a, std::uint32_t b) {
      if (level(a) != level(b)) return level(a) < level(b);
      return std::ranges::lexicographical_compare(draft_.dense_of(a), draft_.dense_of(b), {}, source, source);
    };
    std::ranges::stable_sort(pure, is_less);
    for (std::size_t k = 0; k < pure.size(); ++k)
      first_alike_[pure[k]] = k > 0 && !is_less(pure[k - 1], pure[k]) ? first_alike_[pure[k - 1]] : pure[k];
  }

  // Whether what `next` receives are the neighbours, one by one, of what `first` receives.
  bool continues(std::uint32_t first, std::uint32_t next) const {
    const Draft::Unit &a = draft_.units[first], &b = draft_.units[next];
    const std::uint32_t offset = next - first;
    const auto gains_continue = [&](std::uint32_t gain, std::uint32_t other) {
      return gain == none ? other == none : other == gain + offset;
    };
    if (b.group != none || a.level != b.level || a.activation != b.activation || a.edge_count != b.edge_count ||
        (a.self == none) != (b.self == none) || (a.self == none && a.edge_count == 0))
      return false;
    for (std::uint32_t k = 0; k < a.edge_count; ++k) {
      const Draft::Edge &x = draft_.edges[a.first_edge + k], &y = draft_.edges[b.first_edge + k];
      if (y.from != x.from + offset || y.late != x.late || y.late_gain != x.late_gain ||
          !gains_continue(x.gain, y.gain))
        return false;
    }
    if (a.self == none) return true;
    const auto &x = draft_.selves[a.self], &y = draft_.selves[b.self];
    return gains_continue(x.gain, y.gain) && x.late_gain == y.late_gain;
  }

  void put(const Item& item) {
    auto& stretches = arrangement_.stretches;
    if (stretches.empty() || !joins(item, stretches.back())) {
      if (!stretches.empty()) close(stretches.back());
      align(item.like.kind == Stretch::Kind::units ? slice : 16);
      stretches.push_back(item.like);
      stretches.back().row = next_row();
    } else if (item.like.kind == Stretch::Kind::units && item.level != level_) {
      align(slice);
    }
    if (item.like.activation != stretches.back().activation) stretches.back().mixed = true;
    level_ = item.level;
    key_ = item.key;
    for (std::uint32_t i = 0; i < item.count; ++i) put(item.first + i);
  }

  // Units of several levels make one stretch, as each slice sees what those before it stored; but masks come last.
  bool joins(const Item& item, const Stretch& last) const {
    if (item.like.kind == Stretch::Kind::layers)
      return last.kind == Stretch::Kind::layers && item.key >> 8U == key_ >> 8U &&
             (key_ >> 8U & most_detail) != most_detail &&
             (item.key == key_ || (next_row() - last.row) % mixed_width == 0);
    return item.like.kind == Stretch::Kind::units && last.kind == Stretch::Kind::units &&
           item.like.gated == last.gated && item.like.activation == last.activation &&
           item.like.masked == last.masked && (!last.masked || item.level == level_);
  }

  void close(Stretch& stretch) {
    stretch.count = next_row() - stretch.row;
    const std::uint32_t wanted =
        stretch.kind == Stretch::Kind::units ? (stretch.count + slice - 1) / slice * slice : padded(stretch.count);
    arrangement_.unit_of.resize(stretch.row + wanted, none);
  }

  std::uint32_t next_row() const { return static_cast<std::uint32_t>(arrangement_.unit_of.size()); }
  void align(std::uint32_t rows) { arrangement_.unit_of.resize((next_row() + rows - 1) / rows * rows, none); }
  void put(std::uint32_t unit) {
    arrangement_.row_of[unit] = next_row();
    arrangement_.unit_of.push_back(unit);
  }

  const Draft& draft_;
  std::uint32_t input_count_;
  std::vector<std::uint32_t> first_alike_;  // of each group; none when it is not pure
  std::vector<Item> items_;
  Arrangement arrangement_;
  std::uint32_t level_ = 0;  // of the last item
  std::uint64_t key_ = 0;
};

}  // namespace

Arrangement arrange(const Draft& draft, std::uint32_t input_count) { return Arranger(draft, input_count).arrange(); }

}  // namespace plexus::single
