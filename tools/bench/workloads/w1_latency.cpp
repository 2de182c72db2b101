// W1: one sample at a time, through an agent.

#include <numeric>
#include <span>
#include <vector>

#include <plexus/program/agent.hpp>

#include "activation_network.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

class Latency : public Workload {
 public:
  explicit Latency(const ActivationNetwork& about)
      : about_(about), network_(about.make()), inputs_(input_vectors(network_.input_count())), agent_(network_) {}

  void check() override {
    require_checksum(about_.name, about_.checksum, checksum<BasicAgent<double>>(), 1e-6);
    require_checksum(about_.name, about_.checksum, checksum<Agent>(), 1e-3);
  }

  void run(std::size_t operations) override {
    double sum = 0;
    for (std::size_t i = 0; i < operations; ++i) sum += agent_.activate(input(i)).front();
    seen_ = sum;
  }

  std::size_t round() const override { return vector_count; }

 private:
  std::span<const double> input(std::size_t nth) const {
    return std::span(inputs_).subspan(nth % vector_count * network_.input_count(), network_.input_count());
  }

  template <class Walker>
  double checksum() const {
    Walker agent(network_);
    double sum = 0;
    for (std::size_t i = 0; i < about_.steps; ++i) {
      const auto output = agent.activate(input(i));
      sum = std::accumulate(output.begin(), output.end(), sum);
    }
    return sum;
  }

  const ActivationNetwork& about_;
  Network network_;
  std::vector<double> inputs_;  // [vector][component]
  Agent agent_;
  volatile double seen_ = 0;  // so that nothing is left out
};

std::unique_ptr<Workload> make(char letter) { return std::make_unique<Latency>(activation_network(letter)); }

}  // namespace

std::unique_ptr<Workload> w1a(std::size_t) { return make('a'); }
std::unique_ptr<Workload> w1b(std::size_t) { return make('b'); }
std::unique_ptr<Workload> w1c(std::size_t) { return make('c'); }
std::unique_ptr<Workload> w1d(std::size_t) { return make('d'); }

}  // namespace plexus::bench
