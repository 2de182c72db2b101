#include <string>

#include <plexus/export/graph_json.hpp>
#include <plexus/save/neataptic.hpp>

#include "replay.hpp"

namespace plexus::golden {
namespace {

// Numbers within the tolerance, all else equal. The bias of an input, which Neataptic never uses, is not kept.
void compare(const Json& got, const Json& want, Comparison& comparison, const std::string& where) {
  comparison.holds(got.size() == want.size(), where + ": differs in number");
  if (want.is_number()) {
    comparison.holds(got.is_number(), where + ": is no number");
    if (got.is_number()) comparison.number(got, want, where);
  } else if (want.is_structured() && got.size() == want.size()) {
    for (const auto& [key, value] : want.items()) {
      if (key == "bias" && want.at("name") == "INPUT") continue;
      const bool there = want.is_array() || got.contains(key);
      comparison.holds(there, where + ": has no " + key);
      if (there) compare(want.is_array() ? got.at(std::stoul(key)) : got.at(key), value, comparison, where + "/" + key);
    }
  } else {
    comparison.holds(got == want, where + ": got " + got.dump() + ", wanted " + want.dump());
  }
}

}  // namespace

void replay_graph(const Json& file, Comparison& comparison) {
  const Json& cases = file.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Json& each = cases[i];
    Network network = network_from_neataptic(each.at("network").dump());
    network.activate(numbers_in(each.at("activateFirst")));
    compare(Json::parse(to_graph_json(network, each.at("width"), each.at("height"))), each.at("graph"), comparison,
            "case " + std::to_string(i) + ": ");
  }
}

}  // namespace plexus::golden
