#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include <plexus/train/dataset.hpp>

namespace plexus {

/// The numbers of a data set as `Real`, converted once. In double they are those of the data set itself. The data set
/// must stay there.
template <class Real>
class Samples {
 public:
  explicit Samples(const Dataset& data) : data_(&data) {
    if constexpr (std::is_same_v<Real, double>) {
      if (!data.empty()) inputs_ = data[0].input.data(), targets_ = data[0].target.data();
    } else {
      for (const auto& [input, target] : data) {
        for (const double number : input) converted_inputs_.push_back(static_cast<Real>(number));
        for (const double number : target) converted_targets_.push_back(static_cast<Real>(number));
      }
      inputs_ = converted_inputs_.data(), targets_ = converted_targets_.data();
    }
  }
  Samples(const Samples&) = delete;
  Samples& operator=(const Samples&) = delete;

  const Dataset& data() const noexcept { return *data_; }
  const Real* input(std::size_t sample) const { return inputs_ + sample * data_->input_count(); }
  const Real* target(std::size_t sample) const { return targets_ + sample * data_->target_count(); }

 private:
  const Dataset* data_;
  std::vector<Real> converted_inputs_;
  std::vector<Real> converted_targets_;
  const Real* inputs_ = nullptr;   // [sample][input]
  const Real* targets_ = nullptr;  // [sample][target]
};

}  // namespace plexus
