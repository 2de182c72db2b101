#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <plexus/evolve/evaluate.hpp>
#include <plexus/evolve/fitness.hpp>
#include <plexus/evolve/options.hpp>
#include <plexus/evolve/population.hpp>

namespace plexus::evolve {

/// Why a run ended. When several reasons hold, the first of these is told.
enum class Stopped : std::uint8_t {
  solved,       ///< the champion meets the criterion of the problem
  target,       ///< its score is as good as Options::target
  generations,  ///< as many as Options::generations
  evaluations,  ///< Options::evaluations
  patience,     ///< Options::patience generations without a better champion
  seconds,      ///< Options::seconds
  callback,     ///< it returned false
};

/// Whether a run found what it looked for: it solved the problem, or reached the target.
constexpr bool is_success(Stopped reason) { return reason == Stopped::solved || reason == Stopped::target; }

/// What a run reports after each generation.
struct Generation {
  const Record& record;                 ///< of the generation that was just scored
  const Population& population;         ///< already the next generation: save it here to go on from here
  double evaluations_per_second = 0;    ///< of this call of `run`
  double seconds = 0;                   ///< since it began
  double seconds_left = 0;              ///< at most, by the limits among the options
  std::optional<Stopped> stopped = {};  ///< why the run ends with this generation; empty: it goes on
};

/// Called after each generation; the run stops when it returns false.
using OnGeneration = std::function<bool(const Generation&)>;

/// What a run found. Its first three members can be taken at once:
///
///   auto [best, score, generations] = run(...);
struct Result {
  Network best;                 ///< the best network that was seen, cleared, as it was scored
  double score = 0;             ///< its score, confirmed if the fitness confirms
  std::size_t generations = 0;  ///< that were scored
  Stopped stopped = Stopped::generations;
  std::vector<Record> history;  ///< one for each generation

  template <std::size_t I, class Self>
  static decltype(auto) member(Self&& self) {
    if constexpr (I == 0)
      return (std::forward<Self>(self).best);
    else if constexpr (I == 1)
      return (std::forward<Self>(self).score);
    else
      return (std::forward<Self>(self).generations);
  }
};
template <std::size_t I>
decltype(auto) get(const Result& result) {
  return Result::member<I>(result);
}
template <std::size_t I>
decltype(auto) get(Result& result) {
  return Result::member<I>(result);
}
template <std::size_t I>
decltype(auto) get(Result&& result) {
  return Result::member<I>(std::move(result));
}

/// Evolves a network until the problem is solved or one of the limits among the options is reached (see Stopped). The
/// same arguments give the same result, bit for bit, on any number of threads, unless Options::seconds ends it.
/// With Strategy::steady_state nobody waits for a slow evaluation (see steady_run.hpp).
///
/// A score may be any number: NaN is the worst, and an infinity is what it says. A generation without any finite score
/// is survived, and the champion stays. But there has to be something to select by: throws Error, with the generation
/// and how many scores were what, when up to then no generation had a finite score, unless an infinite one reaches the
/// target.
///
/// Throws Error also when an option is out of its range, or a fitness throws: then with its message, the generation and
/// the individual.
Result run(const Network& start, const Fitness& fitness, const Options& options = {},
           const OnGeneration& on_generation = {});

/// The same with any evaluator, whose goal is taken.
Result run(const Network& start, Evaluator& evaluator, const Options& options = {},
           const OnGeneration& on_generation = {});

/// Goes on with a population, until it has been told options().generations times in all, or another limit ends it:
/// evaluations and patience count what was before this call, seconds do not. The goal of the fitness is taken by a
/// population that was told no scores yet, and has to be that of another. When this throws, the population is that
/// of the generation that failed: it can be saved, and run again.
Result run(Population& population, const Fitness& fitness, const OnGeneration& on_generation = {});
Result run(Population& population, Evaluator& evaluator, const OnGeneration& on_generation = {});

/// Writes the progress of a run: the scores of the champion and of the generation, and the size of the champion. On a
/// terminal of so many columns one line that is written over, with as much as fits; with 0 columns, which is no
/// terminal, a line for each generation.
OnGeneration progress_to(std::ostream& out, std::size_t columns = 0);

}  // namespace plexus::evolve

template <>
struct std::tuple_size<plexus::evolve::Result> : std::integral_constant<std::size_t, 3> {};
template <std::size_t I>
struct std::tuple_element<I, plexus::evolve::Result> {
  using type = std::tuple_element_t<I, std::tuple<plexus::Network, double, std::size_t>>;
};
