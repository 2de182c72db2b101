#include <plexus/evolve/task/boolean_cases.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/program/batch_agent.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t side_by_side = 64;

std::vector<std::uint32_t> cases_from(std::uint32_t first, std::size_t count) {
  std::vector<std::uint32_t> cases(count);
  std::iota(cases.begin(), cases.end(), first);
  return cases;
}

// Several sums side by side, for vectors.
using Sums = std::array<double, 16>;

// Adds up how close the outputs are to those wanted; returns how many are right.
std::size_t mark(std::span<const float> outputs, std::span<const float> wanted, Sums& sums) {
  std::size_t right = 0;
  const auto one = [&](std::size_t i, double& sum) {
    const double error = std::clamp(static_cast<double>(outputs[i]), 0.0, 1.0) - static_cast<double>(wanted[i]);
    sum += 1 - error * error;
    right += (outputs[i] > 0.5F && wanted[i] == 1) || (outputs[i] <= 0.5F && wanted[i] == 0) ? 1 : 0;
  };
  std::size_t i = 0;
  for (; i + sums.size() <= outputs.size(); i += sums.size())
    for (std::size_t j = 0; j < sums.size(); ++j) one(i + j, sums[j]);
  for (; i < outputs.size(); ++i) one(i, sums[0]);
  return right;
}

}  // namespace

BooleanCases::BooleanCases(const BooleanQuestion& question, std::vector<std::uint32_t> cases)
    : question_(question), cases_(std::move(cases)) {
  wanted_.reserve(cases_.size());
  for (const std::uint32_t each : cases_) wanted_.push_back(question_.answer(each) ? 1 : 0);
}

BooleanCases::BooleanCases(const BooleanQuestion& question)
    : BooleanCases(question, cases_from(0, std::size_t{1} << question.inputs)) {}

Marks BooleanCases::of(const Network& network) const {
  if (network.input_count() != question_.inputs || network.output_count() != 1)
    throw Error("the task has ", count_of(question_.inputs, "input"), " and 1 output, the network has ",
                count_of(network.input_count(), "input"), " and ", count_of(network.output_count(), "output"),
                "; make them equal");
  BatchAgent agent(network, side_by_side);
  Marks marks;
  Sums sums{};
  for (std::size_t first = 0; first < size(); first += side_by_side) {
    const std::size_t count = std::min(side_by_side, size() - first);
    float* to = agent.input().data();
    for (std::size_t input = 0; input < question_.inputs; ++input, to += side_by_side)
      for (std::size_t lane = 0; lane < count; ++lane)
        to[lane] = (cases_[first + lane] >> input & 1) != 0 ? question_.one : question_.zero;
    agent.clear();
    agent.step();
    marks.right += mark(agent.output().first(count), std::span(wanted_).subspan(first, count), sums);
  }
  for (const double sum : sums) marks.closeness += sum;
  return marks;
}

bool answers_all(const Network& network, const BooleanQuestion& question) {
  constexpr std::size_t at_once = 4096;
  const std::size_t total = std::size_t{1} << question.inputs;
  for (std::size_t first = 0; first < total; first += at_once) {
    const std::size_t count = std::min(at_once, total - first);
    const BooleanCases cases(question, cases_from(static_cast<std::uint32_t>(first), count));
    if (cases.of(network).right != count) return false;
  }
  return true;
}

}  // namespace plexus::evolve
