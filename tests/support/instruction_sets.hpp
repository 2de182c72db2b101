#pragma once

#include <cstdint>
#include <vector>

namespace plexus::testing {

/// The instruction sets that the library was compiled for and this machine has, as Highway numbers them; plain numbers
/// are everywhere, but not always compiled.
std::vector<std::int64_t> instruction_sets();

/// Computes with this instruction set alone, for as long as this lives.
class OnlyInstructionSet {
 public:
  explicit OnlyInstructionSet(std::int64_t target);
  ~OnlyInstructionSet();
  OnlyInstructionSet(const OnlyInstructionSet&) = delete;
  OnlyInstructionSet& operator=(const OnlyInstructionSet&) = delete;
};

}  // namespace plexus::testing
