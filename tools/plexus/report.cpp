#include "report.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <regex>
#include <utility>

#include "text.hpp"

namespace plexus::command {

Score score_of(const Network& network, const Encoding& encoding, const Dataset& data) {
  Network runner = network;
  Score score;
  const TargetColumn& target = encoding.target;
  score.confusion.assign(target.classes.size(), std::vector<std::size_t>(target.classes.size()));
  double squares = 0, squares_of_mean = 0;
  for (const auto& [input, wanted] : data) {
    runner.clear();
    const auto output = runner.activate(input);
    ++score.rows;
    if (target.is_class()) {
      const std::size_t answer = class_of(output), right = class_of(wanted);
      score.right += answer == right ? 1U : 0U;
      ++score.confusion[right][answer];
    } else {
      squares += (output[0] - wanted[0]) * (output[0] - wanted[0]);
      squares_of_mean += wanted[0] * wanted[0];
    }
  }
  score.rmse = std::sqrt(squares / static_cast<double>(score.rows)) * target.scale.deviation;
  score.rmse_of_mean = std::sqrt(squares_of_mean / static_cast<double>(score.rows)) * target.scale.deviation;
  return score;
}

std::string line_of(const Score& score, const Encoding& encoding) {
  if (encoding.target.is_class())
    return std::to_string(score.right) + " of " + std::to_string(score.rows) + " right (" +
           percent(static_cast<double>(score.right) / static_cast<double>(score.rows)) + ")";
  return "RMSE " + rounded(score.rmse) + " on " + count_of(score.rows, "row") + " (" + rounded(score.rmse_of_mean) +
         " when always answering the mean of the training data)";
}

void print_classes(std::ostream& out, const Score& score, const TargetColumn& target) {
  const auto width =
      static_cast<int>(std::max<std::size_t>(5, std::ranges::max(target.classes, {}, &std::string::size).size()));
  out << std::left << std::setw(width) << "class"
      << "   rows  right          taken for\n";
  for (std::size_t wanted = 0; wanted < target.classes.size(); ++wanted) {
    const auto& row = score.confusion[wanted];
    std::size_t rows = 0;
    std::vector<std::pair<std::size_t, std::size_t>> others;  // how often, class
    for (std::size_t answer = 0; answer < row.size(); ++answer) {
      rows += row[answer];
      if (answer != wanted && row[answer] > 0) others.emplace_back(row[answer], answer);
    }
    std::ranges::stable_sort(others, std::ranges::greater{}, &std::pair<std::size_t, std::size_t>::first);
    out << std::left << std::setw(width) << target.classes[wanted] << std::right << std::setw(7) << rows << std::setw(7)
        << row[wanted];
    if (rows > 0) out << std::setw(9) << percent(static_cast<double>(row[wanted]) / static_cast<double>(rows));
    for (const auto& [count, answer] : others)
      out << (&count == &others.front().first ? "   " : ", ") << target.classes[answer] << " (" << count << ")";
    out << '\n';
  }
}

ForecastScore forecast_score(const Network& network, const SeriesEncoding& encoding, std::span<const double> series,
                             std::size_t rows) {
  return {rows, rmse_of_last(rows, forecast(network, encoding, series), series),
          rmse_of_last(rows, persistence(series), series)};
}

std::string line_of(const ForecastScore& score, const SeriesEncoding& encoding) {
  const std::string line = encoding.column + " RMSE " + rounded(score.rmse) + " on " + count_of(score.rows, "row") +
                           "; persistence forecast " + rounded(score.rmse_of_persistence);
  if (score.rmse == 0 || score.rmse_of_persistence == 0) return line;  // nothing to compare, as in a constant series
  const double factor = score.rmse_of_persistence / score.rmse;
  return line + ", " + with_decimals(factor < 1 ? 1 / factor : factor, 2) + " times as " +
         (factor < 1 ? "small" : "large");
}

std::string print_results(std::ostream& out, const Network& network, const TableJob& job) {
  std::string line = "training rows: " + line_of(score_of(network, job.encoding, job.training), job.encoding);
  out << line << '\n';
  if (!job.held_out) return line;
  line = "held-out rows: " + line_of(score_of(network, job.encoding, *job.held_out), job.encoding);
  out << line << '\n';
  return line;
}

std::string note_of(const Origin& origin) {
  return origin.verb + " on " + std::to_string(origin.learned) + " of " + std::to_string(origin.rows) + " rows of " +
         origin.file + "; " + origin.results;
}

std::optional<Origin> origin_in(const std::string& note) {
  static const std::regex form(
      "(trained|evolved) on ([0-9]{1,18}) of ([0-9]{1,18}) rows of (.*?); ((?:held-out|training) rows: .*)");
  std::smatch part;
  if (!std::regex_match(note, part, form)) return {};
  return Origin{part[1], std::stoull(part[2]), std::stoull(part[3]), part[4], part[5]};
}

void print_origin(std::ostream& out, const Model& model, const std::string& file, std::size_t first) {
  const auto origin = origin_in(model.note);
  if (!origin || first >= origin->learned) return;
  if (std::filesystem::path(origin->file).filename() != std::filesystem::path(file).filename()) return;
  out << "the network was made from a file of this name: " << origin->learned << " of its " << origin->rows
      << " rows were learned from; " << origin->results << '\n';
}

}  // namespace plexus::command
