#include <plexus/evolve/strategy/pgpe.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <plexus/core/findings.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/option_ranges.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/strategy/movable.hpp>
#include <plexus/evolve/strategy/strategies.hpp>
#include <plexus/train/optimizer.hpp>

namespace plexus::evolve {
namespace {

constexpr double least_sigma = 1e-9;
constexpr double most = largest_option;  // of a merit and of a slope: their squares, and sums of these, are numbers

// The noise of a pair: a function of the generation, so that it need not be remembered.
std::vector<double> noise_of(std::size_t pair, std::uint64_t generation, std::span<const double> sigma,
                             std::uint64_t seed) {
  Random random(seed, generation, pair, key_of(Purpose::draw));
  std::vector<double> noise;
  noise.reserve(sigma.size());
  for (const double each : sigma) noise.push_back(each * random.normal());
  return noise;
}

std::vector<Network> draw_networks(const State& next, const Movable& moves, std::uint64_t generation) {
  const Options& options = next.options;
  const auto& centre = remembered(next, "centre");
  const auto& sigma = remembered(next, "sigma");
  std::vector<std::optional<Network>> drawn(options.population / 2 * 2);
  parallel_for(drawn.size() / 2, options.threads, [&](std::size_t pair) {
    const auto noise = noise_of(pair, generation, sigma, options.seed);
    std::vector<double> up(centre), down(centre);
    for (std::size_t i = 0; i < noise.size(); ++i) {
      up[i] += noise[i];
      down[i] -= noise[i];
    }
    drawn[2 * pair] = moves.network(up);
    drawn[2 * pair + 1] = moves.network(down);
  });
  std::vector<Network> networks;
  networks.reserve(options.population);
  for (auto& each : drawn) networks.push_back(*std::move(each));
  if (networks.size() < options.population) networks.push_back(moves.network(centre));
  return networks;
}

// Scales numbers so that none is larger than `most`; those that all are smaller stay as they are.
void scale_down(std::vector<double>& numbers) {
  double largest = 0;
  for (const double each : numbers) largest = std::max(largest, std::abs(each));
  if (!(largest > most)) return;
  for (double& each : numbers) each = each / largest * most;
}

// The scores as numbers of which more is better. Those that are no finite number count as the worst that is.
std::vector<double> raw_merits(std::span<const double> scores, Goal goal) {
  std::vector<double> values(scores.begin(), scores.end());
  double worst = std::numeric_limits<double>::infinity();
  for (double& value : values) {
    value = goal == Goal::maximise ? value : -value;
    if (std::isfinite(value)) worst = std::min(worst, value);
  }
  for (double& value : values)
    if (!std::isfinite(value)) value = std::isfinite(worst) ? worst : 0;
  scale_down(values);
  return values;
}

double length_of(std::span<const double> vector) {
  double sum = 0;
  for (const double value : vector) sum += value * value;
  return std::sqrt(sum);
}

void clip_up(std::vector<double>& centre, std::vector<double>& velocity, std::span<const double> gradient,
             const PgpeOptions& options) {
  const double length = length_of(gradient);
  for (std::size_t i = 0; i < centre.size(); ++i)
    velocity[i] = options.momentum * velocity[i] + (length > 0 ? options.rate / length * gradient[i] : 0);
  const double speed = length_of(velocity);
  for (std::size_t i = 0; i < centre.size(); ++i) {
    if (speed > options.max_speed) velocity[i] *= options.max_speed / speed;
    centre[i] += velocity[i];
  }
}

void adam(State& next, std::vector<double> gradient, double rate, std::uint64_t step) {
  for (double& value : gradient) value = -value;  // it descends
  auto& second = remembered(next, "second");
  auto& velocity = remembered(next, "velocity");
  const OptimizerOptions usual;
  row(Optimizer::adam)
      .update(OptimizerStep<double>{usual, rate, step, remembered(next, "centre"), gradient, 1.0, velocity, second});
}

}  // namespace

void begin_pgpe(State& state, std::span<const Network> starts) {
  const Movable moves = keep_start(state, starts, row(state.options.strategy).name);
  remembered(state, "centre") = moves.values_of(starts[0]);
  remembered(state, "sigma").assign(moves.count(), state.options.pgpe.sigma);
  remembered(state, "velocity").assign(moves.count(), 0.0);
  remembered(state, "second").assign(moves.count(), 0.0);
  state.networks = draw_networks(state, moves, 0);
}

void advance_pgpe(const State& state, const Scored& scored, State& next) {
  const PgpeOptions& options = state.options.pgpe;
  const Movable moves = movable(state);
  const auto paired = scored.scores.first(scored.scores.size() / 2 * 2);
  auto merit = options.ranking ? merits(paired, state.options.goal) : raw_merits(paired, state.options.goal);
  if (options.ranking)
    for (double& each : merit) each -= 0.5;

  auto& sigma = remembered(next, "sigma");
  std::vector<std::vector<double>> drawn(paired.size() / 2);
  parallel_for(drawn.size(), state.options.threads,
               [&](std::size_t pair) { drawn[pair] = noise_of(pair, state.generation, sigma, state.options.seed); });
  std::vector<double> noises;
  noises.reserve(drawn.size() * moves.count());
  for (const auto& noise : drawn) noises.insert(noises.end(), noise.begin(), noise.end());
  PgpeGradient gradient = pgpe_gradient(noises, merit, sigma);
  for (auto* slopes : {&gradient.centre, &gradient.sigma}) scale_down(*slopes);

  if (options.ascent == Ascent::clip_up)
    clip_up(remembered(next, "centre"), remembered(next, "velocity"), gradient.centre, options);
  else
    adam(next, gradient.centre, options.rate, state.generation + 1);
  auto& centre = remembered(next, "centre");
  for (std::size_t i = 0; i < centre.size(); ++i) {
    centre[i] = std::clamp(centre[i], -moves.limit(i), moves.limit(i));
    const double share = options.max_change * sigma[i];
    // Wider than the limit, and networks would stand at it.
    const double widest = std::min(most, std::max({least_sigma, options.sigma, moves.limit(i)}));
    sigma[i] =
        std::clamp(sigma[i] + std::clamp(options.sigma_rate * gradient.sigma[i], -share, share), least_sigma, widest);
  }
  next.networks = draw_networks(next, moves, state.generation + 1);
}

void check_pgpe_options(const Options& options, Findings& findings) {
  const PgpeOptions& all = options.pgpe;
  const bool is_used = options.strategy == Strategy::pgpe;
  findings.want(!is_used || options.population >= 2, "population", options.population,
                "at least 2 for the strategy pgpe");
  want_positive(findings, "pgpe.sigma", all.sigma);
  want_positive(findings, "pgpe.rate", all.rate);
  want_positive(findings, "pgpe.max_speed", all.max_speed);
  findings.want(all.momentum >= 0 && all.momentum < 1, "pgpe.momentum", all.momentum, "a number in [0, 1)");
  want_not_negative(findings, "pgpe.sigma_rate", all.sigma_rate);
  findings.want(all.max_change >= 0 && all.max_change < 1, "pgpe.max_change", all.max_change, "a number in [0, 1)");
  findings.want(all.ascent <= Ascent::adam, "pgpe.ascent", static_cast<unsigned>(all.ascent), "clip_up or adam");
}

void check_pgpe(const State& state, Findings& findings) {
  check_one_topology(state, findings);
  findings.want(state.networks.size() == state.options.population, "the number of networks", state.networks.size(),
                "the population, " + std::to_string(state.options.population));
  if (!findings.empty()) return;
  const std::size_t n = movable(state).count();
  for (const char* name : {"centre", "sigma", "velocity", "second"}) check_remembered(state, name, n, findings);
  if (!findings.empty()) return;
  for (const double each : remembered(state, "sigma"))
    findings.want(each > 0 && each <= most, "sigma", each, "a number above 0, at most 1e100");
  for (const double each : remembered(state, "second"))
    findings.want(each >= 0, "a mean square", each, "a number of at least 0");
}

}  // namespace plexus::evolve
