#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <plexus/core/error.hpp>
#include <plexus/evolve/config.hpp>
#include <plexus/evolve/mutation/mutation_rows.hpp>
#include <plexus/evolve/neat.hpp>
#include <plexus/evolve/neataptic.hpp>

namespace plexus::evolve {
namespace {

using Catch::Matchers::Contains;

std::string what_is_wrong(const std::string& json) {
  try {
    options_from_json(json);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

// Options of which no field is as usual, as far as that is possible.
Options unusual() {
  Options options = neataptic_options();
  options.population = 77;
  options.generations = 123456789012;
  options.target = 1.0 / 3;
  options.seed = std::numeric_limits<std::uint64_t>::max();
  options.threads = 3;
  options.goal = Goal::minimise;
  options.evaluations = 99;
  options.patience = 4;
  options.seconds = 0.1;
  options.inherit_learned = false;
  options.crossover.two_points = {0.1, 1.0 / 7};
  options.mutation.kinds = {{Mutation::swap_nodes, 0.1}, {Mutation::add_node, 5e-324}};
  options.mutation.weights.even_step = Range{-1.0 / 3, 2};
  options.mutation.self_weight = -0.0;
  options.mutation.biases.distribution = Distribution::uniform;
  options.mutation.activations = {Activation::relu};
  options.species.survival = 0.7;
  return options;
}

}  // namespace

TEST_CASE("options are read back from JSON to the last bit", "[evolve][config]") {
  for (const Options& options : {Options{}, neat_options(), neataptic_options(), unusual()}) {
    CAPTURE(to_json(options));
    // Read over others, so that each field is seen to be there.
    CHECK(options_from_json(to_json(options), unusual()) == options);
    CHECK(options_from_json(to_json(options)) == options);
    CHECK(to_json(options_from_json(to_json(options))) == to_json(options));
  }
  CHECK(std::signbit(*options_from_json(to_json(unusual())).mutation.self_weight));
  Options twice;
  twice.mutation.kinds = {{Mutation::add_node, 1}, {Mutation::modify_bias, 2}, {Mutation::add_node, 3}};
  CHECK(options_from_json(to_json(twice)) == twice);
  Options endless;
  endless.target = std::numeric_limits<double>::infinity();
  CHECK(options_from_json(to_json(endless)) == endless);
}

TEST_CASE("JSON has the names of the structs, and changes what it names alone", "[evolve][config]") {
  const Options options = options_from_json(R"({
    "population": 500, "target": 0.01, "strategy": "neat", "goal": "minimise",
    "species": {"target": 10},
    "crossover": {"two_points": [0.25, 0.75], "kinds": {"average": 1}},
    "mutation": {"kinds": {"add_node": 0.03, "modify_weight": 1}, "weights": {"even_new": {"low": -2, "high": 3}},
                 "activations": ["tanh", "relu"], "limits": {"max_units": 20}}
  })");
  Options wanted;
  wanted.population = 500;
  wanted.target = 0.01;
  wanted.goal = Goal::minimise;
  wanted.species.target = 10;
  wanted.crossover.two_points = {0.25, 0.75};
  wanted.crossover.kinds = {{Crossover::average, 1}};
  wanted.mutation.kinds = {{Mutation::add_node, 0.03}, {Mutation::modify_weight, 1}};
  wanted.mutation.weights.even_new = Range{-2, 3};
  wanted.mutation.activations = {Activation::tanh, Activation::relu};
  wanted.mutation.limits.max_units = 20;
  CHECK(options == wanted);
  CHECK(options_from_json("{}", unusual()) == unusual());
  CHECK_FALSE(options_from_json(R"({"target": null})", unusual()).target);
}

TEST_CASE("one error names every mistake of a text with its path", "[evolve][config]") {
  const std::string wrong = what_is_wrong(R"({
    "populaton": 5, "elitism": -1, "generations": 1.5, "inherit_learned": 1, "target": "low", "strategy": "neet",
    "species": {"survival": 2, "targets": 3, "threshold": []},
    "mutation": {"kinds": {"add_nodes": 1, "add_node": "often"}, "weights": 3, "activations": ["tanh", "relo", 4],
                 "limits": {"max_units": -5}},
    "crossover": {"two_points": [0.5], "kinds": 7}
  })");
  CAPTURE(wrong);
  CHECK_THAT(wrong, Catch::Matchers::StartsWith("options: "));
  for (const char* part : {
           "there is no option 'populaton'; did you mean 'population'?",
           "elitism is -1, wanted a whole number of at least 0",
           "generations is 1.5, wanted a whole number",
           "inherit_learned is 1, wanted true or false",
           "target is \"low\", wanted a number",
           "strategy is \"neet\", wanted one of neat",
           "did you mean 'neat'?",
           "species.survival is 2, wanted a number in (0, 1]",
           "there is no option 'species.targets'; did you mean 'target'?",
           "species.threshold is [], wanted a number",
           "mutation.kinds has 'add_nodes', wanted one of ",
           "did you mean 'add_node'?",
           "mutation.kinds.add_node is \"often\", wanted a number",
           "mutation.weights is 3, wanted an object",
           "mutation.activations[1] is \"relo\", wanted one of ",
           "did you mean 'relu'?",
           "mutation.activations[2] is 4, wanted one of ",
           "mutation.limits.max_units is -5, wanted a whole number",
           "crossover.two_points is [0.5], wanted a list of 2 numbers",
           "crossover.kinds is 7, wanted an object of names and shares",
       })
    CHECK_THAT(wrong, Contains(part));
}

TEST_CASE("a text that is no JSON object is refused with the place", "[evolve][config]") {
  CHECK_THAT(what_is_wrong("{\n \"population\": }"), Contains("not sound JSON: line 2, column 16"));
  CHECK_THAT(what_is_wrong(R"({"seed": 1, "seed": 2})"), Contains("'seed' stands twice"));
  CHECK_THAT(what_is_wrong("[]"), Contains("the text is [], wanted an object"));
  CHECK_THAT(what_is_wrong(""), Contains("not sound JSON"));
  CHECK_THAT(what_is_wrong(R"({"spread": NaN})"), Contains("not sound JSON"));
  CHECK_THAT(what_is_wrong(R"({"spread": 1e999})"), Contains("not sound JSON"));
  CHECK_THAT(what_is_wrong(R"({"spread": "inf"})"), Contains("spread is \"inf\", wanted a number"));
}

TEST_CASE("mistakes can be collected before ranges are looked at", "[evolve][config]") {
  Options options;
  CHECK(read_options(R"({"elitism": 300})", options).empty());
  CHECK(options.elitism == 300);
  CHECK(check(options).size() == 1);
  CHECK(read_options(R"({"elitsm": 300})", options).size() == 1);
  CHECK_THAT(what_is_wrong(R"({"elitism": 300})"), Contains("elitism is 300, wanted at most the population"));
}

}  // namespace plexus::evolve
