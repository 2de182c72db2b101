#include <plexus/simd/dense_groups.hpp>

#include <algorithm>
#include <variant>

namespace plexus::simd {
namespace {

// Units of a run whose sums something was added to.
class Touched {
 public:
  explicit Touched(const kernel::Begin& begin) : first_(begin.first), touched_(begin.count) {
    for (const kernel::Begin::Self& self : begin.selves) touched_[self.unit - first_] = true;
  }

  void add(const kernel::Sparse& sparse) {
    for (const kernel::Sparse::Edge& edge : sparse.edges) touched_[edge.to - first_] = true;
  }
  // Whether the targets were touched before.
  bool add(const kernel::Dense& dense) {
    const auto begin = touched_.begin() + (dense.to - first_), end = begin + dense.to_count;
    const bool before = std::find(begin, end, true) != end;
    std::fill(begin, end, true);
    return before;
  }
  void add(const kernel::Activate&) {}
  void add(const kernel::Masked&) {}
  void add(const kernel::Gain&) {}
  // A kernel that nothing here knows may add to any sum.
  template <class Kernel>
  void add(const Kernel&) {
    std::fill(touched_.begin(), touched_.end(), true);
  }

 private:
  std::uint32_t first_;
  std::vector<bool> touched_;
};

// Which group each unit of a run was last added to, and whether another kernel can still join it: a sum keeps its
// order.
class LastGroups {
 public:
  LastGroups(const Plan& plan, const kernel::Begin& begin)
      : plan_(plan), first_(begin.first), last_(begin.count, none) {}

  // The group that this kernel goes on with, or none.
  std::uint32_t find(const kernel::Dense& dense, const std::vector<FoundGroup>& groups) const {
    const std::uint32_t nth = last_[dense.to - first_];
    if (nth == none || nth < first_open_ || dense.gating) return none;
    const FoundGroup& group = groups[nth];
    if (group.to != dense.to || group.to_count != dense.to_count || group.kernels.size() == largest_dense_group)
      return none;
    // What other kernels added to a part of these sums stands between.
    const auto begin = last_.begin() + (dense.to - first_);
    if (!std::all_of(begin, begin + dense.to_count, [=](std::uint32_t each) { return each == nth; })) return none;
    std::uint32_t sources = dense.from_count;
    for (const std::uint32_t k : group.kernels) sources += std::get<kernel::Dense>(plan_.kernels[k]).from_count;
    return sources <= dense_sources_at_once ? nth : none;
  }

  void set(const kernel::Dense& dense, std::uint32_t group) {
    std::fill_n(last_.begin() + (dense.to - first_), dense.to_count, group);
  }
  // No group that there is now goes on.
  void close(const std::vector<FoundGroup>& groups) { first_open_ = static_cast<std::uint32_t>(groups.size()); }

 private:
  const Plan& plan_;
  std::uint32_t first_, first_open_ = 0;
  std::vector<std::uint32_t> last_;
};

}  // namespace

std::vector<FoundGroup> find_dense_groups(const Plan& plan, std::size_t begin, std::size_t end) {
  std::vector<FoundGroup> groups;
  Touched touched(std::get<kernel::Begin>(plan.kernels[begin]));
  LastGroups last(plan, std::get<kernel::Begin>(plan.kernels[begin]));
  for (std::size_t k = begin + 1; k < end; ++k) {
    const auto* dense = std::get_if<kernel::Dense>(&plan.kernels[k]);
    if (!dense) {
      std::visit([&](const auto& kernel) { touched.add(kernel); }, plan.kernels[k]);
      last.close(groups);
      continue;
    }
    const bool begins = !touched.add(*dense);
    const auto position = static_cast<std::uint32_t>(k);
    if (const std::uint32_t nth = last.find(*dense, groups); nth != none) {
      groups[nth].kernels.push_back(position);
    } else if (dense->gating || dense->from_count > dense_sources_at_once) {
      last.set(*dense, none);
    } else {
      last.set(*dense, static_cast<std::uint32_t>(groups.size()));
      groups.push_back({{position}, dense->to, dense->to_count, begins});
    }
  }
  return groups;
}

}  // namespace plexus::simd
