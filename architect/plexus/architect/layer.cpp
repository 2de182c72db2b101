#include <plexus/architect/layer.hpp>

#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

Projection enter(const Group& from, const Entry& entry, std::optional<Pattern> pattern,
                 std::optional<Weights> weights) {
  if (!entry.pairs) return from.connect(entry.group, pattern, std::move(weights));
  if (from.size() != entry.pairs->size())
    throw Error("connect: this layer is entered one to one, by groups of its own size; got ", from.size(), " -> ",
                entry.pairs->size());
  return from.connect_listed(entry.group, *entry.pairs, std::move(weights));
}

}  // namespace

Layer::Layer(std::vector<Group> groups, std::vector<Entry> entries, std::vector<Group> exits)
    : groups_(std::move(groups)), entries_(std::move(entries)), exits_(std::move(exits)) {
  if (groups_.empty() || entries_.empty() || exits_.empty()) throw Error("a layer needs a group, an entry and an exit");
}

Layer::Layer(Group group) : groups_{group}, entries_{{group}}, exits_{std::move(group)} {}

std::vector<Group> Layer::exits() const {
  if (!tensor_layer_) return exits_;
  std::vector<Group> exits;
  for (const Tensor& each : tensor_layer_->outputs()) exits.push_back(each.group);
  return exits;
}

std::vector<Tensor> Layer::outputs() const {
  if (tensor_layer_) return tensor_layer_->outputs();
  std::vector<Tensor> outputs;
  for (const Group& exit : exits_) outputs.push_back({exit});
  return outputs;
}

std::vector<Tensor> Layer::call(const std::vector<Tensor>& inputs) const {
  if (!tensor_layer_) throw Error("this layer of single units cannot be called; connect to it");
  return tensor_layer_->use(inputs);
}

void Layer::feed(const Tensor& input, bool chosen) const {
  if (chosen)
    throw Error("connect: layer '", tensor_layer_->name(), "' has weights of its own, and takes no pattern or weights");
  tensor_layer_->feed(input);
}

std::size_t Layer::size() const {
  std::size_t units = 0;
  for (const Group& exit : exits()) units += exit.size();
  return units;
}

std::vector<Projection> Layer::connect(const Layer& to, std::optional<Pattern> pattern,
                                       std::optional<Weights> weights) const {
  std::vector<Projection> projections;
  if (to.tensor_layer_) {
    for (const Tensor& output : outputs()) to.feed(output, pattern || weights);
    return projections;
  }
  try {
    for (const Group& exit : exits()) {
      const auto made = to.accept(exit, pattern, weights);
      projections.insert(projections.end(), made.begin(), made.end());
    }
  } catch (...) {
    for (const Projection& each : projections) each.disconnect();
    throw;
  }
  return projections;
}

std::vector<Projection> Layer::accept(const Group& from, std::optional<Pattern> pattern,
                                      std::optional<Weights> weights) const {
  std::vector<Projection> projections;
  if (tensor_layer_) {
    feed({from}, pattern || weights);
    return projections;
  }
  try {
    for (const Entry& entry : entries_) {
      const std::optional<Weights>& drawn = weights ? weights : entry.start;
      const Projection projection =
          enter(from, entry, entry.pattern ? entry.pattern : pattern, entry.weights ? entry.weights : drawn);
      projections.push_back(projection);
      if (entry.gate) entry.gate->gate(projection, Gating::target);
    }
  } catch (...) {
    for (const Projection& each : projections) each.disconnect();
    throw;
  }
  return projections;
}

void Layer::gate(const Projection& projection, Gating gating) const { only_exit().gate(projection, gating); }
void Layer::gate(const std::vector<Projection>& projections, Gating gating) const {
  only_exit().gate(projections, gating);
}

void Layer::disconnect(const Layer& to, bool both_ways) const {
  for (const Group& exit : exits())
    for (const Group& group : to.groups()) exit.disconnect(group);
  if (both_ways) to.disconnect(*this);
}

const Layer& Layer::set(const GroupChange& change) const {
  for (const Group& group : groups()) group.set(change);
  return *this;
}

Group Layer::only_exit() const {
  const std::vector<Group> all = exits();
  if (all.size() != 1) throw Error("gate: this layer has ", count_of(all.size(), "exit"), "; gate with one of them");
  return all.front();
}

}  // namespace plexus
