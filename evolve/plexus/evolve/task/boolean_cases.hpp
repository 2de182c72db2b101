#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <plexus/evolve/task/task.hpp>
#include <plexus/network/network.hpp>

namespace plexus::evolve {

/// What a network with one output is asked, each time from a cleared state: bits, to be answered with yes or no. Its
/// answer is yes when the output is above 0.5, no when it is not, and always wrong when it is no number.
struct BooleanQuestion {
  std::size_t inputs;             ///< bits, at most 31
  float zero, one;                ///< what an input is for each bit
  bool (*answer)(std::uint32_t);  ///< the right one; input i is bit i, the lowest is the first
};

/// What the answers of a network are worth.
struct Marks {
  double closeness = 0;   ///< the sum of 1 - (error of the output, cut off at 0 and 1)^2; at most 1 a case
  std::size_t right = 0;  ///< cases
};

/// Some cases of a question, made ready to mark many networks: 64 stand side by side.
class BooleanCases {
 public:
  BooleanCases(const BooleanQuestion& question, std::vector<std::uint32_t> cases);
  /// All cases that there are.
  explicit BooleanCases(const BooleanQuestion& question);

  std::size_t size() const noexcept { return wanted_.size(); }

  /// Safe from any thread. Throws Error when the network has other inputs and outputs.
  Marks of(const Network& network) const;

 private:
  BooleanQuestion question_;
  std::vector<std::uint32_t> cases_;
  std::vector<float> wanted_;  // 0 or 1
};

/// Whether a network answers all cases of a question right, however many: asked until it fails.
bool answers_all(const Network& network, const BooleanQuestion& question);

}  // namespace plexus::evolve
