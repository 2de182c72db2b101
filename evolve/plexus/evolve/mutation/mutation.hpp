#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include <plexus/activation/activation.hpp>

namespace plexus {
class Network;
class Random;
}  // namespace plexus

namespace plexus::evolve {

/// The ways in which a network changes at random: Neataptic's fourteen, and two of NEAT's.
enum class Mutation : std::uint8_t {
  add_node,
  remove_node,
  add_connection,
  remove_connection,
  modify_weight,
  modify_bias,
  modify_activation,
  add_self_connection,
  remove_self_connection,
  add_gate,
  remove_gate,
  add_back_connection,
  remove_back_connection,
  swap_nodes,
  enable_connection,
  disable_connection,
};

/// Numbers drawn evenly from [low, high).
struct Range {
  double low = -1;
  double high = 1;

  friend bool operator==(const Range&, const Range&) = default;
};

/// How the steps of weights and biases, and new ones, are distributed around 0.
enum class Distribution : std::uint8_t {
  normal,   ///< with a standard deviation
  uniform,  ///< evenly, up to a largest number
};

/// How many weights (or biases) one mutation changes, and by how much. Both are drawn anew for each mutation, and
/// log-uniformly, so that bold and fine steps, of many weights and of single ones, are all as common in networks of any
/// size.
struct StepOptions {
  double share = 1;      ///< at most: each is changed with a probability between 1 / (their number) and this; in [0, 1]
  double sparsest = 0;   ///< at least: the same as a share of `share`; in [0, 1], and with 1 it is always `share`
  double step = 2;       ///< at most: standard deviation of the step, or of uniform ones the largest; >= 0
  double finest = 0.1;   ///< at least: the same as a share of `step`, in (0, 1]
  double replace = 0.1;  ///< share of the changed that are drawn anew instead, in [0, 1]
  double spread = 1;     ///< standard deviation of what is drawn anew, or of uniform numbers the largest; >= 0
  double limit = 30;     ///< all stay in [-limit, limit], > 0
  std::optional<Range> even_step = {};  ///< instead of all that: exactly one is changed, by a step from this range
  std::optional<Range> even_new = {};   ///< what is drawn anew comes from this range, not from the distribution
  Distribution distribution = Distribution::normal;

  friend bool operator==(const StepOptions&, const StepOptions&) = default;
};

/// How often a kind of mutation is drawn, in proportion to the shares of the others.
struct MutationShare {
  Mutation mutation = Mutation::modify_weight;
  double share = 1;  ///< >= 0

  friend bool operator==(const MutationShare&, const MutationShare&) = default;
};

/// The largest networks that mutation and crossover may make.
struct Limits {
  std::size_t max_units = std::numeric_limits<std::size_t>::max();        ///< with inputs and outputs
  std::size_t max_connections = std::numeric_limits<std::size_t>::max();  ///< with self-connections
  std::size_t max_gates = std::numeric_limits<std::size_t>::max();        ///< gated connections

  friend bool operator==(const Limits&, const Limits&) = default;
};

/// The mutations of a feed-forward search, mostly of weights: the default.
std::vector<MutationShare> feed_forward_mutations();

/// The same for networks with memory: self-connections, back connections and gates too.
std::vector<MutationShare> recurrent_mutations();

/// tanh, relu, logistic, gaussian, identity and sinusoid.
std::vector<Activation> usual_activations();

/// Chooses the next mutation of a network, in place of a draw by shares: any callable `Mutation(const Network&,
/// Random&)` that is safe to call from several threads. What it chooses and finds nothing to do is lost. It is not
/// saved with a population, and two are equal when both or neither are there.
class MutationChoice : public std::function<Mutation(const Network&, Random&)> {
 public:
  using function::function;

  friend bool operator==(const MutationChoice& a, const MutationChoice& b) {
    return static_cast<bool>(a) == static_cast<bool>(b);
  }
};

struct MutationOptions {
  double rate = 0.9;                                            ///< probability that a child is mutated, in [0, 1]
  std::size_t amount = 1;                                       ///< mutations of a child that is mutated, 1 to 10,000
  std::vector<MutationShare> kinds = feed_forward_mutations();  ///< at least one share > 0
  bool independent = false;  ///< shares are probabilities, in [0, 1]: each kind happens or not, in their order
  StepOptions weights = {};
  StepOptions biases = {};
  /// What modify_activation and add_node choose from; not empty.
  std::vector<Activation> activations = usual_activations();
  bool identity_nodes =
      false;  ///< add_node makes identity units, which leave the answer as it was, not ones drawn from `activations`
  bool keep_disabled = false;   ///< what add_node splits is disabled, and may come back, not removed
  bool change_outputs = false;  ///< modify_activation and swap_nodes may choose outputs too
  bool change_fixed = false;    ///< what is not trained may be changed, split and cut too
  bool keep_function = true;  ///< add_node and remove_node go on from the weights that were there; else all they put in
                              ///< has new weights and biases, and what was learnt there is lost
  bool keep_gates = true;     ///< the gates of what remove_node removes pass to what bridges it
  std::optional<double> self_weight = {};  ///< of new self-connections; none: drawn from U[-1, 1)
  /// Draws what Neataptic draws, number for number, so that its runs can be repeated: legal moves are listed in its
  /// order, and a mutation that finds nothing to do is lost.
  bool neataptic_draws = false;
  Limits limits = {};
  MutationChoice choose = {};  ///< chooses mutations instead of `kinds`, if there is one

  friend bool operator==(const MutationOptions&, const MutationOptions&) = default;
};

}  // namespace plexus::evolve
