// Networks for the real Neataptic, and from it.
//
//   plexus_interop write FILE   the networks of the zoo that Neataptic can compute, with what they compute
//   plexus_interop read FILE    networks that Neataptic made, with what it computed: compares
//
// A file is a JSON list of {name, network, steps}, a step being {input, output} or {"clear": true}.

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <span>
#include <string>

#include <plexus/core/error.hpp>
#include <plexus/save/neataptic.hpp>

#include "support/network_zoo.hpp"

using namespace plexus;
using Json = nlohmann::ordered_json;  // which keeps the order of members

namespace {

// exp, tanh and sin of the two languages may differ in their last bits, and networks with feedback add that up.
constexpr double tolerance = 1e-12;

bool inputs_gate(const Network& network) {
  return network.topology().parts().inputs_gate &&
         std::ranges::any_of(network.topology().connections(),
                             [&](const Connection& each) { return each.gater < network.input_count(); });
}

void write(const char* path) {
  Json all = Json::array();
  std::uint64_t seed = 0;
  for (const auto& [name, network] : testing::network_zoo()) {
    if (inputs_gate(network)) continue;  // what Neataptic does not have
    Json steps = Json::array();
    for (const auto& [input, output] : testing::sequence(network, ++seed, network.input_count()))
      steps.push_back(input.empty() ? Json{{"clear", true}} : Json{{"input", input}, {"output", output}});
    all.push_back({{"name", name}, {"network", Json::parse(to_neataptic(network))}, {"steps", steps}});
  }
  if (!(std::ofstream(path) << all).flush()) throw Error("cannot write ", path);
  std::cout << all.size() << " networks written for Neataptic\n";
}

int read(const char* path) {
  std::ifstream file(path);
  double worst = 0;
  std::size_t networks = 0, compared = 0, failures = 0;
  for (const Json& each : Json::parse(file)) {
    Network network = network_from_neataptic(each.at("network").dump());
    ++networks;
    for (const Json& step : each.at("steps")) {
      if (step.contains("clear")) {
        network.clear();
        continue;
      }
      const std::vector<double> input = step.at("input"), wanted = step.at("output");
      const auto got = network.activate(input);
      for (std::size_t i = 0; i < wanted.size(); ++i, ++compared) {
        const double difference = std::abs(got[i] - wanted[i]) / std::max(1.0, std::abs(wanted[i]));
        worst = std::max(worst, difference);
        if (difference <= tolerance) continue;
        ++failures;
        std::cout << each.at("name") << ": got " << got[i] << ", wanted " << wanted[i] << '\n';
      }
    }
  }
  std::cout << networks << " networks of Neataptic's, " << compared << " numbers compared, worst difference " << worst
            << ", " << failures << " failures\n";
  return failures == 0 && compared > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string what = argc == 3 ? argv[1] : "";
  if (what == "write") return write(argv[2]), 0;
  if (what == "read") return read(argv[2]);
  std::cerr << "usage: plexus_interop write|read FILE\n";
  return 2;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
