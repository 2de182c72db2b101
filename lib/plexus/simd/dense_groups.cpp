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

// The kernels that follow `k` without others between, as far as they can be added to the same sums in one go.
FoundGroup group_from(const Plan& plan, std::size_t k, std::size_t end) {
  const auto& head = std::get<kernel::Dense>(plan.kernels[k]);
  FoundGroup group{{}, head.to, head.to_count, false};
  std::uint32_t sources = 0;
  for (; k < end; ++k) {
    const auto* dense = std::get_if<kernel::Dense>(&plan.kernels[k]);
    if (!dense) break;
    if (dense->to + dense->to_count <= head.to || head.to + head.to_count <= dense->to) continue;
    sources += dense->from_count;
    if (dense->gating || dense->to != head.to || dense->to_count != head.to_count || sources > dense_sources_at_once ||
        group.kernels.size() == largest_dense_group)
      break;  // a sum keeps its order
    group.kernels.push_back(static_cast<std::uint32_t>(k));
  }
  return group;
}

}  // namespace

std::vector<FoundGroup> find_dense_groups(const Plan& plan, std::size_t begin, std::size_t end) {
  std::vector<FoundGroup> groups;
  std::vector<bool> grouped(end - begin);
  Touched touched(std::get<kernel::Begin>(plan.kernels[begin]));
  for (std::size_t k = begin + 1; k < end; ++k) {
    const auto* dense = std::get_if<kernel::Dense>(&plan.kernels[k]);
    if (!dense) {
      std::visit([&](const auto& kernel) { touched.add(kernel); }, plan.kernels[k]);
      continue;
    }
    const bool begins = !touched.add(*dense);
    if (grouped[k - begin]) continue;
    FoundGroup group = group_from(plan, k, end);
    if (group.kernels.empty()) continue;
    group.begins = begins;
    for (const std::uint32_t each : group.kernels) grouped[each - begin] = true;
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace plexus::simd
