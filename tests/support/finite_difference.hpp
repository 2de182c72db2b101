#pragma once

#include <plexus/network/network.hpp>
#include <plexus/program/arithmetic.hpp>
#include <plexus/train/dataset.hpp>
#include <plexus/train/loss.hpp>

namespace plexus::testing {

/// Random samples for a network, in sequences of `steps`: a function of the seed. Targets are in (0, 1).
Dataset random_dataset(std::uint64_t seed, const Network& network, std::size_t sequences, std::size_t steps);

/// The largest difference between the gradient that backpropagation computes in double and central finite differences
/// of the loss, over all parameters, relative to max(1, |gradient|).
double gradient_error(const Network& network, const Dataset& data, Loss loss,
                      Arithmetic arithmetic = Arithmetic::exact);

}  // namespace plexus::testing
