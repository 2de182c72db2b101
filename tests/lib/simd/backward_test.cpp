#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/program/program.hpp>

#include "support/instruction_sets.hpp"
#include "support/network_zoo.hpp"
#include "support/random_network.hpp"
#include "support/striped_network.hpp"
#include "support/wide_network.hpp"

namespace plexus {
namespace {

// What a step back makes of random states and adjoints of all rows: first the adjoints, then the gradient.
template <class Real>
std::vector<double> step_back(const Network& network, std::size_t batch, Arithmetic arithmetic, bool input_adjoints) {
  const auto program = network.topology().program<Real>();
  const std::vector<Real> parameters(network.parameters().begin(), network.parameters().end());
  Random random(batch);
  const auto draw = [&] {
    std::vector<Real> rows(program->state_size(batch));
    for (Real& each : rows) each = static_cast<Real>(random.uniform(-1, 1));
    return rows;
  };
  const std::vector<Real> now = draw(), before = draw();
  std::vector<Real> adjoint = draw(), gradient(parameters.size(), Real{1});
  program->backward(parameters, now, before, adjoint, gradient, batch, arithmetic, input_adjoints);
  if (!input_adjoints) std::fill_n(adjoint.begin(), network.input_count() * batch, Real{0});
  std::vector<double> all(adjoint.begin(), adjoint.end());
  all.insert(all.end(), gradient.begin(), gradient.end());
  return all;
}

// The largest difference, relative to the number, or to 1 where it is smaller.
double difference(const std::vector<double>& got, const std::vector<double>& wanted) {
  double worst = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const double apart = std::abs(got[i] - wanted[i]) / std::max(1.0, std::abs(wanted[i]));
    worst = std::isnan(apart) ? HUGE_VAL : std::max(worst, apart);
  }
  return worst;
}

std::vector<testing::NamedNetwork> networks() {
  auto all = testing::network_zoo();
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    all.push_back({"random_" + std::to_string(seed), testing::random_network(seed, {.inputs = 3,
                                                                                    .hidden = 4 + seed,
                                                                                    .outputs = 2,
                                                                                    .connections = 20 + 2 * seed,
                                                                                    .recurrent = seed % 2 == 1,
                                                                                    .gated = seed % 3 > 0})});
  for (std::uint64_t seed = 0; seed < 15; ++seed)
    all.push_back({"striped_" + std::to_string(seed), testing::striped_network(seed)});
  all.push_back({"wide", testing::wide_network(1)});
  return all;
}

void check(const Network& network, std::size_t batch, bool input_adjoints) {
  CAPTURE(batch, input_adjoints);
  const auto wanted = step_back<double>(network, batch, Arithmetic::exact, input_adjoints);
  CHECK(difference(step_back<double>(network, batch, Arithmetic::fast, input_adjoints), wanted) < 1e-10);
  CHECK(difference(step_back<float>(network, batch, Arithmetic::fast, input_adjoints), wanted) < 1e-3);
}

}  // namespace

TEST_CASE("a fast step back is the exact one, on any network and batch", "[simd][program]") {
  for (const auto& [name, network] : networks()) {
    CAPTURE(name);
    for (const std::size_t batch : {1U, 3U, 16U, 17U, 64U}) check(network, batch, batch % 2 == 0);
  }
}

TEST_CASE("a fast step back is the exact one in every instruction set that this machine has", "[simd][program]") {
  for (const std::int64_t set : testing::instruction_sets()) {
    const testing::OnlyInstructionSet only(set);
    for (const auto& [name, network] : networks()) {
      CAPTURE(name, set);
      for (const std::size_t batch : {3U, 19U}) check(network, batch, true);
    }
  }
}

}  // namespace plexus
