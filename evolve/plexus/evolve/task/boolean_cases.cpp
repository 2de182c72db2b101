#include <plexus/evolve/task/boolean_cases.hpp>

#include <algorithm>
#include <numeric>

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

}  // namespace

BooleanCases::BooleanCases(const BooleanQuestion& question, std::vector<std::uint32_t> cases)
    : question_(question), cases_(std::move(cases)) {
  wanted_.reserve(cases_.size());
  for (const std::uint32_t each : cases_) wanted_.push_back(question_.answer(each));
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
  for (std::size_t first = 0; first < cases_.size(); first += side_by_side) {
    const std::size_t count = std::min(side_by_side, cases_.size() - first);
    for (std::size_t input = 0; input < question_.inputs; ++input)
      for (std::size_t lane = 0; lane < count; ++lane)
        agent.input()[input * side_by_side + lane] =
            (cases_[first + lane] >> input & 1) != 0 ? question_.one : question_.zero;
    agent.clear();
    agent.step();
    for (std::size_t lane = 0; lane < count; ++lane) {
      const double output = static_cast<double>(agent.output()[lane]);
      const bool wanted = wanted_[first + lane];
      const double error = std::clamp(output, 0.0, 1.0) - (wanted ? 1 : 0);
      marks.closeness += 1 - error * error;
      marks.right += (wanted ? output > 0.5 : output <= 0.5) ? 1 : 0;
    }
  }
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
