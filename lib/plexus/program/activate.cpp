// The members of Network that run it. They live here because a network knows nothing of programs.

#include <algorithm>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/program/program.hpp>
#include <plexus/program/tile.hpp>

namespace plexus {

void Network::start() {
  const auto program = topology_->program<double>();
  state_.resize(program->state_size(1));
  output_.resize(output_count());
  program->reset(state_);
}

std::span<const double> Network::activate(std::span<const double> input) & {
  if (input.size() != input_count())
    throw Error("activate: the network has ", count_of(input_count(), "input"), ", got ",
                count_of(input.size(), "number"));
  if (state_.empty()) start();
  const auto program = topology_->program<double>();
  std::ranges::copy(input, state_.begin());
  program->forward(parameters_, state_, 1);
  std::copy_n(state_.begin() + static_cast<std::ptrdiff_t>(program->first_output_row()), output_.size(),
              output_.begin());
  return output_;
}

void Network::clear() {
  if (state_.empty()) start();
  topology_->program<double>()->clear(state_);
}

std::vector<double> Network::activate_batch(std::span<const double> inputs) const {
  if (inputs.size() % input_count() != 0)
    throw Error("activate_batch: the network has ", count_of(input_count(), "input"), ", and ",
                count_of(inputs.size(), "number"),
                inputs.size() == 1 ? " is no whole sample of that" : " are not whole samples of that");
  const std::size_t batch = inputs.size() / input_count();
  const auto program = topology_->program<double>();
  const std::size_t tile = std::min(batch, lanes_of_a_tile<double>), first_output = program->first_output_row();
  std::vector<double> tile_state(program->state_size(tile)), outputs(batch * output_count());
  for_each_tile<double>(batch, [&](std::size_t first, std::size_t count) {
    const std::span<double> state(tile_state.data(), program->state_size(count));
    program->reset(state);
    for (std::size_t b = 0; b < count; ++b)
      for (std::size_t i = 0; i < input_count(); ++i) state[i * count + b] = inputs[(first + b) * input_count() + i];
    program->forward(parameters_, state, count);
    for (std::size_t b = 0; b < count; ++b)
      for (std::size_t i = 0; i < output_count(); ++i)
        outputs[(first + b) * output_count() + i] = state[(first_output + i) * count + b];
  });
  return outputs;
}

}  // namespace plexus
