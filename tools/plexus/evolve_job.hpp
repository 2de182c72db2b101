#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include <plexus/activation/activation.hpp>
#include <plexus/data/model.hpp>
#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/network/network.hpp>

#include "evolve_choice.hpp"

namespace plexus::command {

/// What is to be done: a problem, as evolution sees it, and what becomes of the network that it finds.
struct Job {
  evolve::Options options;
  evolve::Fitness fitness;
  std::size_t inputs, outputs;
  std::function<Model(const evolve::Result&)> finish;  ///< prints how good it is
  Activation output = Activation::identity;            ///< of a network to start from
  std::string checksum = {};                           ///< of the data, if there are any
  std::optional<Network> start = {};                   ///< empty: inputs joined to outputs, and nothing between
};

/// The job that the command line names, which is described on the standard output. Throws Error when there is no such
/// task or file, or what is said does not go with it.
Job job_of(const EvolveChoice& choice);

/// The names of all tasks; each game is one.
std::string listed_names();

}  // namespace plexus::command
