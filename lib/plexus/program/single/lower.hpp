#pragma once

#include <memory>

#include <plexus/program/compile.hpp>
#include <plexus/program/single/pass.hpp>

namespace plexus::single {

/// A plan for one sample at a time; nothing when the plan has a kernel that this does not know. Each unit adds up what
/// single connections bring in fast_order, starting from its bias.
std::shared_ptr<const Pass> lower(const Plan& plan);

}  // namespace plexus::single
