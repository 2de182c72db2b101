#pragma once

#include <cstdint>

#include <plexus/simd/lowered.hpp>

namespace plexus::simd {

/// Units of a stripe, at least.
inline constexpr std::uint32_t smallest_stripe = 4;

/// A position in the linear program.
struct ProgramPosition {
  std::uint32_t unit_work = 0, edge = 0, special = 0;
};

/// Where the linear program ends.
ProgramPosition program_end(const Lowered& lowered);

/// Makes operations of the part of the linear program from `part` on, which no operation runs yet: it becomes a
/// stretch, or goes on with the last one, but what makes a stripe is taken out and becomes an operation of its own. No
/// unit of the part reads what another one of it makes.
void add_part(Lowered& lowered, ProgramPosition part);

}  // namespace plexus::simd
