// W2: many samples side by side, one step at a time; each lane carries a state of its own.

#include <algorithm>
#include <vector>

#include <plexus/program/batch_agent.hpp>

#include "activation_network.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

class Batch : public Workload {
 public:
  Batch(const ActivationNetwork& about, std::size_t lanes)
      : about_(about),
        network_(about.make()),
        vectors_(input_vectors(network_.input_count())),
        lanes_(lanes),
        agent_(network_, lanes) {
    show(agent_, [](std::size_t lane) { return lane; });
  }

  void check() override { about_.remembers ? check_sequences() : check_vectors(); }

  void run(std::size_t operations) override {
    float sum = 0;
    for (std::size_t i = 0; i < operations; ++i) {
      agent_.step();
      sum += agent_.output().front();
    }
    seen_ = sum;
  }

 private:
  // Gives each lane an input vector.
  template <class Vector>
  void show(BatchAgent& agent, Vector vector_of) const {
    const std::size_t inputs = network_.input_count();
    const auto rows = agent.input();
    for (std::size_t lane = 0; lane < lanes_; ++lane)
      for (std::size_t i = 0; i < inputs; ++i)
        rows[i * lanes_ + lane] = static_cast<float>(vectors_[vector_of(lane) % vector_count * inputs + i]);
  }

  double sum_of(const BatchAgent& agent, std::size_t lane) const {
    double sum = 0;
    for (std::size_t i = 0; i < network_.output_count(); ++i)
      sum += static_cast<double>(agent.output()[i * lanes_ + lane]);
    return sum;
  }

  // All vectors, side by side as far as the lanes go.
  void check_vectors() const {
    BatchAgent agent(network_, lanes_);
    double sum = 0;
    for (std::size_t first = 0; first < vector_count; first += lanes_) {
      show(agent, [=](std::size_t lane) { return first + lane; });
      agent.step();
      for (std::size_t lane = 0; lane < std::min(lanes_, vector_count - first); ++lane) sum += sum_of(agent, lane);
    }
    require_checksum(about_.name, about_.checksum, sum, 1e-3);
  }

  // The sequence of the checksum in every second lane; the others see something else.
  void check_sequences() const {
    BatchAgent agent(network_, lanes_);
    std::vector<double> sums(lanes_);
    for (std::size_t step = 0; step < about_.steps; ++step) {
      show(agent, [=](std::size_t lane) { return step + (lane % 2 == 0 ? 0 : lane); });
      agent.step();
      for (std::size_t lane = 0; lane < lanes_; lane += 2) sums[lane] += sum_of(agent, lane);
    }
    for (std::size_t lane = 0; lane < lanes_; lane += 2)
      require_checksum(about_.name, about_.checksum, sums[lane], 1e-3);
  }

  const ActivationNetwork& about_;
  Network network_;
  std::vector<double> vectors_;  // [vector][component]
  std::size_t lanes_;
  BatchAgent agent_;
  volatile float seen_ = 0;  // so that nothing is left out
};

}  // namespace

std::unique_ptr<Workload> make_batch(char network, std::size_t lanes) {
  return std::make_unique<Batch>(activation_network(network), lanes);
}

}  // namespace plexus::bench
