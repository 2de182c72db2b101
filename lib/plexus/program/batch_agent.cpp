#include <plexus/program/batch_agent.hpp>

#include <algorithm>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/memory.hpp>
#include <plexus/program/carried_rows.hpp>
#include <plexus/program/program.hpp>
#include <plexus/program/tile.hpp>

namespace plexus {

template <class Real>
BasicBatchAgent<Real>::BasicBatchAgent(const Network& network, std::size_t lanes, Arithmetic arithmetic)
    : program_(network.topology().program<Real>()),
      parameters_(network.parameters().size()),
      lanes_(lanes),
      tile_lanes_(lanes_of_a_tile<Real>),
      input_count_(network.input_count()),
      output_count_(network.output_count()),
      unit_count_(network.topology().unit_count()),
      arithmetic_(arithmetic),
      remembers_(!carried_rows(network.topology(), program_->plan()).empty()) {
  if (lanes == 0) throw Error("batch agent: it has no lanes; give it at least 1");
  require_memory(lanes, sizeof(Real) * (remembers_ ? program_->row_count() : input_count_ + output_count_), "lane");
  set_parameters(network.parameters());
  program_->prepare(arithmetic);
  state_.resize(program_->state_size(remembers_ ? lanes : std::min(lanes, tile_lanes_)));
  if (!is_whole()) {
    input_.resize(input_count_ * lanes);
    output_.resize(output_count_ * lanes);
  }
  for_each_tile<Real>(state_.size() / program_->row_count(), [&](std::size_t first, std::size_t count) {
    program_->reset(std::span(tile_state(first), program_->state_size(count)));
  });
}

template <class Real>
Real* BasicBatchAgent<Real>::tile_state(std::size_t first_lane) noexcept {
  return state_.data() + (remembers_ ? program_->state_size(first_lane) : 0);
}

template <class Real>
void BasicBatchAgent<Real>::step() {
  if (is_whole()) return program_->forward(parameters_, state_, lanes_, arithmetic_);
  for_each_tile<Real>(lanes_, [&](std::size_t first, std::size_t count) {
    Real* state = tile_state(first);
    for (std::size_t i = 0; i < input_count_; ++i)
      std::copy_n(input_.data() + i * lanes_ + first, count, state + i * count);
    program_->forward(parameters_, std::span(state, program_->state_size(count)), count, arithmetic_);
    const Real* output = state + program_->first_output_row() * count;
    for (std::size_t i = 0; i < output_count_; ++i)
      std::copy_n(output + i * count, count, output_.data() + i * lanes_ + first);
  });
}

template <class Real>
void BasicBatchAgent<Real>::clear() {
  for (std::size_t lane = 0; lane < lanes_; ++lane) clear(lane);
}

template <class Real>
void BasicBatchAgent<Real>::clear(std::size_t lane) {
  if (lane >= lanes_) throw Error("batch agent: it has ", count_of(lanes_, "lane"), ", so there is no lane ", lane);
  if (!remembers_) return;
  const std::size_t first = lane / tile_lanes_ * tile_lanes_, count = std::min(tile_lanes_, lanes_ - first);
  Real* state = tile_state(first) + (lane - first);
  for (std::size_t row = input_count_; row < program_->row_count(); ++row) state[row * count] = 0;
}

template <class Real>
void BasicBatchAgent<Real>::set_parameters(std::span<const double> parameters) {
  if (parameters.size() != parameters_.size())
    throw Error("batch agent: its network has ", count_of(parameters_.size(), "parameter"), ", got ",
                parameters.size());
  std::ranges::transform(parameters, parameters_.begin(), [](double x) { return static_cast<Real>(x); });
}

template class BasicBatchAgent<float>;
template class BasicBatchAgent<double>;

}  // namespace plexus
