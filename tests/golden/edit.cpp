#include <plexus/network/edit.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/network/network_check.hpp>
#include <plexus/network/remove.hpp>
#include <plexus/save/neataptic.hpp>

#include "replay.hpp"

namespace plexus::golden {
namespace {

UnitChange change_of(const Json& operation) {
  UnitChange change;
  if (operation.contains("bias")) change.bias = operation.at("bias").get<double>();
  if (operation.contains("squash")) {
    std::string name = operation.at("squash");
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    change.activation = activation_named(name);
  }
  return change;
}

Network edit(const Network& network, const Json& operation, Random& random, Comparison& comparison) {
  const std::string call = operation.at("call");
  if (call == "remove")
    return remove_unit(network, operation.at("node"), random, {.weights = BridgeWeights::drawn, .keep_gates = true});
  Draft draft(network);
  if (call == "disconnect") {
    if (draft.find_connection(operation.at("from"), operation.at("to")))
      draft.disconnect(operation.at("from"), operation.at("to"));
    else
      comparison.note("pins that to disconnect what is not connected does nothing; ours refuses it");
  } else if (call == "ungate")
    draft.ungate(operation.at("from"), operation.at("to"));
  else if (call == "set")
    draft.set(change_of(operation));
  else
    throw Error("the operation '", call, "' is unknown");
  return std::move(draft).build();
}

}  // namespace

void replay_edit(const Json& file, Comparison& comparison) {
  std::size_t number = 0;
  for (const Json& each : file.at("cases")) {
    const Json& operation = each.at("operation");
    const std::string where = "case " + std::to_string(number++) + " (" + operation.at("call").get<std::string>() + ")";
    Random random = Random::replay(numbers_in(each.at("draws")));
    const Network edited = edit(network_from_neataptic(each.at("network").dump()), operation, random, comparison);
    Json wanted = each.at("after");
    if (operation.at("call") == "set" && operation.value("bias", 1.0) == 0) {
      for (Json& node : wanted.at("nodes")) node["bias"] = 0;
      comparison.note("in Neataptic set with bias 0 changes nothing; here it does, and that was checked");
    }
    comparison.holds(check(edited).empty(), where + " is not sound");
    comparison.holds(random.left_to_replay() == 0, where + " leaves random numbers over");
    comparison.network(edited, wanted, where);
  }
}

}  // namespace plexus::golden
