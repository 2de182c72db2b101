#include <plexus/evolve/report.hpp>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <plexus/save/text.hpp>

namespace plexus::evolve {
namespace {

constexpr std::string_view csv_columns =
    "generation,evaluations,best,mean,worst,champion,species,hidden,connections,gates\n";

// Whether one of them begins with the other.
bool begin_alike(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

std::string csv_row(const Record& record) {
  std::string row;
  const auto add = [&](auto number) {
    if (!row.empty()) row += ',';
    row += number_text(number);
  };
  add(record.generation);
  add(record.evaluations);
  for (const double score : {record.best, record.mean, record.worst, record.champion}) add(score);
  for (const std::size_t count : {record.species, record.hidden, record.connections, record.gates}) add(count);
  row += '\n';
  return row;
}

std::string json_of(std::size_t count) { return number_text(count); }
std::string json_of(double number) { return std::isfinite(number) ? number_text(number) : "null"; }
std::string json_of(bool truth) { return truth ? "true" : "false"; }

// A JSON object that is written member by member.
class Object {
 public:
  template <class Value>
  Object& add(std::string_view name, Value value) {
    return add_text(name, json_of(value));
  }
  Object& add_text(std::string_view name, const std::string& json) {
    text_.append(text_.empty() ? "{\"" : ", \"").append(name).append("\": ").append(json);
    return *this;
  }
  std::string text() const { return std::string(text_).append("}"); }

 private:
  std::string text_;
};

std::string json_of(const Champion& champion) {
  const Topology& topology = champion.network.topology();
  return Object()
      .add("score", champion.score)
      .add("generation", champion.generation)
      .add("solved", champion.solved)
      .add("hidden", topology.hidden_count())
      .add("connections", topology.connection_count())
      .add("gates", topology.gate_count())
      .text();
}

std::string json_of(std::span<const Species> all) {
  std::string list("[");
  for (const Species& each : all) {
    if (list.size() > 1) list += ", ";
    list += Object()
                .add("id", std::size_t{each.id})
                .add("size", each.size)
                .add("born", each.born)
                .add("improved", each.improved)
                .add("best", each.best_score)
                .text();
  }
  list += ']';
  return list;
}

}  // namespace

OnGeneration all_of(std::vector<OnGeneration> parts) {
  std::erase_if(parts, [](const OnGeneration& part) { return !part; });
  return [parts = std::move(parts)](const Generation& generation) {
    bool go_on = true;
    for (const OnGeneration& part : parts) go_on = part(generation) && go_on;
    return go_on;
  };
}

OnGeneration csv_to(std::ostream& out, bool header) {
  return [&out, header](const Generation& generation) mutable {
    if (std::exchange(header, false)) out << csv_columns;
    out << csv_row(generation.record) << std::flush;
    return true;
  };
}

bool is_csv_report(std::string_view text) { return begin_alike(text, csv_columns); }

bool is_jsonl_report(std::string_view text) {
  constexpr std::string_view begin = "{\"generation\": ", then = ", \"evaluations\": ";
  if (!begin_alike(text, begin)) return false;
  text.remove_prefix(std::min(begin.size(), text.size()));
  text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  return begin_alike(text, then);
}

OnGeneration jsonl_to(std::ostream& out) {
  return [&out](const Generation& generation) {
    const Record& record = generation.record;
    out << Object()
               .add("generation", record.generation)
               .add("evaluations", record.evaluations)
               .add("best", record.best)
               .add("mean", record.mean)
               .add("worst", record.worst)
               .add("hidden", record.hidden)
               .add("connections", record.connections)
               .add("gates", record.gates)
               .add_text("champion", json_of(generation.population.champion()))
               .add_text("species", json_of(generation.population.species()))
               .add("threshold", generation.population.state().threshold)
               .add("seconds", generation.seconds)
               .add("evaluations_per_second", generation.evaluations_per_second)
               .text()
        << '\n'
        << std::flush;
    return true;
  };
}

}  // namespace plexus::evolve
