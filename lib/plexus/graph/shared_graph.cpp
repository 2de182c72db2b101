#include <plexus/graph/shared_graph.hpp>

namespace plexus {

SharedKey::SharedKey(GroupData group)
    : shared_(std::make_shared<Shared>()), key_(shared_->graph.add_group(std::move(group))) {}

SharedKey::SharedKey(const SharedKey& sibling, Key key) : shared_(sibling.resolve().first), key_(key) {}

void SharedKey::join(const SharedKey& a, const SharedKey& b) {
  auto into = a.resolve().first, from = b.resolve().first;
  if (into == from) return;
  // The smaller into the larger: then no handle has more than log2(groups) steps to follow.
  if (into->graph.groups().size() < from->graph.groups().size()) std::swap(into, from);
  from->offset = into->graph.splice(std::move(from->graph));
  from->spliced_into = into;
}

std::pair<std::shared_ptr<SharedKey::Shared>, Key> SharedKey::resolve() const {
  std::shared_ptr<Shared> shared = shared_;
  Key key = key_;
  while (shared->spliced_into) {
    key += shared->offset;
    shared = shared->spliced_into;
  }
  return {shared, key};
}

}  // namespace plexus
