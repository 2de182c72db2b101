#include "comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include <plexus/save/neataptic.hpp>

namespace plexus::golden {
namespace {

// The same network without what an input never uses.
Json normalized(Json network) {
  for (Json& node : network.at("nodes")) {
    if (node.at("type") != "input") continue;
    node["bias"] = 0;
    node["squash"] = "LOGISTIC";
    node["mask"] = 1;
  }
  return network;
}

}  // namespace

double number_in(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (value == "NaN") return std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  return value == "-Infinity" ? -infinity : infinity;
}

std::vector<double> numbers_in(const Json& list) {
  std::vector<double> numbers;
  for (const Json& each : list) numbers.push_back(number_in(each));
  return numbers;
}

void Comparison::number(double got, const Json& want_text, const std::string& where) {
  const double want = number_in(want_text);
  ++compared_;
  if (std::isnan(want) ? std::isnan(got) : got == want) return;
  const double difference = std::abs(got - want) / std::max(1.0, std::abs(want));
  if (!std::isnan(difference)) worst_ = std::max(worst_, difference);
  if (difference <= tolerance_) return;
  std::ostringstream text;
  text.precision(17);
  text << where << ": got " << got << ", wanted " << want;
  mismatch(text.str());
}

void Comparison::numbers(std::span<const double> got, const Json& want, const std::string& where) {
  holds(got.size() == want.size(),
        where + ": got " + std::to_string(got.size()) + " numbers, wanted " + std::to_string(want.size()));
  for (std::size_t i = 0; i < std::min(got.size(), want.size()); ++i)
    number(got[i], want[i], where + "[" + std::to_string(i) + "]");
}

void Comparison::holds(bool same, const std::string& where) {
  ++compared_;
  if (!same) mismatch(where);
}

void Comparison::network(const Network& got, const Json& want, const std::string& where) {
  const Json ours = Json::parse(to_neataptic(got)), theirs = normalized(want);
  for (const char* part : {"nodes", "connections"}) {
    const Json &a = ours.at(part), &b = theirs.at(part);
    holds(a.size() == b.size(), where + ": " + part + " differ in number");
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
      for (const auto& [key, value] : a[i].items()) {
        const std::string place = where + " " + part + "[" + std::to_string(i) + "]." + key;
        if (key == "bias" || key == "weight" || key == "mask")
          number(value, b[i].at(key), place);
        else
          holds(value == b[i].at(key), place + ": got " + value.dump() + ", wanted " + b[i].at(key).dump());
      }
  }
}

void Comparison::note(const std::string& text) {
  if (std::ranges::find(notes_, text) == notes_.end()) notes_.push_back(text);
}

void Comparison::mismatch(const std::string& where) {
  if (mismatches_++ == 0) first_mismatch_ = where;
}

std::string Comparison::in_words() const {
  std::ostringstream text;
  text << "worst difference " << worst_ << " of " << compared_ << " compared";
  if (mismatches_ > 0) text << "; " << mismatches_ << " mismatches, the first: " << first_mismatch_;
  if (compared_ == 0) text << "; nothing was compared";
  for (const std::string& each : notes_) text << "; " << each;
  return text.str();
}

}  // namespace plexus::golden
