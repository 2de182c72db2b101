#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <plexus/network/topology.hpp>
#include <plexus/program/carried_rows.hpp>
#include <plexus/program/program.hpp>
#include <plexus/train/loss.hpp>
#include <plexus/train/metric.hpp>
#include <plexus/train/samples.hpp>

namespace plexus {

/// A topology unit by unit, for backpropagation of one sequence at a time: what is done for a unit, forward and
/// backward, stands together. Where four units side by side do the same with the same sources, as in dense layers, they
/// are one piece of work, with a vector for each source. Rows are those of a state, see Program, with one lane. It is
/// read off the topology, so it is only right where is_explained(plan).
///
/// Parameters have an order of their own, so that those of a vector stand side by side: see `order`.
struct SinglePlan {
  /// Sources without anything special: sum += output[from] * weight.
  ///
  ///   for one unit, one source     a weight
  ///   for one unit, four sources   their weights; the sources are four inputs, or the units of one piece of work
  ///   for four units, one source   the weights of the units
  ///   for four units, four sources the weights of the units for the first source, then for the second, ...
  struct Run {
    std::uint32_t from;    // row of the first source
    std::uint32_t weight;  // parameter, the first one
  };
  struct Work {
    std::uint32_t output, sum, bias;  // two rows and a parameter: of the first unit
    // Runs: four inputs each (only for one unit), one input each, four other sources each, one other source each.
    std::uint32_t first_run, input_fours_end, inputs_end, fours_end, runs_end;
    Activation activation;
    bool four;     // four units
    bool special;  // has an entry in `specials`, and is one unit
  };
  /// A connection that a run cannot hold: sum += output[from] * weight * gain.
  struct Edge {
    std::uint32_t from;    // row
    std::uint32_t weight;  // parameter
    std::uint32_t gain;    // row, or none
    bool late = false;     // reads the output of the step before
    bool late_gain = false;
  };
  /// What few units have.
  struct Special {
    std::uint32_t self_weight, self_gain, gain;  // parameter, row, row that hands on the output; each may be none
    bool late_self_gain;
    double mask;
    std::uint32_t first_edge = 0, edge_end = 0;
  };

  SinglePlan(const Topology& topology, const Plan& plan);

  std::vector<Work> works;
  std::vector<Run> runs;
  std::vector<Edge> edges;
  std::vector<Special> specials;
  std::vector<std::uint32_t> open_inputs;  // inputs that gate, and the rows that hand them on: in turn
  std::vector<Rows> carried;
  std::vector<std::uint32_t> order;  // which parameter of the topology stands where
  std::uint32_t in_fours = 0;        // so many at the start are read and written four at a time
  std::uint32_t input_count = 0, output_count = 0, unit_count = 0, row_count = 0;
};

/// How a sequence is learned: windows of so many steps, and what is done with the gradient after each. Parameters and
/// their slopes stand in the order of SingleBackpropagation::order().
template <class Real>
struct SingleTask {
  Loss loss;
  std::size_t window;
  std::span<const Real> parameters;
  std::span<Real> gradient;  ///< 0 before, and when it is called `update` leaves 0 behind
  void (*update)(void* learner);
  void* learner;
};

/// Backpropagation through time for one sequence at a time, unit by unit: for small networks, where vectors of lanes
/// would be nearly empty. Does what Backpropagation does in Arithmetic::fast with batches of one, for topologies
/// whose plan is_explained.
template <class Real>
class SingleBackpropagation {
 public:
  explicit SingleBackpropagation(const Topology& topology)
      : plan_(topology, topology.program<Real>()->plan()), adjoint_(plan_.row_count) {}

  /// Runs these sequences one after the other, each from a cleared state and window by window: adds the gradient of the
  /// mean loss of the window's samples to `task.gradient`, then updates. Returns what was measured before each update.
  Metric learn(const Samples<Real>& samples, std::span<const std::size_t> sequences, const SingleTask<Real>& task);

  /// Which parameter of the topology stands where in a task.
  std::span<const std::uint32_t> order() const noexcept { return plan_.order; }

 private:
  SinglePlan plan_;
  std::vector<Real> states_;   // before the first step and after each: [step][row]
  std::vector<Real> adjoint_;  // 0 between calls, but for the inputs
};

extern template class SingleBackpropagation<float>;
extern template class SingleBackpropagation<double>;

}  // namespace plexus
