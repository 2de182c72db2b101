#include <plexus/architect/layers/recurrent.hpp>

#include <optional>
#include <utility>
#include <vector>

#include <plexus/architect/layers/recurrent_cells.hpp>
#include <plexus/architect/make_layer.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/primitive/index_maps.hpp>

namespace plexus {
namespace {

using primitive::Combine;
using primitive::Combining;
using primitive::Drawing;
using primitive::Gather;
using primitive::Select;

Group constant(LayerBuild& layer, const Shape& shape, double value, const char* part) {
  return layer.make(
      primitive::Noise{.how = Drawing::bernoulli, .shape = shape, .first = 0, .second = value, .otherwise = value}, {},
      part);
}

// A step of a sequence, without the axis of steps.
Group step_of(LayerBuild& layer, const Group& sequence, std::uint32_t step, const char* part) {
  const Shape shape = shape_of(sequence), rest(shape.begin() + 1, shape.end());
  const auto one = primitive::slice(shape, 0, step, 1);
  return layer.make(Gather{primitive::compose(one, primitive::reshape(one.shape, rest)), 0}, {sequence}, part);
}

// What is dropped from all steps of a sequence alike.
template <class Read>
Read dropped(LayerBuild& layer, const Read& group, const std::optional<Group>& noise, const char* part) {
  return noise ? layer.make(Combine{Combining::product, {}}, {group, *noise}, part) : group;
}

// Goes through a sequence with a cell.
template <class Options>
class Sequence {
 public:
  Sequence(LayerBuild& layer, const Options& options, std::span<const Tensor> inputs)
      : layer_(layer), options_(options), x_(inputs.front()), steps_(x_.shape().front()) {
    const Shape shape = x_.shape();
    if (options.dropout > 0)
      input_noise_ = layer.make(primitive::dropping(options.dropout, {shape[1]}, 0), {}, "dropout");
    const auto shapes = state_shapes(options);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      states_.push_back(inputs.size() > 1 ? inputs[i + 1].group : constant(layer, shapes[i], 0, "start"));
      if (shape_of(states_.back()) != shapes[i])
        throw Error("layer '", layer.layer(), "': state ", i, " has the shape ", in_words(shape_of(states_.back())),
                    ", wanted ", in_words(shapes[i]));
    }
    if (options.recurrent_dropout > 0)
      state_noise_ = layer.make(primitive::dropping(options.recurrent_dropout, shapes[0], 0), {}, "recurrent_dropout");
  }

  std::vector<Tensor> run() {
    for (std::uint32_t nth = 0; nth < steps_; ++nth) go(options_.go_backwards ? steps_ - 1 - nth : nth);
    std::vector<Tensor> outputs{options_.return_sequences ? Tensor{stacked(), mask_in_order()}
                                                          : Tensor{outputs_.back()}};
    if (options_.return_state)
      for (const Group& each : states_) outputs.push_back({each});
    return outputs;
  }

 private:
  void go(std::uint32_t nth) {
    const Group x = dropped(layer_, step_of(layer_, x_.group, nth, "step"), input_noise_, "step");
    States seen = states_;
    seen[0] = dropped(layer_, seen[0], state_noise_, "recalled");
    const States made = step(layer_, options_, x, seen);
    if (!x_.mask) {
      states_ = made;
      outputs_.push_back(made[0]);
      return;
    }
    const Group real = step_of(layer_, *x_.mask, nth, "real");
    const bool zeros_instead = options_.zero_output_for_mask || outputs_.empty();
    const Group otherwise = zeros_instead ? constant(layer_, shape_of(made[0]), 0, "none") : outputs_.back();
    outputs_.push_back(layer_.make(Select{}, {real, made[0], otherwise}, "output"));
    for (std::size_t i = 0; i < states_.size(); ++i)
      states_[i] = layer_.make(Select{}, {real, made[i], states_[i]}, "state");
  }

  Group stacked() {
    Shape whole = shape_of(outputs_.front());
    whole.insert(whole.begin(), steps_);
    std::optional<Group> all;
    for (std::uint32_t i = 0; i < steps_; ++i) {
      // A map of one step: its elements stand where the whole has those of step i.
      const auto one = primitive::slice(whole, 0, i, 1);
      const primitive::Scatter place{primitive::compose(one, primitive::reshape(one.shape, shape_of(outputs_[i]))),
                                     whole};
      all ? operate_into(*all, place, {outputs_[i]}) : void(all = layer_.make(place, {outputs_[i]}));
    }
    return *all;
  }

  // In the order in which the outputs were made.
  std::optional<Group> mask_in_order() {
    if (!x_.mask || !options_.go_backwards) return x_.mask;
    return layer_.make(Gather{primitive::flip({steps_}, 0), 0}, {*x_.mask}, "mask");
  }

  LayerBuild& layer_;
  const Options& options_;
  const Tensor& x_;
  std::uint32_t steps_;
  std::optional<Group> input_noise_, state_noise_;
  States states_;
  std::vector<Group> outputs_;
};

template <class Options>
std::vector<Tensor> sequence(LayerBuild& layer, const Options& options, std::span<const Tensor> inputs) {
  const std::size_t states = state_shapes(options).size();
  if (inputs.size() != 1 && inputs.size() != 1 + states)
    throw Error("layer '", layer.layer(), "' takes a sequence and perhaps ", count_of(states, "state"), ", got ",
                count_of(inputs.size(), "input"));
  require_axes(layer, inputs.front(), 2, "(steps, features)");
  return Sequence(layer, options, inputs).run();
}

template <class Options>
std::vector<Tensor> one_step(LayerBuild& layer, const Options& options, std::span<const Tensor> inputs) {
  const std::size_t states = state_shapes(options).size();
  if (inputs.size() != 1 + states)
    throw Error("layer '", layer.layer(), "' takes x and ", count_of(states, "state"), ", got ",
                count_of(inputs.size(), "input"));
  require_axes(layer, inputs.front(), 1, "(features)");
  States before;
  for (const Tensor& each : inputs.subspan(1)) before.push_back(each.group);
  const States made = step(layer, options, inputs.front().group, before);
  std::vector<Tensor> outputs{{made[0]}};
  for (const Group& each : made) outputs.push_back({each});
  return outputs;
}

template <class Options>
void visit_sequence(Options& options, OptionVisitor& visitor) {
  visitor("units", options.units);
  visitor("activation", options.activation);
  visitor("use_bias", options.use_bias);
  visitor("dropout", options.dropout);
  visitor("recurrent_dropout", options.recurrent_dropout);
  visitor("return_sequences", options.return_sequences);
  visitor("return_state", options.return_state);
  visitor("go_backwards", options.go_backwards);
  visitor("zero_output_for_mask", options.zero_output_for_mask);
}

}  // namespace

void SimpleRNNOptions::visit(OptionVisitor& visitor) { visit_sequence(*this, visitor); }
void LSTMOptions::visit(OptionVisitor& visitor) {
  visit_sequence(*this, visitor);
  visitor("recurrent_activation", recurrent_activation);
  visitor("unit_forget_bias", unit_forget_bias);
}
void GRUOptions::visit(OptionVisitor& visitor) {
  visit_sequence(*this, visitor);
  visitor("recurrent_activation", recurrent_activation);
  visitor("reset_after", reset_after);
}

Layer SimpleRNN(const SimpleRNNOptions& options) {
  return make_layer("SimpleRNN", options, sequence<SimpleRNNOptions>);
}
Layer LSTM(const LSTMOptions& options) { return make_layer("LSTM", options, sequence<LSTMOptions>); }
Layer GRU(const GRUOptions& options) { return make_layer("GRU", options, sequence<GRUOptions>); }

Layer SimpleRNNCellLayer(const SimpleRNNOptions& options) {
  return make_layer("SimpleRNNCell", options, one_step<SimpleRNNOptions>);
}
Layer LSTMCellLayer(const LSTMOptions& options) { return make_layer("LSTMCell", options, one_step<LSTMOptions>); }
Layer GRUCellLayer(const GRUOptions& options) { return make_layer("GRUCell", options, one_step<GRUOptions>); }

}  // namespace plexus
