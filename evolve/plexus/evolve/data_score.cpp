#include <plexus/evolve/data_score.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/program/program.hpp>
#include <plexus/train/metric.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t most_lanes = 64;

}  // namespace

DataScore::DataScore(const Dataset& data, Loss loss)
    : loss_(loss), input_count_(data.input_count()), target_count_(data.target_count()) {
  if (data.empty()) throw Error("a fitness needs a data set with samples, got an empty one");
  std::map<std::size_t, std::vector<std::size_t>> by_length;
  for (std::size_t sequence = 0; sequence < data.sequence_count(); ++sequence) {
    std::vector<std::size_t>& alike = by_length[data.length_of(sequence)];
    alike.push_back(sequence);
    if (alike.size() == most_lanes) add_batch(data, std::exchange(alike, {}));
  }
  for (const auto& [length, alike] : by_length)
    if (!alike.empty()) add_batch(data, alike);
}

void DataScore::add_batch(const Dataset& data, const std::vector<std::size_t>& sequences) {
  Batch batch{sequences.size(), data.length_of(sequences.front()), {}, {}};
  for (std::size_t step = 0; step < batch.steps; ++step) {
    for (std::size_t input = 0; input < input_count_; ++input)
      for (const std::size_t sequence : sequences)
        batch.inputs.push_back(static_cast<float>(data[data.first_of(sequence) + step].input[input]));
    for (const std::size_t sequence : sequences) {
      const auto target = data[data.first_of(sequence) + step].target;
      batch.targets.insert(batch.targets.end(), target.begin(), target.end());
    }
  }
  batches_.push_back(std::move(batch));
}

TestResult DataScore::of(const Network& network) const {
  if (network.input_count() != input_count_ || network.output_count() != target_count_)
    throw Error("the data set has ", count_of(input_count_, "input"), " and ", count_of(target_count_, "target"),
                ", the network has ", count_of(network.input_count(), "input"), " and ",
                count_of(network.output_count(), "output"), "; make them equal");
  const auto program = network.topology().program<float>();
  const std::vector<float> parameters(network.parameters().begin(), network.parameters().end());
  std::vector<double> output(target_count_);
  std::vector<float> state;
  Metric metric;
  for (const Batch& batch : batches_) {
    state.resize(program->state_size(batch.lanes));
    program->clear(state);
    const std::size_t inputs = input_count_ * batch.lanes;
    for (std::size_t step = 0; step < batch.steps; ++step) {
      std::copy_n(batch.inputs.begin() + static_cast<std::ptrdiff_t>(step * inputs), inputs, state.begin());
      program->forward(parameters, state, batch.lanes);
      for (std::size_t lane = 0; lane < batch.lanes; ++lane) {
        for (std::size_t i = 0; i < target_count_; ++i)
          output[i] = static_cast<double>(state[(program->first_output_row() + i) * batch.lanes + lane]);
        metric.add(loss_, output,
                   std::span(batch.targets).subspan((step * batch.lanes + lane) * target_count_, target_count_));
      }
    }
  }
  return {metric.loss(), metric.success(loss_)};
}

}  // namespace plexus::evolve
