#include "support/instruction_sets.hpp"

#include <hwy/targets.h>

namespace plexus::testing {
namespace {

void use(std::int64_t targets) {
  hwy::SetSupportedTargetsForTest(targets);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

std::vector<std::int64_t> instruction_sets() {
  constexpr std::int64_t compiled = HWY_TARGETS & (HWY_AVX3 | HWY_AVX2 | HWY_SSE4 | HWY_NEON | HWY_SCALAR | HWY_EMU128);
  std::vector<std::int64_t> sets;
  for (std::int64_t left = compiled; left != 0; left &= left - 1)
    if (const std::int64_t each = left & -left; ((hwy::SupportedTargets() | HWY_SCALAR | HWY_EMU128) & each) != 0)
      sets.push_back(each);
  return sets;
}

OnlyInstructionSet::OnlyInstructionSet(std::int64_t target) { use(target); }

OnlyInstructionSet::~OnlyInstructionSet() { use(0); }

}  // namespace plexus::testing
