#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <plexus/train/cost.hpp>
#include <plexus/train/schedule.hpp>

#include "comparison.hpp"

namespace plexus::golden {

/// The cost that Neataptic calls by this name, with its MSLE, which is neither squared nor a mean, as it is there: that
/// is noted.
CostFunction neataptic_cost(const std::string& name, Comparison& comparison);

/// The schedule that Neataptic calls a rate policy, with its defaults, to be asked for iterations counted from 1. None
/// for steps that are no whole iterations, which ours are.
std::optional<ScheduleOptions> neataptic_schedule(const std::string& policy, const std::vector<double>& arguments);

/// The rate of an iteration by such a policy, with any steps.
double neataptic_rate(const std::string& policy, const std::vector<double>& arguments, double base,
                      std::size_t iteration);

/// The number that Neataptic takes for an option (`options.name || otherwise`): 0, null and what is not given are the
/// default there.
double truthy(const Json& options, const char* name, double otherwise);

/// The same for a count in a loop, which a fraction rounds up.
std::size_t truthy_count(const Json& options, const char* name, std::size_t otherwise);

/// The same for a name.
std::string truthy_name(const Json& options, const char* name, const std::string& otherwise);

/// Whether an option is one that JavaScript takes for true.
bool flag(const Json& options, const char* name);

/// The number of an option that Neataptic asks for with `typeof`: null counts as 0.
double defined(const Json& options, const char* name, double otherwise);

}  // namespace plexus::golden
