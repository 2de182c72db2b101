#include <iomanip>
#include <ostream>
#include <sstream>

#include "science.hpp"

namespace plexus::bench {
namespace {

// 12,345.6
std::string number(double value, int digits) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(digits) << value;
  std::string written = text.str();
  for (std::size_t end = std::min(written.find('.'), written.size()); end > 3 + (value < 0 ? 1 : 0);)
    written.insert(end -= 3, 1, ',');
  return written;
}

std::string time_of(double seconds) {
  if (seconds < 1) return number(1000 * seconds, seconds < 0.1 ? 2 : 0) + " ms";
  return number(seconds, seconds < 10 ? 1 : 0) + " s";
}

}  // namespace

void print_head(std::ostream& out) {
  out << "| task | system | solved | evaluations: mean | median | sd | max | generalisation | hidden | time | source "
         "|\n"
         "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
}

void print(std::ostream& out, const ScienceRow& row, const ScienceSummary& summary) {
  const bool any = summary.solved > 0;
  const auto if_any = [&](double value, int digits) { return any ? number(value, digits) : std::string("-"); };
  std::string quality = summary.generalisation ? number(*summary.generalisation, 0) : "";
  if (row.quotes_score) quality = "score " + number(summary.score, 1);
  out << "| `" << row.name << "` | **Plexus**, " << row.method << " | " << summary.solved << " of " << summary.runs
      << " | " << if_any(summary.mean, 0) << " | " << if_any(summary.median, 0) << " | " << if_any(summary.deviation, 0)
      << " | " << if_any(summary.most, 0) << " | " << quality << " | " << if_any(summary.hidden, 2) << " | "
      << (any ? time_of(summary.seconds) : "-") << " | this command |\n";
  for (const Published& each : row.published)
    out << "| | " << each.system << " | " << each.solved << " | " << each.evaluations << " | | | | "
        << each.generalisation << " | " << each.hidden << " | | " << each.source << " |\n";
}

std::string csv_head() {
  return "task,method,seed,solved,evaluations,generations,hidden,connections,generalisation,score,seconds\n";
}

std::string csv_of(const ScienceRow& row, std::span<const Run> runs) {
  std::ostringstream text;
  text << std::setprecision(10);
  for (const Run& run : runs) {
    text << row.name << ',' << row.method << ',' << run.seed << ',' << run.solved << ',' << run.evaluations << ','
         << run.generations << ',' << run.hidden << ',' << run.connections << ',';
    if (run.generalisation) text << *run.generalisation;
    text << ',' << run.score << ',' << run.seconds << '\n';
  }
  return text.str();
}

}  // namespace plexus::bench
