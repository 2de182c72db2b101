#include <plexus/network/merge.hpp>

#include <string>

#include <plexus/network/network_check.hpp>
#include <plexus/save/neataptic.hpp>

#include "replay.hpp"

namespace plexus::golden {
namespace {

// Neataptic writes no gater where an input that merging removed was one, and reads that as none.
Json with_gaters(Json network) {
  for (Json& each : network.at("connections")) each.emplace("gater", nullptr);
  return network;
}

}  // namespace

void replay_merge(const Json& file, Comparison& comparison) {
  std::size_t number = 0;
  for (const Json& each : file.at("cases")) {
    const std::string where = "case " + std::to_string(number++);
    const Network first = network_from_neataptic(each.at("network1").dump()),
                  second = network_from_neataptic(each.at("network2").dump()),
                  merged = merge(first, second, {.reversed = true});
    comparison.holds(check(merged).empty(), where + " is not sound");
    const Json wanted = with_gaters(each.at("merged"));
    comparison.network(merged, wanted, where);
    comparison.holds(merged.input_count() == first.input_count(), where + " has another number of inputs");
    comparison.holds(merged.output_count() == second.output_count(), where + " has another number of outputs");
    if (each.at("mergedOutputField") != second.output_count())
      comparison.note("Neataptic leaves the first network's number of outputs; the second's was checked");
    run_steps(network_from_neataptic(wanted.dump()), each.at("steps"), comparison, where + " ");
  }
}

}  // namespace plexus::golden
