#include <plexus/architect/model.hpp>

#include <algorithm>
#include <set>

#include <plexus/core/error.hpp>
#include <plexus/graph/order.hpp>

namespace plexus {

Tensor Input(const Shape& shape, const std::string& name) {
  return {shaped_group(shape, {.activation = Activation::identity, .role = GroupRole::input, .name = name})};
}

namespace architect {
namespace {

// Whether a group cannot stand last: something reads it, the layer that made it keeps it to itself, or it is an input.
bool is_used(const Group& group) {
  return !group.outgoing().empty() || !group.graph().gated(group.key().key()).empty() ||
         group.data().role == GroupRole::input || group.data().role == GroupRole::hidden;
}

std::vector<Group> output_groups(const std::vector<Tensor>& outputs) {
  if (outputs.empty()) throw Error("Model: got no outputs; list the tensors that the network is to put out");
  std::vector<Group> groups;
  for (const auto& [group, mask] : outputs) {
    const bool copied = is_used(group) || std::ranges::count(outputs, group, &Tensor::group) > 1;
    groups.push_back(copied ? operate(primitive::Combine{}, {group},
                                      {.activation = Activation::identity, .role = GroupRole::output, .name = "output"})
                            : group);
  }
  for (const Group& each : groups) SharedKey::join(groups.front().key(), each.key());
  return groups;
}

// All groups that these need, in an order in which they can be computed.
std::vector<Group> needed(const std::vector<Group>& outputs) {
  const Graph& graph = outputs.front().graph();
  std::set<Key> found;
  std::vector<Key> open;
  const auto want = [&](Key key) {
    if (found.insert(key).second) open.push_back(key);
  };
  for (const Group& each : outputs) want(each.key().key());
  while (!open.empty()) {
    const Key key = open.back();
    open.pop_back();
    for (const Key projection : graph.incoming(key)) {
      want(graph.source(projection));
      for (const auto& gate : {graph.projection(projection).gate, graph.projection(projection).self_gate})
        if (gate) want(gate->group);
    }
  }
  std::vector<Group> groups;
  for (const Key key : execution_order(graph))
    if (found.contains(key)) groups.emplace_back(SharedKey(outputs.front().key(), key));
  return groups;
}

}  // namespace

Network Model(const std::vector<Tensor>& inputs, const std::vector<Tensor>& outputs, const ConstructOptions& options) {
  const std::vector<Group> last = output_groups(outputs);
  const std::vector<Group> all = needed(last);
  std::vector<Group> listed;
  const auto is_end = [&](const Group& group) {
    return std::ranges::find(last, group) != last.end() ||
           std::ranges::find(inputs, group, &Tensor::group) != inputs.end();
  };
  for (const auto& [group, mask] : inputs) listed.push_back(group);
  for (const Group& each : all) {
    if (is_end(each)) continue;
    if (each.incoming().empty() && each.data().operations.empty())
      throw Error("Model: the outputs need '", each.data().name, "' of shape ", in_words(shape_of(each)),
                  ", which is not among the inputs; list it");
    listed.push_back(each);
  }
  listed.insert(listed.end(), last.begin(), last.end());
  ConstructOptions part = options;
  part.whole = false;
  return Construct(listed, part);
}

Network Sequential(const Tensor& input, const std::vector<Layer>& layers, const ConstructOptions& options) {
  Tensor made = input;
  for (const Layer& each : layers) made = each(made);
  return Model({input}, {made}, options);
}

}  // namespace architect
}  // namespace plexus
