#include "input_file.hpp"

#include <cstddef>

#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/neataptic.hpp>

namespace plexus::command {

Model read_model(const std::string& file) {
  try {
    return load_model(file);
  } catch (const Error& error) {
    const std::string message = error.what();
    if (message.find("it holds a population, ") != std::string::npos)
      throw Error("'", file, "' is a checkpoint, which holds a run: plexus evolve --resume ", file,
                  " goes on with it, and saves its network");
    if (const std::size_t hint = message.find("; load_"); hint != std::string::npos)
      throw Error(message.substr(0, hint));
    bool neataptic = false;
    try {
      neataptic = looks_like_neataptic(read_file(file));
    } catch (const Error&) {  // it cannot be read: then the first error says more
    }
    if (!neataptic) throw;
    throw Error("'", file, "' comes from Neataptic; first make it a file of Plexus: plexus import ", file);
  }
}

}  // namespace plexus::command
