#include "keras_numbers.hpp"

#include <cmath>
#include <fstream>
#include <limits>

#include <plexus/core/error.hpp>

namespace plexus::testing {

nlohmann::json keras_file_cases(const std::string& name) {
  std::ifstream file(std::string(PLEXUS_TEST_DATA) + "/keras/" + name + ".json");
  if (!file) throw Error("there is no golden file ", name);
  return nlohmann::json::parse(file).at("cases");
}

KerasNumbers::KerasNumbers(const nlohmann::json& tensor)
    : shape(tensor.at("shape").get<Shape>()), numbers(keras_list(tensor.at("data"))) {}

std::vector<double> keras_list(const nlohmann::json& list) {
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> parsed;
  for (const auto& each : list) {
    if (each.is_number())
      parsed.push_back(each);
    else
      parsed.push_back(each == "inf" ? infinity : (each == "-inf" ? -infinity : std::nan("")));
  }
  return parsed;
}

}  // namespace plexus::testing
