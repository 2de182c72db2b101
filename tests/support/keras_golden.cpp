#include "keras_golden.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

namespace plexus::testing {
namespace {

double number(const nlohmann::json& value) {
  if (value.is_number()) return value.get<double>();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (value == "inf") return infinity;
  if (value == "-inf") return -infinity;
  REQUIRE((value.is_null() || value == "nan"));
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<nlohmann::json> keras_file_cases(const std::string& name) {
  const std::string path = PLEXUS_TEST_DATA "/keras/" + name + ".json";
  std::ifstream file(path);
  INFO("reading " << path);
  REQUIRE(file);
  auto cases = nlohmann::json::parse(file).at("cases").get<std::vector<nlohmann::json>>();
  REQUIRE(!cases.empty());
  return cases;
}

std::vector<nlohmann::json> keras_cases(const std::string& layer) { return keras_file_cases("layers/" + layer); }

std::vector<double> keras_numbers(const nlohmann::json& list) {
  std::vector<double> numbers;
  for (const nlohmann::json& each : list) numbers.push_back(number(each));
  return numbers;
}

KerasTensor keras_weight(const nlohmann::json& tensor) {
  KerasTensor read{tensor.at("shape").get<Shape>(), keras_numbers(tensor.at("data")), 1};
  REQUIRE(read.values.size() == element_count(read.shape));
  return read;
}

KerasTensor keras_activity(const nlohmann::json& tensor) {
  KerasTensor read = keras_weight(tensor);
  REQUIRE(!read.shape.empty());
  read.batch = read.shape.front();
  read.shape.erase(read.shape.begin());
  return read;
}

std::uint32_t keras_setting(const nlohmann::json& config, const std::string& name, std::size_t axis,
                            std::uint32_t otherwise) {
  if (!config.contains(name) || config.at(name).is_null()) return otherwise;
  const nlohmann::json& given = config.at(name);
  return given.is_array() ? given.at(axis).get<std::uint32_t>() : given.get<std::uint32_t>();
}

void check_numbers(const std::vector<double>& got, const std::vector<double>& want, double tolerance) {
  REQUIRE(got.size() == want.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO("number " << i << ": got " << got[i] << ", want " << want[i]);
    const bool same = got[i] == want[i] || (std::isnan(got[i]) && std::isnan(want[i]));
    CHECK((same || std::abs(got[i] - want[i]) <= tolerance * std::max(1.0, std::abs(want[i]))));
  }
}

}  // namespace plexus::testing
