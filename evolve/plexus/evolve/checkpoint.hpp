#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <plexus/evolve/population.hpp>
#include <plexus/save/format.hpp>

namespace plexus::evolve {

/// Writes the full state of a population to a file: a run goes on from it with the same bits as if it had never
/// stopped. The ending of the name chooses the format (see format_of). The file appears whole or not at all: an older
/// one stays until then. Throws Error when the file cannot be written.
void save(const Population& population, const std::filesystem::path& path);

/// Reads a population that `save` wrote, in whatever format.
/// Throws Error, naming the file, when it holds anything else, is damaged, or was made by a newer Plexus.
Population load_population(const std::filesystem::path& path);

/// The same without a file: what `save` would write, and back.
std::string to_bytes(const Population& population, Format format = Format::binary);
Population population_from_bytes(std::string_view bytes);

}  // namespace plexus::evolve
