#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

#include <plexus/evolve/run.hpp>

namespace plexus::evolve {

/// Several parts of a report as one: each is called after each generation, in this order, also when one before it said
/// stop; the run goes on when all of them say so. Empty functions are left out.
///
///   run(start, fitness, options, all_of({progress_to(std::cerr), csv_to(file), checkpoint_to("run.bin", {100})}));
OnGeneration all_of(std::vector<OnGeneration> parts);

/// Writes a row of comma-separated values for each generation, and what the columns are before the first of them,
/// unless `header` is false because `out` goes on from before:
///
///   generation,evaluations,best,mean,worst,champion,species,hidden,connections,gates
///
/// They are those of Record. Numbers have all their digits, and nan, inf and -inf stand for what is none; times are not
/// among them, so that the file is the same in every repetition of a run. Each row is flushed.
OnGeneration csv_to(std::ostream& out, bool header = true);

/// Writes a JSON object on a line of its own for each generation, flushed. What is no finite number is null.
///
///   generation    counted from 0
///   evaluations   networks scored so far
///   best, mean, worst                 scores of this generation; mean: of those that are finite
///   hidden, connections, gates        of its best network
///   champion      the best network so far: {score, generation, solved, hidden, connections, gates}
///   species       a list of {id, size, born, improved, best}: members in this generation, the generations in which the
///                 species appeared and last had a better score, and that score
///   threshold     of the next generation's species
///   seconds       since this call of `run` began
///   evaluations_per_second            of this call of `run`
///
/// The last two are those of the clock; all others are the same in every repetition of a run.
OnGeneration jsonl_to(std::ostream& out);

/// Whether a text, of which the end may be missing, is what `csv_to` or `jsonl_to` writes, by its first line; so a run
/// that goes on can tell its report from what is none. An empty text is.
bool is_csv_report(std::string_view text);
bool is_jsonl_report(std::string_view text);

}  // namespace plexus::evolve
