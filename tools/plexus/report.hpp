#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <plexus/data/encoding.hpp>
#include <plexus/data/model.hpp>
#include <plexus/data/series.hpp>
#include <plexus/network/network.hpp>
#include <plexus/train/dataset.hpp>

#include "table_job.hpp"

namespace plexus::command {

/// How a network did on the rows of a table.
struct Score {
  std::size_t rows = 0;
  std::size_t right = 0;                            ///< of classes
  double rmse = 0;                                  ///< of a number, in its own unit
  double rmse_of_mean = 0;                          ///< of always answering the mean of the training data
  std::vector<std::vector<std::size_t>> confusion;  ///< [wanted class][answered class], in rows
};

/// Each row from a cleared state.
Score score_of(const Network& network, const Encoding& encoding, const Dataset& data);

/// One line: "29 of 30 right (96.7 %)", or the RMSE.
std::string line_of(const Score& score, const Encoding& encoding);

/// A line for each class: its rows, how many were right, and what they were taken for.
void print_classes(std::ostream& out, const Score& score, const TargetColumn& target);

/// How good forecasts were, in the unit of the series.
struct ForecastScore {
  std::size_t rows = 0;
  double rmse = 0;
  double rmse_of_persistence = 0;  ///< of the forecast that each number is like the one before
};

/// Of the last `rows` numbers of a series, along which the network runs from its start.
ForecastScore forecast_score(const Network& network, const SeriesEncoding& encoding, std::span<const double> series,
                             std::size_t rows);

/// One line: both errors, and how many times smaller the network's is.
std::string line_of(const ForecastScore& score, const SeriesEncoding& encoding);

/// Prints the scores on training and held-out rows. Returns a line on the held-out ones, or on the training rows when
/// there are none.
std::string print_results(std::ostream& out, const Network& network, const TableJob& job);

/// What the note of a model says about the file that it was made from.
struct Origin {
  std::string verb;  ///< "trained" or "evolved"
  std::size_t learned = 0, rows = 0;
  std::string file;
  std::string results;  ///< on the held-out rows, or on the training rows when there are none
};
std::string note_of(const Origin& origin);
std::optional<Origin> origin_in(const std::string& note);

/// Says so when a network is tested on the file that it was made from, as far as names tell. `first` is the first row
/// that counts: of a series the rows before it only lead up to it.
void print_origin(std::ostream& out, const Model& model, const std::string& file, std::size_t first = 0);

}  // namespace plexus::command
