#include "keras_replay.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <plexus/architect/layer_table.hpp>
#include <plexus/architect/model.hpp>
#include <plexus/program/program.hpp>

#include "keras_golden.hpp"

namespace plexus::testing {
namespace {

using Json = nlohmann::json;

// A layer as a network of its own, and what Keras gave it.
class Replay {
 public:
  explicit Replay(const Json& keras)
      : keras_(keras), layer_(layer_named(keras["layer"].get<std::string>(), config_of_call(keras).dump())) {}

  void run() {
    add_inputs();
    const std::vector<Tensor> outputs = layer_.call(tensors_);
    add_outputs(outputs);
    Network network = architect::Model(given_, made_);
    put_weights(network);
    pass(network);
  }

 private:
  // Arguments of Keras's call are options here, and tensors among them further inputs.
  static Json config_of_call(const Json& keras) {
    Json config = Json::object();  // without what training alone is concerned with
    for (const auto& [name, value] : keras["config"].items())
      if (!name.ends_with("_regularizer") && !name.ends_with("_constraint")) config[name] = value;
    const Json call = keras.value("call", Json::object());
    for (const auto& [name, value] : call.items())
      if (name != "mask") config[name] = value.is_boolean() ? value : Json(true);
    return config;
  }

  void add_inputs() {
    for (std::size_t i = 0; i < keras_["inputs"].size(); ++i) {
      Tensor input = add(keras_activity(keras_["inputs"][i]), "input");
      if (keras_.contains("masks") && !keras_["masks"][i].is_null())
        input.mask = add(keras_activity(keras_["masks"][i]), "mask").group;
      tensors_.push_back(input);
    }
    const Json states = keras_.value("initial_state", Json::array());
    for (const Json& each : states) tensors_.push_back(add(keras_activity(each), "state"));
    const Json call = keras_.value("call", Json::object());
    for (const auto& [name, value] : call.items())
      if (value.is_object()) tensors_.push_back(add(keras_activity(value), name));
  }

  Tensor add(KerasTensor tensor, const std::string& name) {
    batch_ = tensor.batch;
    const Tensor input = Input(tensor.shape, name);
    given_.push_back(input);
    numbers_.push_back(std::move(tensor));
    return input;
  }

  void add_outputs(const std::vector<Tensor>& outputs) {
    REQUIRE(outputs.size() == keras_["outputs"].size());
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      made_.push_back({outputs[i].group});
      wanted_.push_back(keras_activity(keras_["outputs"][i]));
      CHECK(outputs[i].shape() == wanted_.back().shape);
    }
    if (!keras_.contains("output_mask")) return;
    Json masks = keras_["output_mask"];
    if (!masks.is_array()) masks = Json::array({masks});
    for (std::size_t i = 0; i < masks.size(); ++i) {
      CHECK(outputs[i].mask.has_value() == !masks[i].is_null());
      if (masks[i].is_null() || !outputs[i].mask) continue;
      made_.push_back({*outputs[i].mask});
      wanted_.push_back(keras_activity(masks[i]));
    }
  }

  // Which parameter tensor of a network each weight of the layer is.
  std::size_t tensor_of(const Network& network, std::size_t weight) const {
    const auto& tensors = network.topology().tensors();
    const auto& [name, parameter] = layer_.tensor_layer()->weights().all.at(weight);
    const auto found = std::ranges::find(tensors, layer_.tensor_layer()->name() + "/" + name, &ParameterTensor::name);
    return static_cast<std::size_t>(found - tensors.begin());
  }

  void put_weights(Network& network) {
    const Json weights = keras_.value("weights", Json::array());
    REQUIRE(layer_.tensor_layer()->weights().all.size() == weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const KerasTensor weight = keras_weight(weights[i]);
      CHECK(layer_.tensor_layer()->weights().all[i].second->shape == weight.shape);
      CHECK(layer_.tensor_layer()->weights().all[i].second->trainable == weights[i].value("trainable", true));
      const std::size_t tensor = tensor_of(network, i);
      if (tensor == network.topology().tensors().size()) continue;  // nothing that is asked for needs it
      REQUIRE(network.tensor(tensor).size() == weight.values.size());
      std::ranges::copy(weight.values, network.tensor(tensor).begin());
    }
  }

  void pass(Network& network) {
    const auto program = network.topology().program<double>();
    const Pass pass{.training = keras_.value("training", false), .drawn = keras_.contains("noise")};
    std::vector<double> state(program->state_size(batch_));
    program->reset(state);
    std::size_t row = 0;
    for (const KerasTensor& each : numbers_) row = put(each, row, state);
    if (pass.drawn) put_noise(network, program->plan(), state);
    const std::vector<double> before = state;
    program->forward(network.parameters(), state, batch_, Arithmetic::exact, pass);
    row = program->first_output_row();
    for (const KerasTensor& each : wanted_) {
      check_numbers(get(element_count(each.shape), row, state), each.values);
      row += element_count(each.shape);
    }
    check_gradients(network, *program, state, before, pass);
    check_update(network, *program, state);
  }

  // What Keras drew, into the rows of the one noise of the layer.
  void put_noise(const Network& network, const Plan& plan, std::vector<double>& state) const {
    const Operation* found = nullptr;
    for (const Operation& each : network.topology().operations())
      if (std::holds_alternative<primitive::Noise>(each.primitive)) found = &each;
    REQUIRE(found != nullptr);
    const auto& noise = std::get<primitive::Noise>(found->primitive);
    const std::uint32_t first = network.topology().groups()[found->result].first;
    std::size_t own = 0;
    for (const Kernel& each : plan.kernels)
      if (const auto* operate = std::get_if<kernel::Operate>(&each); operate != nullptr && operate->result == first)
        own = operate->own;
    const bool kept = keras_["noise"]["kind"] == "keep_mask";
    const KerasTensor drawn = keras_activity(keras_["noise"]);
    const auto steps = strides(drawn.shape), own_steps = strides(noise.shape);
    for (std::size_t b = 0; b < batch_; ++b)
      for (std::uint32_t e = 0; e < element_count(noise.shape); ++e) {
        std::size_t place = 0;  // of the first of those that share this number
        for (std::size_t axis = 0; axis < noise.shape.size(); ++axis)
          place += std::size_t{e / own_steps[axis] % noise.shape[axis]} * steps[axis];
        const double value = drawn.values[b * element_count(drawn.shape) + place];
        state[(own + e) * batch_ + b] = kept ? (value != 0 ? noise.second : 0) : value;
      }
  }

  void check_gradients(Network& network, const Program<double>& program, const std::vector<double>& now,
                       const std::vector<double>& before, const Pass& pass) {
    if (!keras_.contains("grads") || keras_["grads"].is_null()) return;
    std::vector<double> adjoint(now.size()), gradient(network.parameters().size());
    std::size_t row = program.first_output_row();
    for (std::size_t i = 0; i < keras_["outputs"].size(); ++i) {
      if (!keras_["cotangents"][i].is_null()) put(keras_activity(keras_["cotangents"][i]), row, adjoint);
      row += element_count(wanted_[i].shape);
    }
    program.backward(network.parameters(), now, before, adjoint, gradient, batch_, Arithmetic::exact, true, pass);
    row = 0;
    Json inputs = keras_["grads"]["inputs"];
    const Json states = keras_["grads"].value("initial_state", Json::array());
    for (const Json& each : states) inputs.push_back(each);
    for (std::size_t i = 0, nth = 0; i < inputs.size(); ++i, ++nth) {
      const std::size_t elements = element_count(numbers_[nth].shape);
      if (!inputs[i].is_null())
        check_numbers(get(elements, row, adjoint), keras_activity(inputs[i]).values, slope_tolerance());
      row += elements;
      if (tensors_.at(i).mask) row += element_count(numbers_[++nth].shape);
    }
    const Json weights = keras_["grads"].value("weights", Json::array());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const std::size_t tensor = tensor_of(network, i);
      if (weights[i].is_null() || tensor == network.topology().tensors().size()) continue;
      const std::size_t first = network.topology().tensor_index(tensor);
      const KerasTensor want = keras_weight(weights[i]);
      check_numbers({gradient.begin() + static_cast<std::ptrdiff_t>(first),
                     gradient.begin() + static_cast<std::ptrdiff_t>(first + want.values.size())},
                    want.values, slope_tolerance());
    }
  }

  void check_update(Network& network, const Program<double>& program, const std::vector<double>& state) {
    if (!keras_.contains("weights_after")) return;
    program.update(network.parameters(), state, batch_);
    for (std::size_t i = 0; i < keras_["weights_after"].size(); ++i) {
      if (keras_["weights_after"][i].is_null()) continue;
      const auto got = network.tensor(tensor_of(network, i));
      check_numbers({got.begin(), got.end()}, keras_weight(keras_["weights_after"][i]).values);
    }
  }

  // Numbers of a tensor, [sample][element], in rows of a state, [row][lane]. Returns the row behind them.
  std::size_t put(const KerasTensor& tensor, std::size_t row, std::vector<double>& state) const {
    const std::size_t elements = element_count(tensor.shape);
    for (std::size_t b = 0; b < batch_; ++b)
      for (std::size_t e = 0; e < elements; ++e) state[(row + e) * batch_ + b] = tensor.values[b * elements + e];
    return row + elements;
  }
  std::vector<double> get(std::size_t elements, std::size_t row, const std::vector<double>& state) const {
    std::vector<double> values;
    for (std::size_t b = 0; b < batch_; ++b)
      for (std::size_t e = 0; e < elements; ++e) values.push_back(state[(row + e) * batch_ + b]);
    return values;
  }

  // The slope of PyTorch's hard_sigmoid is 1 / 6 rounded to float.
  double slope_tolerance() const {
    return keras_["config"].dump().find("hard_sigmoid") == std::string::npos ? 1e-9 : 1e-8;
  }

  const Json& keras_;
  Layer layer_;
  std::vector<Tensor> tensors_;       // of the call
  std::vector<Tensor> given_, made_;  // inputs and outputs of the network: tensors and masks
  std::vector<KerasTensor> numbers_, wanted_;
  std::size_t batch_ = 1;
};

}  // namespace

void replay_keras(const Json& keras_case) { Replay(keras_case).run(); }

}  // namespace plexus::testing
