#include <plexus/evolve/checkpoint.hpp>

#include <array>
#include <utility>
#include <vector>

#include <plexus/evolve/state_fields.hpp>
#include <plexus/save/document.hpp>

namespace plexus::evolve {
namespace {

constexpr std::string_view kind = "population";

template <class Rows>
std::vector<std::string_view> names(const Rows& rows) {
  std::vector<std::string_view> found;
  for (const auto& each : rows) found.push_back(each.name);
  return found;
}

}  // namespace

std::span<const std::string_view> saved_names(Goal) {
  static constexpr std::array<std::string_view, 2> all{"maximise", "minimise"};
  return all;
}

std::span<const std::string_view> saved_names(Distribution) {
  static constexpr std::array<std::string_view, 2> all{"normal", "uniform"};
  return all;
}

std::span<const std::string_view> saved_names(Mutation) {
  static const auto all = names(mutation_rows());
  return all;
}

std::span<const std::string_view> saved_names(Selection) {
  static const auto all = names(selection_rows());
  return all;
}

std::span<const std::string_view> saved_names(Crossover) {
  static const auto all = names(crossover_rows());
  return all;
}

std::span<const std::string_view> saved_names(Strategy) {
  static const auto all = names(strategy_rows());
  return all;
}

std::span<const std::string_view> saved_names(Admission) {
  static constexpr std::array<std::string_view, 2> all{"threshold", "chance"};
  return all;
}

std::span<const std::string_view> saved_names(Restart) {
  static constexpr std::array<std::string_view, 3> all{"same", "ipop", "bipop"};
  return all;
}

std::span<const std::string_view> saved_names(Ascent) {
  static constexpr std::array<std::string_view, 2> all{"clip_up", "adam"};
  return all;
}

std::span<const std::string_view> saved_names(Speciation) {
  static const auto all = names(speciation_rows());
  return all;
}

std::span<const std::string_view> saved_names(Sharing) {
  static constexpr std::array<std::string_view, 2> all{"rank", "fitness"};
  return all;
}

std::span<const std::string_view> saved_names(Ceiling) {
  static constexpr std::array<std::string_view, 3> all{"none", "absolute", "relative"};
  return all;
}

std::span<const std::string_view> saved_names(Replacement) {
  static constexpr std::array<std::string_view, 3> all{"worst", "worst_species", "tournament"};
  return all;
}

void save(const Population& population, const std::filesystem::path& path) {
  save_document(path, kind, population.state());
}

Population load_population(const std::filesystem::path& path) {
  State state = load_document<State>(path, kind);
  try {
    return Population(std::move(state));
  } catch (const Error& error) {
    throw Error("cannot load a ", kind, " from '", path.string(), "': ", error.what());
  }
}

std::string to_bytes(const Population& population, Format format) {
  return to_document(kind, population.state(), format);
}

Population population_from_bytes(std::string_view bytes) { return Population(from_document<State>(kind, bytes)); }

OnGeneration checkpoint_to(const std::filesystem::path& path, const Every& every) {
  if (!(every.minutes >= 0)) throw Error("checkpoint_to: every ", every.minutes, " minutes, wanted a number from 0");
  return [path, every, saved_at = 0.0](const Generation& generation) mutable {
    constexpr double seconds = 60;  // in a minute
    const bool by_count = every.generations > 0 && generation.population.generation() % every.generations == 0;
    const bool by_time = every.minutes > 0 && generation.seconds - saved_at >= every.minutes * seconds;
    if (!by_count && !by_time && !generation.stopped) return true;
    save(generation.population, path);
    saved_at = generation.seconds;
    return true;
  };
}

}  // namespace plexus::evolve
