#include <plexus/evolve/checkpoint.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <plexus/evolve/checkpoint_fields.hpp>
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

// Lets networks of the same structure share it again, as they did when they were saved.
class Sharing {
 public:
  void share(Network& network) {
    auto& alike = seen_[hash_of(network.topology())];
    const auto same = [&](const auto& topology) { return topology->parts() == network.topology().parts(); };
    if (const auto found = std::ranges::find_if(alike, same); found != alike.end()) {
      network = Network(*found, {network.parameters().begin(), network.parameters().end()});
    } else {
      alike.push_back(network.shared_topology());
    }
  }

 private:
  static Id hash_of(const Topology& topology) {
    Id hash = 0;
    for (const Id id : topology.genes().ids()) hash = mix(hash, id);
    return hash;
  }

  std::map<Id, std::vector<std::shared_ptr<const Topology>>> seen_;  // by a hash of their genes
};

Population with_sharing(State state) {
  Sharing sharing;
  for (Network& network : state.networks) sharing.share(network);
  for (Network& start : state.starts) sharing.share(start);
  for (Species& species : state.species) sharing.share(species.representative);
  if (state.champion) sharing.share(state.champion->network);
  return Population(std::move(state));
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

void save(const Population& population, const std::filesystem::path& path) {
  save_document(path, kind, population.state());
}

Population load_population(const std::filesystem::path& path) {
  State state = load_document<State>(path, kind);
  try {
    return with_sharing(std::move(state));
  } catch (const Error& error) {
    throw Error("cannot load a ", kind, " from '", path.string(), "': ", error.what());
  }
}

std::string to_bytes(const Population& population, Format format) {
  return to_document(kind, population.state(), format);
}

Population population_from_bytes(std::string_view bytes) { return with_sharing(from_document<State>(kind, bytes)); }

}  // namespace plexus::evolve
