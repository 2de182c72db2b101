#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <plexus/data/encoding.hpp>
#include <plexus/data/series.hpp>
#include <plexus/network/network.hpp>

namespace plexus {

/// A network with what it takes to use it: how rows of a table, or a series, become its inputs and its outputs an
/// answer, or the game that it plays. At most one of the three is there; with none of them it is just a network.
struct Model {
  Network network;
  std::optional<Encoding> table = {};
  std::optional<SeriesEncoding> series = {};
  std::string game = {};  ///< its name; empty for none
  std::string note = {};  ///< for people: how it was made, and how good it was
};

/// Writes a model to a file, whole or not at all; the ending of the name chooses the format (see format_of).
/// Throws Error when the parts of the model do not fit each other, or the file cannot be written.
void save(const Model& model, const std::filesystem::path& path);

/// Reads a model, or a network that was saved alone. Throws Error, naming the file, when it holds anything else, is
/// damaged, or was made by a newer Plexus.
Model load_model(const std::filesystem::path& path);

}  // namespace plexus
