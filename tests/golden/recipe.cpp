#include "recipe.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/hopfield.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/narx.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/architect/models/random_network.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>

namespace plexus::golden {
namespace {

// A number that JavaScript takes for "not given" when it is 0.
std::size_t size_or(const Json& options, const char* name, std::size_t usual) {
  const std::size_t size = options.value(name, std::size_t{0});
  return size == 0 ? usual : size;
}

Network build_random(const Json& args, std::uint64_t seed) {
  const std::size_t inputs = args.at(0), hidden = args.at(1), outputs = args.at(2);
  const Json options = args.size() > 3 ? args.at(3) : Json::object();
  // Neataptic adds as many as there is room for, and at least one connection for each hidden unit.
  const std::size_t changeable = hidden + outputs;
  const std::size_t forward = inputs * changeable + hidden * (hidden - 1) / 2 + hidden * outputs;
  const std::size_t connections =
      std::min(std::max(size_or(options, "connections", 2 * hidden), hidden), forward - inputs * outputs);
  const std::size_t back = std::min(size_or(options, "backconnections", 0), changeable * (changeable - 1) / 2);
  const std::size_t self = std::min(size_or(options, "selfconnections", 0), changeable);
  const std::size_t gates = std::min(size_or(options, "gates", 0), inputs * outputs + connections + back + self);
  return architect::Random(
      inputs, hidden, outputs,
      {.connections = connections, .back_connections = back, .self_connections = self, .gates = gates, .seed = seed});
}

Network build_narx(const Json& args, std::uint64_t seed) {
  const Json& hidden = args.at(1);
  const auto sizes =
      hidden.is_array() ? hidden.get<std::vector<std::size_t>>() : std::vector{hidden.get<std::size_t>()};
  return architect::NARX(args.at(0), sizes, args.at(2), args.at(3), args.at(4),
                         {.hidden = Activation::logistic, .seed = seed});
}

Network build_architecture(const std::string& name, const Json& args, std::uint64_t seed) {
  if (name == "Random") return build_random(args, seed);
  if (name == "NARX") return build_narx(args, seed);
  if (name == "Hopfield") return architect::Hopfield(args.at(0), seed);
  std::vector<std::size_t> sizes;
  architect::LSTMOptions options{.seed = seed, .cell = neataptic_lstm()};
  for (const auto& arg : args) {
    if (arg.is_number()) sizes.push_back(arg);
    if (arg.is_object())
      options = {arg.value("memoryToMemory", false),
                 arg.value("outputToMemory", false),
                 arg.value("outputToGates", false),
                 arg.value("inputToOutput", true),
                 arg.value("inputToDeep", true),
                 seed,
                 neataptic_lstm()};
  }
  if (name == "LSTM") return architect::LSTM(sizes, options);
  if (name == "GRU") return architect::GRU(sizes, seed);
  if (name == "Perceptron") return architect::Perceptron(sizes, {.hidden = Activation::logistic, .seed = seed});
  throw Error("the architecture '", name, "' is unknown");
}

struct Part {
  std::string make;
  Layer layer;
};

Layer make_layer(const std::string& make, const std::vector<std::size_t>& args) {
  if (make == "Node") return Dense(1);
  if (make == "Layer.LSTM") return LSTM(args.at(0), neataptic_lstm());
  if (make == "Layer.GRU") return GRU(args.at(0));
  if (make == "Layer.Memory") return Memory(args.at(0), args.at(1));
  if (make == "Group" || make == "Layer.Dense") return Dense(args.at(0));
  throw Error("'", make, "' is unknown");
}

// Parts that are connected, gated and set as Neataptic's methods of the same names do it.
class Builder {
 public:
  Builder(const Json& recipe, std::uint64_t seed) : recipe_(recipe), seed_(seed), random_(seed) {
    for (const Json& part : recipe.at("parts"))
      parts_.emplace(part.at("id"), Part{part.at("make"), make_layer(part.at("make"), part.at("args"))});
  }

  Network build() {
    for (const Json& call : recipe_.at("calls")) {
      const std::string name = call.at("call");
      if (name == "connect")
        connect(call);
      else if (name == "gate")
        gate(call);
      else if (name == "set")
        set(parts_.at(call.at("target")).layer, call.at("values"));
      else
        throw Error("the call '", name, "' is unknown");
    }
    std::vector<Layer> list;
    std::size_t place = 0;
    for (const auto& id : recipe_.at("construct")) {
      list.push_back(parts_.at(id).layer);
      for (const Group& group : list.back().groups()) group.set({.name = std::to_string(place++)});
    }
    return architect::Construct(list, {.seed = seed_});
  }

 private:
  void connect(const Json& call) {
    const Part &from = parts_.at(call.at("from")), &to = parts_.at(call.at("to"));
    const bool to_itself = call.at("from") == call.at("to");
    const auto pattern = pattern_of(call.at("method"), from, to, to_itself);
    std::optional<Weights> weights;
    if (const Json& weight = call.at("weight"); !weight.is_null()) {
      weights = Weights(weight.get<double>());
      if (to_itself && weight == 0) weights = weights_to_itself(to, pattern);
    } else if (to_itself && pattern == Pattern::all_to_all && is_group(to)) {
      weights = ones_to_itself(to.layer.size(), [this] { return random_.uniform(-0.1, 0.1); });
    }
    const auto made = from.layer.connect(to.layer, pattern, weights);
    if (!call.at("result").is_null()) results_[call.at("result")] = made;
  }

  static bool is_group(const Part& part) { return part.make == "Group" || part.make == "Layer.Dense"; }

  // All to all, with other weights than 1 between different units; our own layers draw those of self-connections too.
  template <class Other>
  static Weights ones_to_itself(std::size_t size, const Other& other) {
    std::vector<double> weights(size * size);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = i % (size + 1) == 0 ? 1 : other();
    return {std::move(weights)};
  }

  // A weight of 0 counts as not given for a self-connection, and that is 1.
  static Weights weights_to_itself(const Part& part, std::optional<Pattern> pattern) {
    if (part.make.starts_with("Layer.") && part.make != "Layer.Dense") return Weights(0.0);
    if (pattern.value_or(Pattern::one_to_one) == Pattern::one_to_one) return Weights(1.0);
    return pattern == Pattern::all_to_all ? ones_to_itself(part.layer.size(), [] { return 0; }) : Weights(0.0);
  }

  static std::optional<Pattern> pattern_of(const Json& method, const Part& from, const Part& to, bool to_itself) {
    if (from.make == "Node" || to.make == "Node") return std::nullopt;  // which take no method
    if (method.is_null()) {
      if (to_itself && to.make == "Layer.Dense") return Pattern::all_to_all;
      return std::nullopt;
    }
    if (method == "ONE_TO_ONE") return Pattern::one_to_one;
    if (method == "ALL_TO_ALL") return Pattern::all_to_all;
    if (method != "ALL_TO_ELSE") throw Error("the connection method ", method.dump(), " is unknown");
    return to_itself && is_group(to) ? Pattern::all_to_else : Pattern::all_to_all;
  }

  // Whether a projection has connections of units to themselves, or others.
  static bool has(const Projection& projection, bool selves) {
    const Graph& graph = projection.key().graph();
    const Key key = projection.key().key();
    const bool same = graph.source(key) == graph.target(key);
    return std::ranges::any_of(pairs_of(graph, key),
                               [=](const auto& pair) { return (same && pair[0] == pair[1]) == selves; });
  }

  void gate(const Json& call) {
    const Part& gater = parts_.at(call.at("gater"));
    const auto& list = results_.at(call.at("connections"));
    if (gater.make == "Node") {
      gate(gater, list, Gating::source);
      gate(gater, list, Gating::self);
      return;
    }
    const std::map<std::string, Gating> gatings{
        {"INPUT", Gating::target}, {"OUTPUT", Gating::source}, {"SELF", Gating::self}};
    gate(gater, list, gatings.at(call.at("method")));
  }

  static void gate(const Part& gater, const std::vector<Projection>& list, Gating gating) {
    std::vector<Projection> concerned;
    for (const Projection& each : list) {
      if (!has(each, gating == Gating::self)) continue;
      each.key().graph().ungate(each.key().key(), gating);  // as in Neataptic's JSON the last gate holds
      concerned.push_back(each);
    }
    gater.layer.gate(concerned, gating);
  }

  static void set(const Layer& layer, const Json& values) {
    GroupChange change;
    if (values.contains("bias")) change.bias = values.at("bias").get<double>();
    if (values.contains("squash")) {
      std::string name = values.at("squash");
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      change.activation = activation_named(name);
    }
    if (values.contains("type")) {
      const std::string type = values.at("type");
      change.fixed = type == "constant";
      change.role = type == "input"    ? GroupRole::input
                    : type == "output" ? GroupRole::output
                                       : GroupRole::automatic;  // Construct finds out
    }
    layer.set(change);
  }

  const Json& recipe_;
  std::uint64_t seed_;
  Random random_;
  std::map<std::string, Part> parts_;
  std::map<std::string, std::vector<Projection>> results_;
};

}  // namespace

Network build_recipe(const Json& recipe, std::uint64_t seed) {
  if (recipe.contains("architect")) return build_architecture(recipe.at("architect"), recipe.at("args"), seed);
  return Builder(recipe, seed).build();
}

}  // namespace plexus::golden
