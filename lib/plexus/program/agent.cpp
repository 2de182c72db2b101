#include <plexus/program/agent.hpp>

#include <algorithm>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/program/program.hpp>
#include <plexus/program/single/pass.hpp>
#include <plexus/simd/single.hpp>

namespace plexus {
namespace {

// Numbers, so many that what comes behind them is aligned as they are.
template <class Real>
constexpr std::size_t whole_lines(std::size_t count) {
  constexpr std::size_t line = 64 / sizeof(Real);
  return (count + line - 1) / line * line;
}

}  // namespace

template <class Real>
BasicAgent<Real>::BasicAgent(const Network& network, Arithmetic arithmetic)
    : program_(network.topology().program<Real>()),
      output_(network.output_count()),
      input_count_(network.input_count()),
      arithmetic_(arithmetic) {
  if (arithmetic == Arithmetic::fast) pass_ = program_->single_pass();
  if (pass_) {
    step_ = simd::single_step<Real>();
    parameter_room_ = whole_lines<Real>(pass_->packed_count);
    numbers_.resize(parameter_room_ + pass_->row_count);
    pass_->pack(network.parameters(), parameters().first(pass_->packed_count));
    pass_->fill(state(), Real{1});
  } else {
    parameter_room_ = whole_lines<Real>(network.parameters().size());
    numbers_.resize(parameter_room_ + program_->state_size(1));
    std::ranges::transform(network.parameters(), numbers_.begin(), [](double x) { return static_cast<Real>(x); });
    program_->reset(state());
    program_->prepare(arithmetic);
  }
}

template <class Real>
std::span<const double> BasicAgent<Real>::activate(std::span<const double> input) & {
  if (input.size() != input_count_)
    throw Error("activate: the agent has ", count_of(input_count_, "input"), ", got ",
                count_of(input.size(), "number"));
  if (pass_) {
    step_(*pass_, parameters().data(), state().data(), input.data(), output_.data());
  } else {
    std::ranges::transform(input, state().begin(), [](double x) { return static_cast<Real>(x); });
    program_->forward(parameters(), state(), 1, arithmetic_);
    std::copy_n(state().begin() + static_cast<std::ptrdiff_t>(program_->first_output_row()), output_.size(),
                output_.begin());
  }
  return output_;
}

template <class Real>
void BasicAgent<Real>::clear() {
  if (pass_)
    pass_->fill(state(), Real{0});
  else
    program_->clear(state());
}

template class BasicAgent<float>;
template class BasicAgent<double>;

}  // namespace plexus
