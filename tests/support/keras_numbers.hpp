#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include <plexus/primitive/shape.hpp>

namespace plexus::testing {

/// The cases of a file of reference answers, computed by the real Keras: see tests/data/keras/README.md. `name` is its
/// path there, without ".json".
nlohmann::json keras_file_cases(const std::string& name);

/// A tensor of such a file: its numbers, with "nan", "inf" and "-inf" for what is not finite, and its shape.
struct KerasNumbers {
  explicit KerasNumbers(const nlohmann::json& tensor);

  Shape shape;
  std::vector<double> numbers;
};

/// A list of numbers of such a file. What is null becomes a NaN.
std::vector<double> keras_list(const nlohmann::json& list);

}  // namespace plexus::testing
