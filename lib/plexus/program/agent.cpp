#include <plexus/program/agent.hpp>

#include <algorithm>

#include <plexus/core/error.hpp>
#include <plexus/program/program.hpp>

namespace plexus {

template <class Real>
BasicAgent<Real>::BasicAgent(const Network& network)
    : program_(network.topology().program<Real>()),
      parameters_(network.parameters().begin(), network.parameters().end()),
      state_(program_->state_size(1)),
      output_(network.output_count()),
      input_count_(network.input_count()) {
  program_->reset(state_);
}

template <class Real>
std::span<const double> BasicAgent<Real>::activate(std::span<const double> input) & {
  if (input.size() != input_count_)
    throw Error("activate: the agent has ", input_count_, " inputs, got ", input.size(), " numbers");
  std::ranges::transform(input, state_.begin(), [](double x) { return static_cast<Real>(x); });
  program_->forward(parameters_, state_, 1);
  std::copy_n(state_.begin() + static_cast<std::ptrdiff_t>(program_->first_output_row()), output_.size(),
              output_.begin());
  return output_;
}

template <class Real>
void BasicAgent<Real>::clear() {
  program_->clear(state_);
}

template class BasicAgent<float>;
template class BasicAgent<double>;

}  // namespace plexus
