#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <plexus/network/network.hpp>
#include <plexus/program/program.hpp>

namespace plexus::bench {

/// A network on many samples or episodes side by side, in float.
class BatchAgent {
 public:
  BatchAgent(const Network& network, std::size_t lanes)
      : program_(network.topology().program<float>()),
        parameters_(network.parameters().begin(), network.parameters().end()),
        state_(program_->state_size(lanes)),
        lanes_(lanes),
        inputs_(network.input_count()),
        outputs_(network.output_count()) {
    program_->reset(state_);
  }

  std::size_t lanes() const noexcept { return lanes_; }
  std::span<float> input() noexcept { return std::span(state_).first(inputs_ * lanes_); }  ///< [input][lane]
  std::span<const float> output() const noexcept {
    return std::span(state_).subspan(program_->first_output_row() * lanes_, outputs_ * lanes_);
  }  ///< [output][lane]
  void step() { program_->forward(parameters_, state_, lanes_); }
  void clear() { program_->clear(state_); }

 private:
  std::shared_ptr<const Program<float>> program_;
  std::vector<float> parameters_, state_;
  std::size_t lanes_, inputs_, outputs_;
};

}  // namespace plexus::bench
