#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include <plexus/primitive/shape.hpp>

namespace plexus::testing {

/// A tensor of a file of answers, computed by Keras: its numbers with the last axis first.
struct KerasTensor {
  Shape shape;  ///< without the axis of samples, if it has one
  std::vector<double> values;
  std::size_t batch;  ///< samples; 1 when there is no such axis
};

/// The cases of a file of answers below tests/data/keras, named without ".json".
std::vector<nlohmann::json> keras_file_cases(const std::string& name);

/// The cases of layers/LAYER.json.
std::vector<nlohmann::json> keras_cases(const std::string& layer);

/// A list of numbers, in which "nan", "inf" and "-inf" stand for what is not finite, as null does for NaN.
std::vector<double> keras_numbers(const nlohmann::json& list);

/// Something that a layer reads or makes: the first axis is that of samples.
KerasTensor keras_activity(const nlohmann::json& tensor);

/// A weight: all axes are its own.
KerasTensor keras_weight(const nlohmann::json& tensor);

/// An entry of a config that is one number for all axes, or a list of one for each; `otherwise` when it is not given.
std::uint32_t keras_setting(const nlohmann::json& config, const std::string& name, std::size_t axis,
                            std::uint32_t otherwise = 1);

/// Checks, in Catch's terms, that there are as many numbers, each with |got - want| <= tolerance * max(1, |want|), or
/// the same value that is not finite.
void check_numbers(const std::vector<double>& got, const std::vector<double>& want, double tolerance = 1e-9);

}  // namespace plexus::testing
