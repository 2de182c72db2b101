#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include <evolve/small_population.hpp>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/checkpoint.hpp>
#include <plexus/evolve/report.hpp>

namespace plexus::evolve {
namespace {

const Network start = architect::Perceptron({2, 1});

Fitness scored() {
  return Fitness(Goal::maximise, [](const Network& network, const Trial&) { return some_score(network); });
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a CSV file has its columns once and a row for each generation, with all digits", "[evolve][report]") {
  std::ostringstream out;
  Options options = small(20);
  options.generations = 7;
  const Result result = run(start, scored(), options, csv_to(out));
  const auto lines = lines_of(out.str());
  REQUIRE(lines.size() == 8);
  CHECK(lines[0] == "generation,evaluations,best,mean,worst,champion,species,hidden,connections,gates");
  for (std::size_t i = 0; i < 7; ++i) {
    const Record& record = result.history[i];
    std::vector<double> cells;
    std::istringstream row(lines[i + 1]);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(std::stod(cell));
    const auto number = [](std::size_t count) { return static_cast<double>(count); };
    CHECK(cells == std::vector<double>{number(i), number(record.evaluations), record.best, record.mean, record.worst,
                                       record.champion, number(record.species), number(record.hidden),
                                       number(record.connections), number(record.gates)});
  }
}

TEST_CASE("a CSV file that a resumed run goes on with is that of one that never stopped", "[evolve][report]") {
  Options options = small(15);
  options.generations = 9;
  std::ostringstream whole, pieces;
  run(start, scored(), options, csv_to(whole));
  Population population(start, options);
  run(population, scored(),
      all_of({csv_to(pieces), [](const Generation& each) { return each.record.generation < 3; }}));
  Population resumed = population_from_bytes(to_bytes(population));
  run(resumed, scored(), csv_to(pieces, false));
  CHECK(pieces.str() == whole.str());
}

TEST_CASE("each line of a JSONL file is an object with what the generation was", "[evolve][report]") {
  std::ostringstream out;
  Options options = small(20);
  options.generations = 6;
  std::vector<std::size_t> sizes, champion_generations;
  const Result result = run(start, scored(), options,
                            all_of({jsonl_to(out), [&](const Generation& generation) {
                                      for (const Species& each : generation.population.species())
                                        sizes.push_back(each.size);
                                      champion_generations.push_back(generation.population.champion().generation);
                                      return true;
                                    }}));
  const auto lines = lines_of(out.str());
  REQUIRE(lines.size() == 6);
  auto size = sizes.begin();
  for (std::size_t i = 0; i < 6; ++i) {
    const auto object = nlohmann::json::parse(lines[i]);
    const Record& record = result.history[i];
    CHECK(object["generation"] == i);
    CHECK(object["evaluations"] == record.evaluations);
    CHECK(object["best"] == record.best);
    CHECK(object["mean"] == record.mean);
    CHECK(object["worst"] == record.worst);
    CHECK(object["hidden"] == record.hidden);
    CHECK(object["connections"] == record.connections);
    CHECK(object["gates"] == record.gates);
    CHECK(object["champion"]["score"] == record.champion);
    CHECK(object["champion"]["generation"] == champion_generations[i]);
    CHECK(object["champion"]["solved"] == false);
    CHECK(object["species"].size() == record.species);
    std::size_t members = 0;
    for (const auto& each : object["species"]) {
      CHECK(each["size"] == *size++);
      members += each["size"].get<std::size_t>();
    }
    CHECK(members == 20);
    CHECK(object["seconds"] >= 0);
    CHECK(object["evaluations_per_second"] > 0);
  }
  const auto last = nlohmann::json::parse(lines.back());
  CHECK(last["champion"]["hidden"] == result.best.topology().hidden_count());
  CHECK(last["champion"]["connections"] == result.best.topology().connection_count());
}

TEST_CASE("scores that are no finite numbers are null in JSONL and have names in CSV", "[evolve][report]") {
  std::ostringstream csv, jsonl;
  const Fitness odd(Goal::maximise, [](const Network&, const Trial& trial) {
    return trial.individual == 0   ? std::numeric_limits<double>::infinity()
           : trial.individual == 1 ? 1.0
                                   : std::numeric_limits<double>::quiet_NaN();
  });
  Options options = small(3);
  options.generations = 1;
  run(start, odd, options, all_of({csv_to(csv), jsonl_to(jsonl)}));
  CHECK_THAT(lines_of(csv.str())[1], Catch::Matchers::StartsWith("0,3,inf,1,nan,inf,"));
  const auto object = nlohmann::json::parse(jsonl.str());
  CHECK(object["best"].is_null());
  CHECK(object["worst"].is_null());
  CHECK(object["mean"] == 1);
}

TEST_CASE("a report is known by its first line, wherever it was cut", "[evolve][report]") {
  std::ostringstream csv, jsonl;
  run(architect::Perceptron({2, 1}), Fitness([](Agent& agent, Random&) {
        return agent.activate(std::vector{1.0, 0.0})[0];
      }),
      {.population = 10, .generations = 12}, all_of({csv_to(csv), jsonl_to(jsonl)}));
  for (std::size_t cut = 0; cut <= 200; ++cut) {
    CHECK(is_csv_report(csv.str().substr(0, cut)));
    CHECK(is_jsonl_report(jsonl.str().substr(0, cut)));
  }
  const std::string last = jsonl.str().substr(jsonl.str().rfind("{\"generation\""));
  CHECK(is_jsonl_report(last));  // of a run that was reported from its middle on
  for (const std::string other : {"a,b\n1,2\n", "generation\n", "{}", "{\"generation\": \"a\"}\n", "\n", "0,1,2\n"}) {
    INFO(other);
    CHECK_FALSE(is_csv_report(other));
    CHECK_FALSE(is_jsonl_report(other));
  }
  CHECK_FALSE(is_csv_report(jsonl.str()));
  CHECK_FALSE(is_jsonl_report(csv.str()));
}

TEST_CASE("all parts of a report are called in their order, and one of them is enough to stop a run",
          "[evolve][report]") {
  std::string calls;
  const auto part = [&](char name, std::size_t stop_at) -> OnGeneration {
    return [&calls, name, stop_at](const Generation& generation) {
      calls += name;
      return generation.record.generation < stop_at;
    };
  };
  Options options = small(5);
  options.generations = 9;
  const Result result = run(start, scored(), options, all_of({part('a', 2), OnGeneration(), part('b', 5)}));
  CHECK(calls == "ababab");
  CHECK(result.stopped == Stopped::callback);
  CHECK(run(start, scored(), options, all_of({})).generations == 9);
}

}  // namespace plexus::evolve
