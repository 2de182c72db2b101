// Networks built here, compared unit by unit and connection by connection with those that Neataptic built.

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/perceptron.hpp>

#include "support/golden.hpp"

namespace plexus {
namespace {

using Json = nlohmann::json;

Layer make_part(const Json& part) {
  const std::string make = part.at("make");
  const std::vector<std::size_t> args = part.at("args");
  if (make == "Layer.LSTM") return LSTM(args.at(0), neataptic_lstm());
  if (make == "Layer.GRU") return GRU(args.at(0));
  if (make == "Layer.Memory") return Memory(args.at(0), args.at(1));
  return Dense(make == "Node" ? 1 : args.at(0));
}

Network build_parts(const Json& recipe) {
  std::map<std::string, Layer> parts;
  std::map<std::string, std::vector<Projection>> results;
  for (const auto& part : recipe.at("parts")) parts.emplace(part.at("id"), make_part(part));
  const std::map<std::string, Pattern> patterns{
      {"ALL_TO_ALL", Pattern::all_to_all}, {"ALL_TO_ELSE", Pattern::all_to_else}, {"ONE_TO_ONE", Pattern::one_to_one}};
  const std::map<std::string, Gating> gatings{
      {"INPUT", Gating::target}, {"OUTPUT", Gating::source}, {"SELF", Gating::self}};
  for (const auto& call : recipe.at("calls")) {
    if (call.at("call") == "connect") {
      std::optional<Pattern> pattern;
      std::optional<Weights> weights;
      if (!call.at("method").is_null()) pattern = patterns.at(call.at("method"));
      if (!call.at("weight").is_null()) weights = Weights(call.at("weight").get<double>());
      const auto made = parts.at(call.at("from")).connect(parts.at(call.at("to")), pattern, weights);
      if (!call.at("result").is_null()) results[call.at("result")] = made;
    } else if (call.at("call") == "gate") {
      const Gating gating = call.at("method").is_null() ? Gating::source : gatings.at(call.at("method"));
      parts.at(call.at("gater")).gate(results.at(call.at("connections")), gating);
    } else {
      std::string squash = call.at("values").at("squash");
      std::ranges::transform(squash, squash.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
      parts.at(call.at("target")).set({.activation = activation_named(squash)});
    }
  }
  std::vector<Layer> list;
  for (const auto& id : recipe.at("construct")) list.push_back(parts.at(id));
  return architect::Construct(list);
}

Network build(const Json& recipe) {
  if (!recipe.contains("architect")) return build_parts(recipe);
  std::vector<std::size_t> sizes;
  architect::LSTMOptions options{.cell = neataptic_lstm()};
  for (const auto& arg : recipe.at("args")) {
    if (arg.is_number()) sizes.push_back(arg);
    if (arg.is_object())
      options = {.memory_to_memory = arg.value("memoryToMemory", false),
                 .output_to_memory = arg.value("outputToMemory", false),
                 .output_to_gates = arg.value("outputToGates", false),
                 .input_to_output = arg.value("inputToOutput", true),
                 .input_to_deep = arg.value("inputToDeep", true),
                 .cell = neataptic_lstm()};
  }
  if (recipe.at("architect") == "LSTM") return architect::LSTM(sizes, options);
  if (recipe.at("architect") == "GRU") return architect::GRU(sizes);
  return architect::Perceptron(sizes, {.hidden = Activation::logistic});
}

// Where Neataptic has our unit: its Construct reverses inputs and outputs.
std::uint32_t place_in_neataptic(const Network& network, std::uint32_t unit) {
  const auto inputs = static_cast<std::uint32_t>(network.input_count()),
             outputs = static_cast<std::uint32_t>(network.output_count());
  const auto count = static_cast<std::uint32_t>(network.topology().unit_count());
  if (unit < inputs) return inputs - 1 - unit;
  if (unit >= count - outputs) return count - outputs + (count - 1 - unit);
  return unit;
}

using Wire = std::tuple<std::uint32_t, std::uint32_t, std::int64_t>;  // from, to, gater or -1

}  // namespace

TEST_CASE("builders wire what Neataptic's builders wire, unit by unit", "[architect][golden]") {
  for (const char* name :
       {"layer_dense", "layer_lstm", "layer_gru", "layer_memory", "layer_mixed", "groups_connection_methods",
        "groups_gating_methods", "nodes_by_hand", "perceptron", "perceptron_deep", "architect_lstm",
        "architect_lstm_deep", "architect_lstm_options", "architect_gru"}) {
    CAPTURE(name);
    const auto construct = testing::golden(std::string("steps_") + name).at("construct");
    const Network ours = build(construct.at("recipe")), theirs = testing::golden_network(construct.at("network"));
    const auto& units = ours.topology().units();
    REQUIRE(units.size() == theirs.topology().unit_count());
    for (std::uint32_t i = 0; i < units.size(); ++i) {
      CAPTURE(i);
      const Unit& other = theirs.topology().units()[place_in_neataptic(ours, i)];
      CHECK(units[i].role == other.role);
      if (units[i].role == Role::input) continue;  // whose activation Neataptic keeps, and never uses
      CHECK(units[i].activation == other.activation);
      if (units[i].role == Role::hidden) CHECK(units[i].trainable == other.trainable);
    }
    std::set<Wire> got, wanted;
    for (const Connection& each : ours.topology().connections())
      got.insert({place_in_neataptic(ours, each.from), place_in_neataptic(ours, each.to),
                  each.is_gated() ? std::int64_t{place_in_neataptic(ours, each.gater)} : -1});
    for (const Connection& each : theirs.topology().connections())
      wanted.insert({each.from, each.to, each.is_gated() ? std::int64_t{each.gater} : -1});
    CHECK(got == wanted);
  }
}

}  // namespace plexus
