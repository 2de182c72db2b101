#pragma once

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <vector>

#include <plexus/network/network.hpp>

namespace plexus::golden {

using Json = nlohmann::json;

/// Compares what Plexus computes with what a golden file says, and remembers how far apart they were at worst.
class Comparison {
 public:
  explicit Comparison(double tolerance) : tolerance_(tolerance) {}

  /// |got - want| <= tolerance * max(1, |want|), or the same value that is not finite ("NaN", "Infinity").
  void number(double got, const Json& want, const std::string& where);
  void numbers(std::span<const double> got, const Json& want, const std::string& where);

  /// Something that has to be just so.
  void holds(bool same, const std::string& where);

  /// The same nodes, connections and gates, in the same order, as in a network object of a golden file. Not compared:
  /// what an input never uses (its bias, activation and mask), and the dropout rate.
  void network(const Network& got, const Json& want, const std::string& where);

  /// Something worth a word beside the result, such as a documented bug of Neataptic's that the file pins. Once each.
  void note(const std::string& text);

  double worst() const noexcept { return worst_; }  ///< relative difference
  bool passed() const noexcept { return mismatches_ == 0 && compared_ > 0; }
  std::size_t compared() const noexcept { return compared_; }
  std::string in_words() const;  ///< one line: the worst difference, the first mismatch, the notes

 private:
  void mismatch(const std::string& where);

  double tolerance_;
  double worst_ = 0;
  std::size_t compared_ = 0;
  std::size_t mismatches_ = 0;
  std::string first_mismatch_;
  std::vector<std::string> notes_;
};

/// A number of a golden file; "NaN", "Infinity" and "-Infinity" stand for what is not finite.
double number_in(const Json& value);
std::vector<double> numbers_in(const Json& list);

}  // namespace plexus::golden
