#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <hwy/targets.h>

#include <plexus/core/random.hpp>
#include <plexus/program/program.hpp>

#include "support/instruction_sets.hpp"
#include "support/network_zoo.hpp"
#include "support/random_network.hpp"
#include "support/striped_network.hpp"
#include "support/wide_network.hpp"

namespace plexus {
namespace {

// All rows after some steps of random inputs, [row][batch].
template <class Real>
std::vector<Real> run(const Network& network, std::size_t batch, Arithmetic arithmetic, std::size_t steps = 4) {
  const auto program = network.topology().program<Real>();
  const std::vector<Real> parameters(network.parameters().begin(), network.parameters().end());
  std::vector<Real> state(program->state_size(batch));
  program->reset(state);
  for (std::size_t step = 0; step < steps; ++step) {
    for (std::size_t lane = 0; lane < batch; ++lane) {  // a lane's inputs are its own, whatever the batch
      Random random(100 * step + lane);
      for (std::size_t i = 0; i < network.input_count(); ++i)
        state[i * batch + lane] = static_cast<Real>(random.uniform(-1, 1));
    }
    program->forward(parameters, state, batch, arithmetic);
  }
  return state;
}

template <class Real>
void check_near(std::span<const Real> got, std::span<const double> wanted, double tolerance) {
  REQUIRE(got.size() == wanted.size());
  double worst = 0;
  for (std::size_t i = 0; i < got.size(); ++i)
    worst = std::max(worst, std::abs(static_cast<double>(got[i]) - wanted[i]) / std::max(1.0, std::abs(wanted[i])));
  CHECK(worst < tolerance);
}

std::vector<testing::NamedNetwork> networks() {
  auto all = testing::network_zoo();
  for (std::uint64_t seed = 0; seed < 40; ++seed)
    all.push_back({"random_" + std::to_string(seed), testing::random_network(seed, {.inputs = 3,
                                                                                    .hidden = 4 + seed % 20,
                                                                                    .outputs = 2,
                                                                                    .connections = 20 + 2 * seed,
                                                                                    .recurrent = seed % 2 == 1,
                                                                                    .gated = seed % 3 > 0,
                                                                                    .weight = 0.5})});
  for (std::uint64_t seed = 0; seed < 15; ++seed)
    all.push_back({"striped_" + std::to_string(seed), testing::striped_network(seed)});
  all.push_back({"wide", testing::wide_network(1)});
  return all;
}

constexpr std::size_t batches[] = {1, 2, 3, 15, 16, 17, 64, 100};

}  // namespace

TEST_CASE("fast arithmetic agrees with exact arithmetic in every row, on any network and batch", "[simd][program]") {
  for (const auto& [name, network] : networks())
    for (const std::size_t batch : batches) {
      CAPTURE(name, batch);
      const auto exact = run<double>(network, batch, Arithmetic::exact);
      check_near<double>(run<double>(network, batch, Arithmetic::fast), exact, 1e-11);
      // An activation with a step or a kink may fall on its other side in float.
      const auto single = run<float>(network, batch, Arithmetic::exact);
      check_near<float>(run<float>(network, batch, Arithmetic::fast),
                        {std::vector<double>(single.begin(), single.end())}, 1e-4);
    }
}

TEST_CASE("each instruction set agrees with exact arithmetic", "[simd][program]") {
  const auto all = networks();
  for (const std::int64_t set : testing::instruction_sets()) {
    const testing::OnlyInstructionSet only(set);
    for (std::size_t k = 0; k < all.size(); k += 3)
      for (const std::size_t batch : {1U, 7U, 17U, 100U}) {
        CAPTURE(all[k].name, batch, hwy::TargetName(set));
        const auto exact = run<double>(all[k].network, batch, Arithmetic::exact);
        check_near<double>(run<double>(all[k].network, batch, Arithmetic::fast), exact, 1e-11);
        const auto single = run<float>(all[k].network, batch, Arithmetic::exact);
        check_near<float>(run<float>(all[k].network, batch, Arithmetic::fast),
                          {std::vector<double>(single.begin(), single.end())}, 1e-4);
      }
  }
}

TEST_CASE("a lane gets the same bits in fast arithmetic whatever the batch", "[simd][program]") {
  for (const std::int64_t set : testing::instruction_sets()) {
    const testing::OnlyInstructionSet only(set);
    for (const auto& [name, network] : networks()) {
      const auto many = run<float>(network, 100, Arithmetic::fast);
      for (const std::size_t batch : batches) {
        CAPTURE(name, batch, hwy::TargetName(set));
        const auto few = run<float>(network, batch, Arithmetic::fast);
        bool same = true;
        for (std::size_t i = 0; i < few.size(); ++i) same = same && few[i] == many[i / batch * 100 + i % batch];
        CHECK(same);
      }
    }
  }
}

TEST_CASE("what goes wrong in one lane stays in it in fast arithmetic", "[simd][program]") {
  for (const testing::NamedNetwork& each : networks()) {
    const Network& network = each.network;
    const auto program = network.topology().program<float>();
    const std::vector<float> parameters(network.parameters().begin(), network.parameters().end());
    for (const std::size_t batch : {3U, 17U, 64U, 100U}) {
      CAPTURE(each.name, batch);
      const auto run_with = [&](float odd) {
        std::vector<float> state(program->state_size(batch));
        program->reset(state);
        for (int step = 0; step < 3; ++step) {
          for (std::size_t i = 0; i < network.input_count() * batch; ++i)
            state[i] = i % batch == 2 ? odd : 0.01F * static_cast<float>(i % 7);
          program->forward(parameters, state, batch, Arithmetic::fast);
        }
        return state;
      };
      const auto sound = run_with(0.5F);
      for (const float odd : {std::numeric_limits<float>::quiet_NaN(), 3e38F, 1e6F}) {
        const auto spoilt = run_with(odd);
        bool same = true;
        for (std::size_t i = 0; i < sound.size(); ++i) same = same && (i % batch == 2 || sound[i] == spoilt[i]);
        CHECK(same);
      }
    }
  }
}

TEST_CASE("the wide network of these tests has dense blocks of every kind of gating", "[simd][program]") {
  std::size_t plain = 0, by_source = 0, by_target = 0;
  for (const Kernel& each : compile(testing::wide_network(1).topology()).kernels)
    if (const auto* dense = std::get_if<kernel::Dense>(&each)) {
      plain += dense->gating ? 0 : 1;
      by_source += dense->gating == Gating::source ? 1 : 0;
      by_target += dense->gating == Gating::target ? 1 : 0;
    }
  CHECK(plain > 0);
  CHECK(by_source > 0);
  CHECK(by_target > 0);
}

}  // namespace plexus
