// W3c: the binary 11-multiplexer. One evaluation is one network on all 2,048 samples: three address bits choose one of
// eight data bits. The fitness is 1 minus the mean squared error.

#include <algorithm>
#include <vector>

#include <plexus/core/parallel.hpp>
#include <plexus/program/batch_agent.hpp>

#include "../recipes.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

constexpr std::size_t inputs = 12, samples = 2048, lanes = 128, blocks = samples / lanes, networks = 100;

double bit(std::size_t number, std::size_t position) { return static_cast<double>(number >> position & 1U); }
double input_of(std::size_t sample, std::size_t i) { return i == 0 ? 1 : bit(sample, i - 1); }
double target_of(std::size_t sample) { return bit(sample, 3 + (sample & 7U)); }

class Multiplexer : public Workload {
 public:
  explicit Multiplexer(std::size_t threads) : threads_(threads), inputs_(inputs * samples), fitness_(networks) {
    for (std::size_t block = 0; block < blocks; ++block)
      for (std::size_t i = 0; i < inputs; ++i)
        for (std::size_t lane = 0; lane < lanes; ++lane)
          inputs_[(block * inputs + i) * lanes + lane] = static_cast<float>(input_of(block * lanes + lane, i));
    for (std::size_t sample = 0; sample < samples; ++sample) targets_.push_back(static_cast<float>(target_of(sample)));
    for (std::size_t k = 0; k < networks; ++k) agents_.emplace_back(multiplexer_network(k), lanes);
  }

  // Each fitness, compared with that of the network in double.
  void check() override {
    run(networks);
    std::vector<double> all(samples * inputs);
    for (std::size_t sample = 0; sample < samples; ++sample)
      for (std::size_t i = 0; i < inputs; ++i) all[sample * inputs + i] = input_of(sample, i);
    for (std::size_t k = 0; k < networks; ++k) {
      const auto outputs = multiplexer_network(k).activate_batch(all);
      double error = 0;
      for (std::size_t sample = 0; sample < samples; ++sample) {
        const double difference = outputs[sample] - target_of(sample);
        error += difference * difference;
      }
      const double wanted = 1 - error / samples;
      require_checksum("W3c: fitness of a network", wanted, fitness_[k], 1e-4 * std::max(1.0, -wanted));
    }
  }

  void run(std::size_t operations) override {
    for (std::size_t done = 0; done < operations; done += networks)
      parallel_for(std::min(networks, operations - done), threads_,
                   [&](std::size_t k) { fitness_[k] = evaluate(agents_[k]); });
  }

  std::size_t round() const override { return networks; }

 private:
  double evaluate(BatchAgent& agent) const {
    double error = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
      std::copy_n(inputs_.begin() + static_cast<std::ptrdiff_t>(block * inputs * lanes), inputs * lanes,
                  agent.input().begin());
      agent.step();
      const float* output = agent.output().data();
      const float* target = targets_.data() + block * lanes;
      float sums[16] = {};  // so that a compiler may add them side by side
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const float difference = output[lane] - target[lane];
        sums[lane % 16] += difference * difference;
      }
      for (const float sum : sums) error += static_cast<double>(sum);
    }
    return 1 - error / samples;
  }

  std::size_t threads_;
  std::vector<float> inputs_;   // [block][input][lane]
  std::vector<float> targets_;  // [sample]
  std::vector<BatchAgent> agents_;
  std::vector<double> fitness_;  // of each network
};

}  // namespace

std::unique_ptr<Workload> w3c(std::size_t threads) { return std::make_unique<Multiplexer>(threads); }

}  // namespace plexus::bench
