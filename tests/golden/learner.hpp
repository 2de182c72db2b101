#pragma once

#include <string>
#include <vector>

#include <plexus/train/online/online_learner.hpp>

#include "comparison.hpp"

namespace plexus::golden {

/// Does all steps with an OnlineLearner, those that learn too, and compares its inner state with the dumps.
void run_by_learner(const Network& network, const Json& steps, Comparison& comparison, const std::string& where);

/// Compares the weights and biases of a learner with `weights` and `biases`, where they are given.
void compare_parameters(const OnlineLearner& learner, const Json& want, Comparison& comparison,
                        const std::string& where);

/// What a step gives to the inputs; Neataptic does not look at numbers for which there is no input.
std::vector<double> input_of(const Json& step, const Network& network);

/// Whether the slope of softsign, which is wrong in Neataptic, plays a part in learning.
bool has_softsign(const Network& network);

}  // namespace plexus::golden
