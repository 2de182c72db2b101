#include <plexus/simd/stripes.hpp>

#include <algorithm>
#include <utility>

namespace plexus::simd {
namespace {

std::uint32_t count_of(const auto& list) { return static_cast<std::uint32_t>(list.size()); }

// Whether a row or parameter is the one `distance` after the first, or both are none.
bool follows(std::uint32_t first, std::uint32_t index, std::uint32_t distance) {
  return first == none ? index == none : index == first + distance;
}

bool follows(const Lowered::Edge& first, const Lowered::Edge& edge, std::uint32_t distance) {
  return edge.from == first.from + distance && edge.weight == first.weight + distance &&
         follows(first.gain, edge.gain, distance) && edge.late == first.late && edge.late_gain == first.late_gain;
}

bool follows(const Lowered::Special& first, const Lowered::Special& special, std::uint32_t distance) {
  return follows(first.self_weight, special.self_weight, distance) &&
         follows(first.self_gain, special.self_gain, distance) && follows(first.gain, special.gain, distance) &&
         special.late_self_gain == first.late_self_gain && special.mask == 1;
}

// What the linear program has from `begin` on becomes a stretch, or goes on with the last one.
void add_stretch(Lowered& lowered, ProgramPosition begin) {
  const auto is_stretch = [](const Lowered::Operation& each) {
    return each.kernel == none && each.dense_group == none && each.stripe == none;
  };
  if (lowered.operations.empty() || !is_stretch(lowered.operations.back()))
    lowered.operations.push_back(
        {.first_unit_work = begin.unit_work, .first_edge = begin.edge, .first_special = begin.special});
  lowered.operations.back().end_unit_work = count_of(lowered.units);
  lowered.operations.back().end_special = count_of(lowered.specials);
}

// A part of the linear program, taken out of it.
class Part {
 public:
  Part(Lowered& lowered, ProgramPosition begin)
      : lowered_(lowered),
        units_(take(lowered.units, begin.unit_work)),
        edges_(take(lowered.edges, begin.edge)),
        specials_(take(lowered.specials, begin.special)) {
    for (Lowered::UnitWork& work : units_) work.edge_end -= begin.edge;
  }

  void add_all() {
    while (next_.unit_work < units_.size()) {
      const std::uint32_t count = stripe_length();
      if (count >= smallest_stripe)
        add_stripe(count);
      else
        add_units(std::max(count, 1U));
    }
  }

 private:
  template <class Each>
  static std::vector<Each> take(std::vector<Each>& list, std::uint32_t first) {
    std::vector<Each> taken(list.begin() + first, list.end());
    list.resize(first);
    return taken;
  }

  const Lowered::UnitWork& unit() const { return units_[next_.unit_work]; }
  std::uint32_t edge_count() const { return unit().edge_end - next_.edge; }

  // How many units from the next on make a stripe.
  std::uint32_t stripe_length() const {
    const Lowered::UnitWork& first = unit();
    if (first.plain || (first.special && specials_[next_.special].mask != 1)) return 0;
    std::uint32_t distance = 1;
    while (next_.unit_work + distance < units_.size() && goes_on(first, distance)) ++distance;
    return distance;
  }

  // Whether the unit at this distance does the same as the first; those between them do.
  bool goes_on(const Lowered::UnitWork& first, std::uint32_t distance) const {
    const Lowered::UnitWork& work = units_[next_.unit_work + distance];
    const std::uint32_t edges = edge_count(), begin = next_.edge + distance * edges;
    if (work.unit != first.unit + distance || !follows(first.bias, work.bias, distance) ||
        work.edge_end != begin + edges || work.activates != first.activates ||
        (work.activates && work.activation != first.activation) || work.special != first.special)
      return false;
    if (work.special && !follows(specials_[next_.special], specials_[next_.special + distance], distance)) return false;
    for (std::uint32_t e = 0; e < edges; ++e)
      if (!follows(edges_[next_.edge + e], edges_[begin + e], distance)) return false;
    return true;
  }

  void add_stripe(std::uint32_t count) {
    const auto edge = edges_.begin() + next_.edge;
    lowered_.operations.push_back({.stripe = count_of(lowered_.stripes)});
    lowered_.stripes.push_back(
        {unit(), unit().special ? specials_[next_.special] : Lowered::Special{}, {edge, edge + edge_count()}, count});
    skip(count, [](const Lowered::UnitWork&) {});
  }

  void add_units(std::uint32_t count) {
    const ProgramPosition begin = program_end(lowered_);
    skip(count, [&](Lowered::UnitWork work) {
      lowered_.edges.insert(lowered_.edges.end(), edges_.begin() + next_.edge, edges_.begin() + work.edge_end);
      if (work.special) lowered_.specials.push_back(specials_[next_.special]);
      work.edge_end = count_of(lowered_.edges);
      lowered_.units.push_back(work);
    });
    add_stretch(lowered_, begin);
  }

  template <class Visit>
  void skip(std::uint32_t count, Visit visit) {
    for (; count > 0; --count) {
      const Lowered::UnitWork& work = unit();
      visit(work);
      next_ = {next_.unit_work + 1, work.edge_end, next_.special + (work.special ? 1U : 0U)};
    }
  }

  Lowered& lowered_;
  std::vector<Lowered::UnitWork> units_;
  std::vector<Lowered::Edge> edges_;
  std::vector<Lowered::Special> specials_;
  ProgramPosition next_;
};

}  // namespace

ProgramPosition program_end(const Lowered& lowered) {
  return {count_of(lowered.units), count_of(lowered.edges), count_of(lowered.specials)};
}

void add_part(Lowered& lowered, ProgramPosition part) {
  // Most often there is no stripe to look for.
  const auto is_plain = [](const Lowered::UnitWork& work) { return work.plain; };
  const auto first = lowered.units.begin() + part.unit_work;
  if (std::count_if(first, lowered.units.end(), is_plain) + smallest_stripe > lowered.units.end() - first)
    return add_stretch(lowered, part);
  Part(lowered, part).add_all();
}

}  // namespace plexus::simd
