#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include <plexus/architect/tensor_layer.hpp>
#include <plexus/graph/group.hpp>

namespace plexus {

/// How a layer is entered: what comes from outside reaches `group`.
struct Entry {
  Group group;
  std::optional<Group> gate = {};       ///< multiplies what arrives, one gating unit for each unit of `group`
  std::optional<Pattern> pattern = {};  ///< the only pattern that makes sense here, if there is one
  std::optional<Weights> weights = {};  ///< the only weights that make sense here, if there are
  std::optional<UnitPairs> pairs = {};  ///< the only connections that make sense here, one from each unit outside
  std::optional<Weights> start = {};    ///< the weights when none are given, if not Weights{}
};

/// A part of a network: groups, of which some receive what comes from outside and one is what others connect from.
/// A handle: copies mean the same groups. A group or a node is a layer of its own.
///
/// A tensor layer, such as Conv2D, makes its groups when it knows the shape of what reaches it. It can be connected
/// like any other, or called: `Conv2D({.filters = 8})(image)`; each call is one more use of the same weights.
class Layer {
 public:
  /// `groups` in the order in which they are computed; `exit` is one of them, or a group of them in the given order.
  Layer(std::vector<Group> groups, std::vector<Entry> entries, std::vector<Group> exits);
  Layer(Group group);  // NOLINT: meant to convert
  explicit Layer(std::shared_ptr<TensorLayer> tensor_layer) : tensor_layer_(std::move(tensor_layer)) {}

  const std::vector<Group>& groups() const { return tensor_layer_ ? tensor_layer_->groups() : groups_; }
  /// Throws Error for a tensor layer that nothing reaches yet.
  std::vector<Group> exits() const;
  std::vector<Tensor> outputs() const;  ///< the same with the masks that travel with them

  /// Uses a tensor layer. Throws Error for any other, which is connected. The first of what it puts out, or all.
  Tensor operator()(const Tensor& input) const { return call({input}).front(); }
  Tensor operator()(const std::vector<Tensor>& inputs) const { return call(inputs).front(); }
  std::vector<Tensor> call(const std::vector<Tensor>& inputs) const;

  /// What makes it a tensor layer; null for any other.
  const std::shared_ptr<TensorLayer>& tensor_layer() const noexcept { return tensor_layer_; }
  std::size_t size() const;  ///< units that others connect from

  /// Connects what this layer puts out to `to`, in the way in which that layer is entered (see Group::connect).
  std::vector<Projection> connect(const Layer& to, std::optional<Pattern> pattern = {},
                                  std::optional<Weights> weights = {}) const;

  /// Connects `from` to every entry of this layer. Throws Error, and changes nothing, when the sizes do not fit. A
  /// tensor layer takes neither pattern nor weights, and says what does not fit when it is built.
  std::vector<Projection> accept(const Group& from, std::optional<Pattern> pattern = {},
                                 std::optional<Weights> weights = {}) const;

  /// Lets what this layer puts out gate projections (see Group::gate). Throws Error for a layer with several exits.
  void gate(const Projection& projection, Gating gating) const;
  void gate(const std::vector<Projection>& projections, Gating gating) const;

  /// Removes the connections from what this layer puts out to all groups of `to`, and with `both_ways` those back.
  void disconnect(const Layer& to, bool both_ways = false) const;

  /// Changes all groups of this layer. Returns this handle.
  const Layer& set(const GroupChange& change) const;

 private:
  Group only_exit() const;
  void feed(const Tensor& input, bool chosen) const;

  std::vector<Group> groups_;
  std::vector<Entry> entries_;
  std::vector<Group> exits_;
  std::shared_ptr<TensorLayer> tensor_layer_;
};

}  // namespace plexus
