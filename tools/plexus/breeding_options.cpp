#include "breeding_options.hpp"

#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>
#include <plexus/evolve/crossover/crossover_rows.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/evolve/select.hpp>
#include <plexus/evolve/strategy/strategy.hpp>

#include "name_check.hpp"
#include "number_options.hpp"

namespace plexus::command {

void add_breeding_options(CLI::App& command, BreedingChoice& choice) {
  constexpr auto group = "Breeding";
  command
      .add_flag("--recurrent", choice.recurrent,
                "Networks may grow memory: back connections, self-connections and gates")
      ->group(group);
  command.add_flag("--neataptic", choice.neataptic, "Breed as Neataptic does by default")->group(group);
  command
      .add_option("--mutation", choice.mutations,
                  "One of these is drawn for each mutation: " + names_of(evolve::mutation_rows()))
      ->check(name_in(evolve::mutation_rows(), evolve::mutation_named))
      ->delimiter(',')
      ->type_name("NAME,...")
      ->group(group);
  command
      .add_option("--crossover", choice.crossovers,
                  "One of these is drawn for each child of two parents: " + names_of(evolve::crossover_rows()))
      ->check(name_in(evolve::crossover_rows(), evolve::crossover_named))
      ->delimiter(',')
      ->type_name("NAME,...")
      ->group(group);
  command.add_option("--selection", choice.selection, "Of parents: " + names_of(evolve::selection_rows()))
      ->check(name_in(evolve::selection_rows(), evolve::selection_named))
      ->type_name("NAME")
      ->group(group);
  command.add_option("--strategy", choice.strategy, "Of the search: " + names_of(evolve::strategy_rows()))
      ->check(name_in(evolve::strategy_rows(), evolve::strategy_named))
      ->type_name("NAME")
      ->group(group);
  add_whole_number(command, "--provenance", choice.provenance, "Copies of the start in each generation [0]", any_count)
      ->group(group);
}

evolve::Options preset_of(const BreedingChoice& choice) {
  return choice.neataptic ? evolve::neataptic_options() : evolve::Options{};
}

std::vector<evolve::MutationShare> kinds_with_memory(const BreedingChoice& choice) {
  return choice.neataptic ? evolve::even_shares(evolve::all_mutations()) : evolve::recurrent_mutations();
}

bool moves_weights_alone(evolve::Strategy strategy) {
  using evolve::Strategy;
  return strategy == Strategy::cma_es || strategy == Strategy::sep_cma_es || strategy == Strategy::pgpe ||
         strategy == Strategy::cosyne;
}

void apply(const BreedingChoice& choice, evolve::Options& options) {
  if (choice.recurrent) options.mutation.kinds = kinds_with_memory(choice);
  if (!choice.mutations.empty()) options.mutation.kinds.clear();
  for (const std::string& name : choice.mutations) options.mutation.kinds.push_back({evolve::mutation_named(name), 1});
  if (!choice.crossovers.empty()) options.crossover.kinds.clear();
  for (const std::string& name : choice.crossovers)
    options.crossover.kinds.push_back({evolve::crossover_named(name), 1});
  if (!choice.selection.empty()) options.selection.kind = evolve::selection_named(choice.selection);
  if (!choice.strategy.empty()) options.strategy = evolve::strategy_named(choice.strategy);
  options.provenance = choice.provenance.value_or(options.provenance);
  if (!moves_weights_alone(options.strategy)) return;
  const auto refuse = [&](bool said, std::string_view option) {
    if (said)
      throw Error(option, " means nothing to the strategy ", row(options.strategy).name,
                  ", which breeds no networks; leave it out, or say --strategy neat too");
  };
  refuse(choice.recurrent, "--recurrent");
  refuse(!choice.mutations.empty(), "--mutation");
  refuse(!choice.crossovers.empty(), "--crossover");
  refuse(!choice.selection.empty(), "--selection");
  refuse(choice.provenance.has_value(), "--provenance");
}

}  // namespace plexus::command
