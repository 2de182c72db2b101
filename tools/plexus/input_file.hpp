#pragma once

#include <string>

#include <plexus/data/model.hpp>

namespace plexus::command {

/// Reads a saved model or network. Throws Error when it is none; for a file of Neataptic's it names `plexus import`.
Model read_model(const std::string& file);

}  // namespace plexus::command
