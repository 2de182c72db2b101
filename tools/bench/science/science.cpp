#include "science.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <mutex>
#include <numeric>
#include <ostream>

#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/core/table.hpp>
#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/run.hpp>

namespace plexus::bench {
namespace {

constexpr std::size_t fresh_episodes = 100;

// Seconds that this thread has worked.
double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// The task of a row, with its bar; one that goes on is never solved.
evolve::Task task_of(const ScienceRow& row, const settings::Setting& setting) {
  evolve::Task task = settings::task_with(evolve::task_named(row.task), setting);
  if (row.bar)
    task.fitness =
        std::move(task.fitness).solved_when([bar = *row.bar](const Network&, const evolve::Evaluation& found) {
          return found.score >= bar;
        });
  if (row.goes_on)
    task.fitness = std::move(task.fitness).solved_when([](const Network&, const evolve::Evaluation&) { return false; });
  return task;
}

// The mean of episodes that no generation has played.
double fresh_score(const Network& network, const evolve::GameRow& game, std::uint64_t seed) {
  const evolve::Fitness fitness = evolve::score_in(game, {.confirm = fresh_episodes});
  std::vector<double> scores(fresh_episodes);
  constexpr std::uint64_t after_all = std::uint64_t{1} << 62U;
  fitness.confirm(network, {seed, after_all, 0}, 0, scores);
  return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

}  // namespace

std::vector<const ScienceRow*> science_rows_named(std::span<const std::string> names) {
  std::vector<const ScienceRow*> found;
  const auto add = [&](const ScienceRow& row) {
    if (std::ranges::find(found, &row) == found.end()) found.push_back(&row);
  };
  if (names.empty()) std::ranges::for_each(science_rows(), add);
  for (const std::string& name : names) add(row_named(science_rows(), name, "row of the published tables"));
  return found;
}

Run run_once(const ScienceRow& row, std::uint64_t seed) {
  settings::Setting setting = row.setting();
  const evolve::Task task = task_of(row, setting);
  setting.options.seed = seed;
  setting.options.threads = 1;
  const double begin = thread_seconds();
  const evolve::Result result = evolve::run(setting.start, task.fitness, setting.options);
  Run run{.seed = seed,
          .solved = is_success(result.stopped),
          .evaluations = result.history.back().evaluations,
          .generations = result.generations,
          .hidden = result.best.topology().hidden_count(),
          .connections = result.best.topology().connection_count(),
          .generalisation = {},
          .score = result.score,
          .seconds = thread_seconds() - begin};
  if (task.generalise) run.generalisation = static_cast<double>(task.generalise(result.best).mastered);
  if (row.quotes_score) {
    const evolve::GameRow& game = evolve::game_named(evolve::task_named(row.task).game);
    run.score = fresh_score(result.best, game, seed);
    run.solved = run.score >= game.solved;
  }
  return run;
}

std::vector<Run> run_all(const ScienceRow& row, const ScienceOptions& options, std::ostream& log) {
  const std::uint64_t last = options.last_seed.value_or(options.first_seed + row.seeds - 1);
  if (last < options.first_seed)
    throw Error("the seeds end at ", last, ", before they begin, at ", options.first_seed, "; say the lower one first");
  std::vector<std::optional<Run>> runs(last - options.first_seed + 1);
  std::mutex mutex;
  std::size_t done = 0, solved = 0, told = 0;
  std::atomic<std::size_t> next = 0;  // so that seeds are run in their order, whoever runs them
  parallel_for(runs.size(), options.threads, [&](std::size_t) {
    const std::size_t i = next++;
    if (options.stop && options.stop()) return;
    const Run run = run_once(row, options.first_seed + i);
    const std::lock_guard lock(mutex);
    runs[i] = run;
    for (; options.on_run && told < runs.size() && runs[told]; ++told) options.on_run(*runs[told]);
    ++done;
    solved += runs[i]->solved ? 1 : 0;
    log << row.name << ": seed " << runs[i]->seed << ", " << runs[i]->evaluations << " evaluations"
        << (runs[i]->solved ? "" : ", not solved") << " (" << done << " of " << runs.size() << " done, " << solved
        << " solved)\n"
        << std::flush;
  });
  std::vector<Run> all;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i]) continue;
    all.push_back(*runs[i]);
    if (options.on_run && i >= told) options.on_run(*runs[i]);  // beyond one that was left out in the end
  }
  return all;
}

ScienceSummary summary_of(std::span<const Run> runs) {
  ScienceSummary summary;
  summary.runs = runs.size();
  std::vector<double> evaluations;
  double generalisation = 0;
  std::size_t generalised = 0;
  for (const Run& run : runs) {
    summary.score += run.score / static_cast<double>(runs.size());
    if (!run.solved) continue;
    evaluations.push_back(static_cast<double>(run.evaluations));
    summary.hidden += static_cast<double>(run.hidden);
    summary.seconds += run.seconds;
    generalisation += run.generalisation.value_or(0);
    generalised += run.generalisation ? 1 : 0;
  }
  summary.solved = evaluations.size();
  if (evaluations.empty()) return summary;
  std::ranges::sort(evaluations);
  const auto count = static_cast<double>(evaluations.size());
  summary.mean = std::accumulate(evaluations.begin(), evaluations.end(), 0.0) / count;
  const std::size_t middle = evaluations.size() / 2;
  summary.median =
      evaluations.size() % 2 == 1 ? evaluations[middle] : (evaluations[middle - 1] + evaluations[middle]) / 2;
  for (const double each : evaluations) summary.deviation += (each - summary.mean) * (each - summary.mean);
  summary.deviation = count > 1 ? std::sqrt(summary.deviation / (count - 1)) : 0;
  summary.most = evaluations.back();
  summary.hidden /= count;
  summary.seconds /= count;
  if (generalised > 0) summary.generalisation = generalisation / static_cast<double>(generalised);
  return summary;
}

}  // namespace plexus::bench
