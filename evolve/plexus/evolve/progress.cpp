// The progress line of a run.

#include <iomanip>
#include <sstream>
#include <string>

#include <plexus/core/status_line.hpp>
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
  if (!generation.stopped) text << "  at most " << in_minutes(generation.seconds_left) << " left";
  text << "  hidden " << record.hidden << "  connections " << record.connections << "  species " << record.species
       << "  champion " << record.champion << std::fixed << std::setprecision(0) << "  "
       << generation.evaluations_per_second << " evaluations/s";
  return text.str();
}

}  // namespace

OnGeneration progress_to(std::ostream& out, std::size_t columns) {
  return [&out, columns](const Generation& generation) {
    show_status(out, describe(generation), columns, generation.stopped.has_value());
    return true;
  };
}

}  // namespace plexus::evolve
