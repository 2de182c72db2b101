#pragma once

#include <cstddef>
#include <cstdint>

#include <plexus/network/network.hpp>

namespace plexus::architect {

struct LiquidOptions {
  double connectivity = 0.1;     ///< probability that one reservoir unit is joined to another or itself, in (0, 1]
  double spectral_radius = 0.9;  ///< largest eigenvalue of the recurrent weights, > 0; below 1 the past fades away
  double inhibitory = 0.5;       ///< share of the units with weights below 0, in [0, 1]; Maass et al. take 0.2
  double input_scale = 1;        ///< input weights are drawn from U[-input_scale, input_scale), > 0
  double bias_scale = 0.1;       ///< the reservoir's biases likewise, >= 0
  double leak = 1;               ///< share of its state that a unit loses in a step, in (0, 1]; 1: it keeps nothing
  Activation reservoir = Activation::tanh;
  Activation output = Activation::identity;
  std::uint64_t seed = 0;  ///< of everything that is drawn
};

/// A liquid state machine in discrete time, also called echo state network: a reservoir of units that are joined at
/// random and stay as they are, and a readout, which alone is trained; with identity outputs that is a linear problem:
///
///   s = (1 - leak) * s' + leak * (W x' + V u + b)    state; s' and x' are those of the step before
///   x = f(s)                                         reservoir
///   y = g(R x + Q u + c)                             readout: R, Q and c are trained
///
/// W is sparse, and scaled so that its spectral radius is the one wanted; a unit's outgoing weights have one sign
/// (Dale's law). R and Q start at U[-r, r), r = sqrt(6 / (sources + targets)).
///
/// Throws Error when a size is 0 or an option is out of its range, and when W has no loop, so that nothing can be
/// scaled: then take a larger reservoir or more connectivity.
///
/// Source: Maass, Natschlaeger and Markram 2002, "Real-time computing without stable states"; Jaeger 2001, "The 'echo
/// state' approach to analysing and training recurrent neural networks"
Network Liquid(std::size_t inputs, std::size_t reservoir, std::size_t outputs, const LiquidOptions& options = {});

}  // namespace plexus::architect
