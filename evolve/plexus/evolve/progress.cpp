// The progress line of a run.

#include <cmath>
#include <cstddef>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

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

// To four digits, or as many as its whole part has.
std::string short_text(double score) {
  std::ostringstream text;
  const double whole_digits = std::abs(score) >= 1 ? std::floor(std::log10(std::abs(score))) + 1 : 1;
  text << std::setprecision(whole_digits > 4 && whole_digits < 16 ? static_cast<int>(whole_digits) : 4) << score;
  return text.str();
}

// What there is to tell, the most important first. The champion is what is saved in the end.
std::vector<std::string> parts_of(const Generation& generation) {
  const Record& record = generation.record;
  const Champion& champion = generation.population.champion();
  std::vector<std::string> parts{"generation " + std::to_string(record.generation + 1) + "/" +
                                     std::to_string(generation.population.options().generations),
                                 "champion " + short_text(champion.score), "best " + short_text(record.best),
                                 "mean " + short_text(record.mean)};
  if (!generation.stopped) parts.push_back("at most " + in_minutes(generation.seconds_left) + " left");
  parts.push_back("hidden " + std::to_string(champion.network.topology().hidden_count()));
  parts.push_back("connections " + std::to_string(champion.network.topology().connection_count()));
  parts.push_back("species " + std::to_string(record.species));
  std::ostringstream speed;
  speed << std::fixed << std::setprecision(0) << generation.evaluations_per_second << " evaluations/s";
  parts.push_back(speed.str());
  return parts;
}

// As many whole parts as fit, at least the first.
std::string describe(const Generation& generation, std::size_t columns) {
  std::string line;
  for (const std::string& part : parts_of(generation)) {
    if (!line.empty() && columns > 0 && line.size() + 2 + part.size() >= columns) break;
    line.append(line.empty() ? "" : "  ").append(part);
  }
  return line;
}

}  // namespace

OnGeneration progress_to(std::ostream& out, std::size_t columns) {
  return [&out, columns](const Generation& generation) {
    show_status(out, describe(generation, columns), columns, generation.stopped.has_value());
    return true;
  };
}

}  // namespace plexus::evolve
