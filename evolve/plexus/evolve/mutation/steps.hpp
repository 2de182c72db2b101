#pragma once

#include <cstddef>
#include <span>

#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>

namespace plexus::evolve {

/// A new weight or bias.
double draw_new(const StepOptions& options, Random& random);

/// Changes some of the values (see StepOptions). Returns false when there are none. Of each value one number of the
/// stream says whether it is changed and, if numbers are uniform, to what.
bool step_values(std::span<double> values, const StepOptions& options, Random& random);

/// The same for the values at these positions.
bool step_values(std::span<double> values, std::span<const std::size_t> positions, const StepOptions& options,
                 Random& random);

}  // namespace plexus::evolve
