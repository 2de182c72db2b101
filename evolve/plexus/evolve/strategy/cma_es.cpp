#include <plexus/evolve/strategy/cma_es.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/evolve/evaluation.hpp>
#include <plexus/evolve/option_ranges.hpp>
#include <plexus/evolve/purpose.hpp>
#include <plexus/evolve/strategy/cma_es_restart.hpp>
#include <plexus/evolve/strategy/cma_es_search.hpp>
#include <plexus/evolve/strategy/movable.hpp>
#include <plexus/evolve/strategy/strategies.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t most_doublings = 20;

bool is_diagonal(const State& state) { return state.options.strategy == Strategy::sep_cma_es; }

// The whole numbers and the step sizes of a run, in the order in which they are remembered.
constexpr std::size_t scalar_count = 12;

void remember(State& state, CmaEsSearch search, const CmaEsSchedule& schedule) {
  const auto number = [](std::size_t value) { return static_cast<double>(value); };
  remembered(state, "cma_es") = {number(schedule.lambda),
                                 schedule.sigma,
                                 number(schedule.restarts),
                                 number(schedule.doublings),
                                 schedule.small ? 1.0 : 0.0,
                                 number(schedule.evaluations),
                                 number(schedule.evaluations_small),
                                 number(schedule.evaluations_large),
                                 number(schedule.evaluations_last),
                                 search.sigma,
                                 number(search.generation),
                                 number(search.decomposed)};
  remembered(state, "mean") = std::move(search.mean);
  remembered(state, "path_sigma") = std::move(search.path_sigma);
  remembered(state, "path") = std::move(search.path);
  remembered(state, "covariance") = std::move(search.covariance);
  remembered(state, "axes") = std::move(search.axes);
  remembered(state, "lengths") = std::move(search.lengths);
}

CmaEsSchedule schedule_of(const State& state) {
  const auto& all = remembered(state, "cma_es");
  const auto count = [&](std::size_t i) { return static_cast<std::size_t>(all[i]); };
  return {count(0), all[1], count(2), count(3), all[4] != 0, count(5), count(6), count(7), count(8)};
}

CmaEsSearch search_of(const State& state) {
  const auto& all = remembered(state, "cma_es");
  CmaEsSearch search(remembered(state, "mean"), all[9], is_diagonal(state));
  search.generation = static_cast<std::size_t>(all[10]);
  search.decomposed = static_cast<std::size_t>(all[11]);
  search.path_sigma = remembered(state, "path_sigma");
  search.path = remembered(state, "path");
  search.covariance = remembered(state, "covariance");
  search.axes = remembered(state, "axes");
  search.lengths = remembered(state, "lengths");
  return search;
}

std::size_t first_lambda(const Options& options) { return options.population - (options.cma_es.mean ? 1 : 0); }

std::vector<double> draw(const CmaEsSearch& search, std::size_t i, std::uint64_t seed, std::uint64_t generation) {
  Random random(seed, generation, i, key_of(Purpose::draw));
  return search.draw(random);
}

std::vector<Network> draw_networks(const CmaEsSearch& search, std::size_t lambda, const Movable& moves,
                                   const Options& options, std::uint64_t generation) {
  std::vector<std::optional<Network>> drawn(lambda);
  parallel_for(lambda, options.threads,
               [&](std::size_t i) { drawn[i] = moves.network(draw(search, i, options.seed, generation)); });
  std::vector<Network> networks;
  networks.reserve(lambda + 1);
  for (auto& each : drawn) networks.push_back(*std::move(each));
  if (options.cma_es.mean) networks.push_back(moves.network(search.mean));
  return networks;
}

// Costs, of which less is better and NaN is the worst.
double cost_of(double score, Goal goal) {
  if (std::isnan(score)) return std::numeric_limits<double>::infinity();
  return goal == Goal::minimise ? score : -score;
}

// Around the start, as the first networks of other strategies are.
std::vector<double> another_mean(const Movable& moves, const State& state, Random& random) {
  std::vector<double> mean = moves.values_of(state.kept.front());
  for (std::size_t i = 0; i < mean.size(); ++i)
    mean[i] = std::clamp(mean[i] + state.options.spread * random.normal(), -moves.limit(i), moves.limit(i));
  return mean;
}

}  // namespace

void begin_cma_es(State& state, std::span<const Network> starts) {
  const Movable moves = keep_start(state, starts, row(state.options.strategy).name);
  CmaEsSearch search(moves.values_of(starts[0]), state.options.cma_es.sigma, is_diagonal(state));
  CmaEsSchedule schedule;
  schedule.lambda = first_lambda(state.options);
  schedule.sigma = search.sigma;
  state.networks = draw_networks(search, schedule.lambda, moves, state.options, 0);
  remembered(state, "best_costs");
  remembered(state, "median_costs");
  remember(state, std::move(search), schedule);
}

void advance_cma_es(const State& state, const Scored& scored, State& next) {
  const Options& options = state.options;
  const Movable moves = movable(state);
  CmaEsSearch search = search_of(state);
  CmaEsSchedule schedule = schedule_of(state);
  std::vector<double> vectors, costs;
  for (const std::size_t i : scored.order) {
    if (i >= schedule.lambda) continue;  // the mean
    auto values = moves.values_of(state.networks[i]);
    const bool learned = options.inherit_learned && !scored.evaluations[i].learned.empty();
    if (!learned && moves.is_limited(values)) values = draw(search, i, options.seed, state.generation);
    vectors.insert(vectors.end(), values.begin(), values.end());
    costs.push_back(cost_of(scored.scores[i], options.goal));
  }
  CmaEsHistory history{remembered(state, "best_costs"), remembered(state, "median_costs")};
  history.add(costs);
  schedule.evaluations += scored.scores.size();

  const CmaEsParameters parameters(search.dimension(), schedule.lambda, options.cma_es.active, is_diagonal(state));
  const bool can_go_on = search.follow(vectors, parameters);
  for (std::size_t i = 0; i < moves.count(); ++i)
    search.mean[i] = std::clamp(search.mean[i], -moves.limit(i), moves.limit(i));
  if (!can_go_on || schedule.is_used_up(options.cma_es) ||
      reason_to_stop(search, history, costs, schedule.sigma, options.cma_es)) {
    Random random(options.seed, state.generation + 1, everyone, key_of(Purpose::restart));
    schedule = schedule.next(first_lambda(options), options.cma_es, random);
    search = CmaEsSearch(another_mean(moves, state, random), schedule.sigma, is_diagonal(state));
    history = {};
  }
  next.networks = draw_networks(search, schedule.lambda, moves, options, state.generation + 1);
  remembered(next, "best_costs") = std::move(history.best);
  remembered(next, "median_costs") = std::move(history.median);
  remember(next, std::move(search), schedule);
}

void check_cma_es_options(const Options& options, Findings& findings) {
  const CmaEsOptions& all = options.cma_es;
  want_positive(findings, "cma_es.sigma", all.sigma);
  findings.want(all.restart <= Restart::bipop, "cma_es.restart", static_cast<unsigned>(all.restart),
                "same, ipop or bipop");
  findings.want(all.doublings <= most_doublings, "cma_es.doublings", all.doublings,
                "0 to " + std::to_string(most_doublings));
  want_not_negative(findings, "cma_es.tol_x", all.tol_x);
  want_not_negative(findings, "cma_es.tol_fun", all.tol_fun);
  if (options.strategy != Strategy::cma_es && options.strategy != Strategy::sep_cma_es) return;
  const std::size_t least = all.mean ? 3 : 2;
  findings.want(options.population >= least, "population", options.population,
                "at least " + std::to_string(least) + " for the strategy " + std::string(row(options.strategy).name));
  if (all.restart == Restart::same || all.doublings > most_doublings) return;
  findings.want(options.population <= (most_networks >> all.doublings) || options.population > most_networks,
                "cma_es.doublings", all.doublings,
                "so few that a population of " + std::to_string(options.population) + " is at most " +
                    std::to_string(most_networks) + " after them");
}

void check_cma_es(const State& state, Findings& findings) {
  check_one_topology(state, findings);
  if (!findings.empty()) return;
  const std::size_t n = movable(state).count(), matrix = n * n;
  for (const char* name : {"mean", "path_sigma", "path", "lengths"}) check_remembered(state, name, n, findings);
  check_remembered(state, "covariance", is_diagonal(state) ? n : matrix, findings);
  check_remembered(state, "axes", is_diagonal(state) ? 0 : matrix, findings);
  check_remembered(state, "cma_es", scalar_count, findings);
  if (!findings.empty()) return;
  const auto& numbers = remembered(state, "cma_es");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool is_step_size = i == 1 || i == 9;  // and may be large; the others are counted
    findings.want(numbers[i] >= 0 && (is_step_size || numbers[i] < 0x1p53),
                  "a number of what is remembered as 'cma_es'", numbers[i], "one in [0, 2^53)");
  }
  for (const double length : remembered(state, "lengths"))
    findings.want(length > 0, "a length of an axis", length, "a number above 0");
  findings.want(remembered(state, "cma_es")[9] > 0, "sigma", remembered(state, "cma_es")[9], "a number above 0");
  if (!findings.empty()) return;
  const CmaEsSchedule schedule = schedule_of(state);
  const std::size_t with_mean = schedule.lambda + (state.options.cma_es.mean ? 1 : 0);
  findings.want(schedule.lambda >= 2 && with_mean == state.networks.size(), "lambda", schedule.lambda,
                "that of " + std::to_string(state.networks.size()) + " networks");
  findings.want(schedule.doublings <= most_doublings, "the number of doublings", schedule.doublings,
                "0 to " + std::to_string(most_doublings));
  const auto& best = remembered(state, "best_costs");
  const auto& median = remembered(state, "median_costs");
  findings.want(best.size() == median.size(), "the number of median costs", median.size(),
                "that of best costs, " + std::to_string(best.size()));
}

}  // namespace plexus::evolve
