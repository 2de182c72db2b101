#include <algorithm>
#include <string>

#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/save/neataptic.hpp>

#include "genome.hpp"
#include "legal_moves.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

evolve::Mutation method_of(const Json& object) {
  return row_in_neataptic(evolve::mutation_rows(), object.at("method").get<std::string>()).mutation;
}

// Does one mutation, with the numbers that the file says were drawn for it.
void mutate(Genome& genome, const Json& mutation, const evolve::MutationOptions& options, Comparison& comparison,
            const std::string& where) {
  Draws draws(mutation.at("draws"));
  genome.mutate(method_of(mutation), draws, options);
  comparison.holds(draws.left() == 0, where + ": " + std::to_string(draws.left()) + " draws were not used");
}

}  // namespace

void replay_mutate(const Json& file, Comparison& comparison) {
  const Json& cases = file.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Json& each = cases[i];
    const std::string where = "case " + std::to_string(i) + " " + each.at("method").get<std::string>();
    const Network network = network_from_neataptic(each.at("network").dump());
    Genome genome(network);
    mutate(genome, each, mutation_options_in(each.value("options", Json::object())), comparison, where);
    comparison.network(genome.network(), each.at("after"), where);
    run_steps(network_from_neataptic(each.at("after").dump()), each.at("steps"), comparison, where + " ");
    compare_legal_moves(network, method_of(each), each.at("network"), comparison, where);
  }
}

void replay_mutate_chain(const Json& file, Comparison& comparison) {
  Genome genome(network_from_neataptic(file.at("network").dump()));
  const Json& mutations = file.at("mutations");
  for (std::size_t i = 0; i < mutations.size(); ++i) {
    const Json& each = mutations[i];
    const std::string where = "mutation " + std::to_string(i) + " " + each.at("method").get<std::string>();
    mutate(genome, each, mutation_options_in(each.value("options", Json::object())), comparison, where);
    const Topology& topology = genome.network().topology();
    const auto selves = static_cast<std::size_t>(std::ranges::count_if(topology.connections(), &Connection::is_self));
    comparison.holds(topology.unit_count() == each.at("nodes"), where + ": nodes");
    comparison.holds(topology.connection_count() - selves == each.at("connections"), where + ": connections");
    comparison.holds(selves == each.at("selfconns"), where + ": self-connections");
    comparison.holds(topology.gate_count() == each.at("gates"), where + ": gates");
  }
  comparison.network(genome.network(), file.at("after"), "after");
  run_steps(network_from_neataptic(file.at("after").dump()), file.at("steps"), comparison, "after ");
}

}  // namespace plexus::golden
