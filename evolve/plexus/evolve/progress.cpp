// The progress line of a run.

#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>

#include <plexus/evolve/run.hpp>

namespace plexus::evolve {
namespace {

std::string in_minutes(double seconds) {
  std::ostringstream text;
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole >= 60) text << whole / 60 << " min ";
  text << whole % 60 << " s";
  return text.str();
}

std::string describe(const Generation& generation) {
  const Record& record = generation.record;
  std::ostringstream text;
  text << "generation " << record.generation + 1 << "/" << generation.population.options().generations
       << std::setprecision(4) << "  best " << record.best << "  mean " << record.mean;
  if (!generation.population.reached_target()) text << "  at most " << in_minutes(generation.seconds_left) << " left";
  text << "  hidden " << record.hidden << "  connections " << record.connections << "  species " << record.species
       << "  champion " << record.champion << std::fixed << std::setprecision(0) << "  "
       << generation.evaluations_per_second << " evaluations/s";
  return text.str();
}

}  // namespace

OnGeneration progress_to(std::ostream& out, std::size_t columns) {
  return [&out, columns](const Generation& generation) {
    // A rewritten line clears what a longer one left behind, and is shorter than the terminal: it must not wrap.
    if (columns > 0)
      out << '\r' << describe(generation).substr(0, columns - 1) << "\x1b[K";
    else
      out << describe(generation) << '\n';
    const bool last = generation.population.reached_target() ||
                      generation.population.generation() >= generation.population.options().generations;
    if (columns > 0 && last) out << '\n';
    out.flush();
    return true;
  };
}

}  // namespace plexus::evolve
