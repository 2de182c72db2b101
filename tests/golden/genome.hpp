#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/mutation/mutation.hpp>
#include <plexus/network/network.hpp>

#include "comparison.hpp"

// What the kinds of golden files about evolution share.

namespace plexus::golden {

/// The numbers that Neataptic drew.
class Draws {
 public:
  explicit Draws(const Json& numbers) : numbers_(numbers_in(numbers)), random_(Random::replay(numbers_)) {}

  Random& random() noexcept { return random_; }
  std::size_t left() const noexcept { return random_.left_to_replay(); }
  /// The last so many numbers that were handed out.
  std::span<const double> last(std::size_t count) const {
    return std::span(numbers_).subspan(numbers_.size() - left() - count, count);
  }

 private:
  std::vector<double> numbers_;
  Random random_;
};

/// A network as Neataptic keeps it: SUB_GATE picks from a list of gates that is in the order in which they were made,
/// which a network does not tell. So the order is kept here, and the draw is turned into one that picks the same gate.
class Genome {
 public:
  /// A network as it was loaded, or came from a crossover: its gates were made in the order of its connections.
  explicit Genome(Network network);

  const Network& network() const noexcept { return network_; }
  void mutate(evolve::Mutation mutation, Draws& draws, const evolve::MutationOptions& options);

 private:
  void remove_gate(Draws& draws, const evolve::MutationOptions& options);

  Network network_;
  std::vector<Id> gates_;  // ids of gated connections, in the order in which they were gated
};

/// The ids of the connections of a network, or of those that are gated, in their order.
std::vector<Id> connection_ids(const Network& network, bool gated_only = false);

/// The row that has this name in Neataptic.
template <class Rows>
const auto& row_in_neataptic(const Rows& rows, std::string_view name) {
  for (const auto& each : rows)
    if (each.neataptic_name == name) return each;
  throw Error("the file says '", name, "', which is not one of Neataptic's");
}

/// Neataptic's mutation options, changed by those of a file for this method (`min`, `max`, `keep_gates`,
/// `mutateOutput`, `allowed`).
evolve::MutationOptions mutation_options_in(const Json& options);

}  // namespace plexus::golden
