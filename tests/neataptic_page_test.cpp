// The calls of lib/coming_from_neataptic.md, in its order: that they compile, and do what the page says.

#include <catch2/catch.hpp>

#include <sstream>

#include <plexus/architect/layers.hpp>
#include <plexus/architect/models/gru_network.hpp>
#include <plexus/architect/models/hopfield.hpp>
#include <plexus/architect/models/hopfield_memory.hpp>
#include <plexus/architect/models/liquid.hpp>
#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/architect/models/narx.hpp>
#include <plexus/architect/models/perceptron.hpp>
#include <plexus/architect/models/random_network.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/cross.hpp>
#include <plexus/evolve/mutate.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neataptic.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/export/cpp.hpp>
#include <plexus/export/dot.hpp>
#include <plexus/export/graph_json.hpp>
#include <plexus/export/javascript.hpp>
#include <plexus/export/neataptic_lists.hpp>
#include <plexus/network/edit.hpp>
#include <plexus/network/merge.hpp>
#include <plexus/network/remove.hpp>
#include <plexus/save/neataptic.hpp>
#include <plexus/train/online/train_online.hpp>
#include <plexus/train/train.hpp>

using namespace plexus;

TEST_CASE("coming from Neataptic: nodes, groups and layers", "[page]") {
  const Node input({.role = GroupRole::input}), output({.role = GroupRole::output}), gater, constant({.fixed = true});
  input.set({.activation = Activation::tanh, .bias = 1});
  const Projection projection = input.connect(output, {}, 0.5);
  gater.connect(gater);
  gater.gate(projection, Gating::source);
  projection.ungate();
  CHECK(input.projects_to(output));
  input.connect(constant);
  input.disconnect(constant, true);
  CHECK_FALSE(input.projects_to(constant));

  const Group group(4), other(4);
  group.set({.activation = Activation::relu, .bias = 1, .fixed = true});
  CHECK(group.connect(other, Pattern::one_to_one, 2).size() == 4);

  const auto first = Dense(1), last = Dense(1);
  const auto hidden = LSTM(2, neataptic_lstm()), next = GRU(2), memory = Memory(2, 3);
  first.connect(hidden);
  hidden.connect(next);
  next.connect(memory);
  memory.connect(last);
  Network network = architect::Construct({first, hidden, next, memory, last}, {.seed = 1});
  CHECK(network.activate({1}).size() == 1);
  CHECK(architect::Construct(architect::graph(network)) == network);
}

TEST_CASE("coming from Neataptic: ready-made networks", "[page]") {
  CHECK(architect::Perceptron({2, 4, 1}).topology().hidden_count() == 4);
  CHECK(architect::Random(2, 8, 1, {.connections = 20, .back_connections = 2, .self_connections = 1, .gates = 1})
            .topology()
            .gate_count() == 1);
  CHECK(architect::LSTM({1, 6, 1}, {.memory_to_memory = true}).topology().hidden_count() == 24);
  CHECK(architect::GRU({1, 6, 1}).topology().hidden_count() == 36);
  CHECK(architect::NARX(1, {5}, 1, 3, 3).topology().hidden_count() == 11);
  CHECK(architect::Hopfield(10).output_count() == 10);
  CHECK(architect::HopfieldMemory({{1, -1, 1}}).output_count() == 3);
  CHECK(architect::Liquid(1, 100, 1).topology().hidden_count() >= 100);
}

TEST_CASE("coming from Neataptic: networks", "[page]") {
  Network network = architect::Perceptron({2, 3, 1}, {.seed = 1});
  network.clear();
  Draft draft(network);
  draft.add_connection({0, 5}, 0.5);
  draft.gate(2, 0, 5);
  draft.ungate(0, 5);
  draft.disconnect(0, 5);
  draft.set({.bias = 0.25});
  network = std::move(draft).build();
  CHECK(network.bias(5) == 0.25);
  Random random(1);
  CHECK(remove_unit(network, 3, random).topology().hidden_count() == 2);
  CHECK(merge(network, architect::Perceptron({1, 2})).output_count() == 2);
  CHECK_FALSE(to_graph_json(network, 1000, 1000).empty());
  CHECK_FALSE(to_dot(network).empty());
  CHECK(to_neataptic(network_from_neataptic(to_neataptic(network))) == to_neataptic(network));
  CHECK_FALSE(to_javascript(network).empty());
  CHECK_FALSE(to_cpp(network).empty());
  CHECK(neataptic_lists(network).activations.size() == 6);
}

TEST_CASE("coming from Neataptic: training", "[page]") {
  const Dataset data{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {1}}};
  Network network = architect::Perceptron({2, 4, 1}, {.seed = 1});
  OnlineLearner learner(network);
  learner.activate({0, 1});
  learner.propagate({1}, {.rate = 0.3, .momentum = 0.9, .update = true});
  learner.activate_without_traces({0, 1});
  std::size_t calls = 0;
  const OnlineResult result = train_online(network, data,
                                           {.cost = row(Cost::mean_absolute_error).value,
                                            .rate = 0.3,
                                            .schedule = {.kind = Schedule::step, .gamma = 0.9, .step_size = 100},
                                            .momentum = 0.9,
                                            .batch = 2,
                                            .epochs = 20,
                                            .target = 0.01,
                                            .dropout = 0.1,
                                            .shuffle = true,
                                            .clearing = Clearing::epochs,
                                            .validation = 0.25,
                                            .on_epoch = [&](const OnlineEpoch&) { return ++calls < 3; }});
  CHECK(result.stopped == StopReason::callback);
  CHECK(test_online(learner, data, row(Cost::hinge).value) > 0);
  CHECK(row(Activation::tanh).slope(0, 0) == 1);
}

TEST_CASE("coming from Neataptic: evolution", "[page]") {
  const Dataset data{{{0, 0}, {0}}, {{0, 1}, {1}}, {{1, 0}, {1}}, {{1, 1}, {1}}};
  evolve::Options options = evolve::neataptic_options();
  options.population = 20;
  options.elitism = 2;
  options.provenance = 1;
  options.mutation.rate = 0.5;
  options.mutation.kinds = evolve::even_shares(evolve::all_mutations());
  options.mutation.limits = {.max_units = 10, .max_connections = 20, .max_gates = 5};
  options.selection = {.kind = evolve::Selection::power, .power = 4};
  options.crossover.kinds = {{evolve::Crossover::uniform}};
  options.crossover.equal = true;
  options.generations = 3;
  const Network start = architect::Perceptron({2, 1});
  auto [best, error, generations] =
      evolve::run(start, evolve::error_on(data, Loss::mean_squared_error, 0.0001), options);
  CHECK(generations <= 3);

  options.goal = evolve::Goal::minimise;
  evolve::Population population(start, options);
  population.tell(std::vector<double>(20, 1));
  CHECK(population.champion().score == 1);
  CHECK(population.history().back().mean == 1);
  const evolve::Population again(population_from_neataptic(to_neataptic(population.ask())), options);
  CHECK(again.ask().size() == 20);

  const evolve::Fitness size(evolve::Goal::minimise, [](const Network& network, const evolve::Trial&) {
    return static_cast<double>(network.topology().connection_count());
  });
  std::ostringstream progress;
  evolve::run(start, size, options, evolve::progress_to(progress));
  CHECK_FALSE(progress.str().empty());
  options.mutation.choose = [](const Network&, Random&) { return evolve::Mutation::modify_weight; };
  evolve::PopulationEvaluator all_at_once(evolve::Goal::minimise, [](std::span<const Network> networks, Random&) {
    return std::vector<double>(networks.size(), 2);
  });
  CHECK(evolve::run(start, all_at_once, options).score == 2);

  Random random(1);
  const Network child =
      evolve::cross({start, start, evolve::Fitter::first}, random, {.kinds = {{evolve::Crossover::by_position}}});
  CHECK(child.topology().connection_count() == 2);
  CHECK(evolve::can_apply(evolve::Mutation::add_node, best));
  CHECK(evolve::mutate(best, evolve::Mutation::add_node, random));
}
