#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include <plexus/evolve/population.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/save/format.hpp>

namespace plexus::evolve {

/// Writes the full state of a population to a file: a run goes on from it with the same bits as if it had never
/// stopped. The ending of the name chooses the format (see format_of). The file appears whole or not at all: an older
/// one stays until then. Throws Error when the file cannot be written.
void save(const Population& population, const std::filesystem::path& path);

/// Reads a population that `save` wrote, in whatever format.
/// Throws Error, naming the file, when it holds anything else, is damaged, or was made by a newer Plexus.
Population load_population(const std::filesystem::path& path);

/// How often something is done; 0: not for this reason.
struct Every {
  std::size_t generations = 0;  ///< after so many
  double minutes = 0;           ///< with the first generation that ends so long after the last time, >= 0
};

/// Saves a run as it goes, to one file, and once more when it ends, unless a callback ends it: then save the population
/// yourself. Whatever happens meanwhile, the file is whole. Neither how often it is written nor how the run goes on
/// from it changes a bit of what the run finds.
///
///   run(population, fitness, checkpoint_to("run.bin", {.generations = 100}));
///   Population population = load_population("run.bin");  // later, also in another process and with other threads
///   run(population, fitness);
///
/// Throws Error when the minutes are none; what it returns does when the file cannot be written.
OnGeneration checkpoint_to(const std::filesystem::path& path, const Every& every = {});

/// The same without a file: what `save` would write, and back.
std::string to_bytes(const Population& population, Format format = Format::binary);
Population population_from_bytes(std::string_view bytes);

}  // namespace plexus::evolve
