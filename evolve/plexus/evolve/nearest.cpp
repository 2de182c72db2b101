#include <plexus/evolve/nearest.hpp>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include <plexus/core/parallel.hpp>
#include <plexus/evolve/alignment.hpp>
#include <plexus/evolve/speciate.hpp>

namespace plexus::evolve {
namespace {

constexpr std::uint32_t largest_piece = 32;  // networks

// The names of the genes of a topology. To that of a bias the activation of the unit belongs.
class GeneNames {
 public:
  explicit GeneNames(const Topology& topology)
      : ids_(topology.genes().ids()),
        disabled_(topology.genes().disabled()),
        biases_(topology.weight_index(0)),
        topology_(topology) {}

  std::size_t size() const { return ids_.size() + disabled_.size(); }
  Id operator[](std::size_t gene) const {
    if (gene >= ids_.size()) return disabled_[gene - ids_.size()];
    return gene < biases_ ? mix(ids_[gene], static_cast<Id>(topology_.units()[topology_.unit_of_bias(gene)].activation))
                          : ids_[gene];
  }

 private:
  std::span<const Id> ids_;
  std::span<const Id> disabled_;
  std::size_t biases_;
  const Topology& topology_;
};

// The genes of all representatives, and who has them.
class GenePool {
 public:
  explicit GenePool(std::span<const Network* const> representatives)
      : count_(representatives.size()), ids_(all_ids(representatives, owners_)), table_(ids_) {}

  // How many genes a topology has in common with each representative.
  std::vector<std::uint32_t> common_with(const Topology& topology) const {
    std::vector<std::uint32_t> common(count_);
    const GeneNames names(topology);
    for (std::size_t gene = 0; gene < names.size(); ++gene)
      for (const std::uint32_t i : table_.find(ids_, names[gene])) ++common[owners_[i]];
    return common;
  }

 private:
  static std::vector<Id> all_ids(std::span<const Network* const> representatives, std::vector<std::uint32_t>& owners) {
    std::vector<Id> ids;
    for (std::size_t i = 0; i < representatives.size(); ++i) {
      const GeneNames names(representatives[i]->topology());
      for (std::size_t gene = 0; gene < names.size(); ++gene) {
        ids.push_back(names[gene]);
        owners.push_back(static_cast<std::uint32_t>(i));
      }
    }
    return ids;
  }

  std::size_t count_;
  std::vector<std::uint32_t> owners_;  // of the ids; stands before them, which fill it
  std::vector<Id> ids_;
  IdTable table_;
};

// One representative as seen from one topology.
struct View {
  std::uint32_t representative = 0;
  double structure = 0;                             // what differs in structure adds so much to every distance
  std::optional<std::vector<CommonRun>> runs = {};  // once they are needed
};

}  // namespace

NearestSearch::NearestSearch(std::span<const Network> networks, double threshold, const SpeciesOptions& options,
                             std::size_t threads)
    : networks_(networks),
      options_(options),
      threads_(threads),
      taken_(networks.size(), none),
      gaps_(networks.size(), threshold) {
  std::vector<std::uint32_t> all(networks.size());
  std::iota(all.begin(), all.end(), 0U);
  group(all);
}

void NearestSearch::group(const std::vector<std::uint32_t>& members) {
  std::unordered_map<const Topology*, std::uint32_t> numbers;  // of topologies, in the order of appearance
  std::vector<std::uint32_t> topology_of, counts;
  topology_of.reserve(members.size());
  for (const std::uint32_t i : members) {
    const auto number = numbers.emplace(&networks_[i].topology(), static_cast<std::uint32_t>(numbers.size())).first;
    topology_of.push_back(number->second);
    if (number->second == counts.size()) counts.push_back(0);
    ++counts[number->second];
  }
  std::vector<std::uint32_t> next;
  pieces_.clear();
  std::uint32_t begin = 0;
  for (const std::uint32_t count : counts) {
    next.push_back(begin);
    for (std::uint32_t first = 0; first < count; first += largest_piece) pieces_.push_back(begin + first);
    begin += count;
  }
  pieces_.push_back(begin);
  members_.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) members_[next[topology_of[i]]++] = members[i];
}

void NearestSearch::compare_all(std::span<const Network* const> representatives, std::uint32_t first_number) {
  const GenePool pool(representatives);
  for (const Network* each : representatives) each->topology().genes();
  parallel_for(pieces_.size() - 1, threads_, [&](std::size_t piece) {
    const auto members = std::span(members_).subspan(pieces_[piece], pieces_[piece + 1] - pieces_[piece]);
    if (members.back() < first_left_) return;
    const Topology& topology = networks_[members.front()].topology();
    std::vector<View> views(representatives.size());
    const auto common = pool.common_with(topology);
    for (std::uint32_t i = 0; i < views.size(); ++i) {
      views[i].representative = i;
      views[i].structure =
          structural_distance(gene_count(topology), gene_count(representatives[i]->topology()), common[i], options_);
    }
    // What is likely to be near comes first, so that most of the others need not be looked at.
    std::ranges::sort(views, {}, [](const View& view) { return std::pair(view.structure, view.representative); });
    for (const std::uint32_t member : members)
      for (View& view : views) {
        if (member < first_left_ || view.structure > gaps_[member]) break;
        const std::uint32_t number = first_number + view.representative;
        if (!is_nearer(member, view.structure, number)) continue;
        const Network& representative = *representatives[view.representative];
        if (!view.runs) view.runs = align_alike(topology, representative.topology());
        const double gap = distance(networks_[member], representative, *view.runs, options_);
        if (!is_nearer(member, gap, number)) continue;
        gaps_[member] = gap;
        taken_[member] = number;
      }
  });
}

// Whether a network takes the representative of this number at this distance instead of what it has.
bool NearestSearch::is_nearer(std::uint32_t member, double gap, std::uint32_t number) const {
  const std::uint32_t taken = taken_[member];
  return gap < gaps_[member] || (gap == gaps_[member] && taken != none && number < taken);
}

void NearestSearch::offer(std::span<const Network* const> representatives) {
  if (!representatives.empty()) compare_all(representatives, 0);
  offered_ = static_cast<std::uint32_t>(representatives.size());
  std::vector<std::uint32_t> left;
  for (std::uint32_t i = 0; i < taken_.size(); ++i)
    if (taken_[i] == none) left.push_back(i);
  group(left);
}

std::optional<std::size_t> NearestSearch::first_left() const {
  const auto found = std::find(taken_.begin() + static_cast<std::ptrdiff_t>(first_left_), taken_.end(), none);
  if (found == taken_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - taken_.begin());
}

void NearestSearch::offer_founder(std::size_t network) {
  taken_[network] = offered_;
  gaps_[network] = 0;
  first_left_ = network + 1;
  const Network* const founder = &networks_[network];
  if (members_.size() > 1) compare_all({&founder, 1}, offered_);
  ++offered_;
}

std::vector<std::size_t> NearestSearch::nearest() const { return {taken_.begin(), taken_.end()}; }

}  // namespace plexus::evolve
