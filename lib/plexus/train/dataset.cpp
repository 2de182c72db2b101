#include <plexus/train/dataset.hpp>

#include <cmath>
#include <numeric>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/random.hpp>

namespace plexus {

Dataset::Dataset(std::size_t inputs, std::size_t targets) : input_count_(inputs), target_count_(targets) {
  if (inputs == 0 || targets == 0)
    throw Error("Dataset: needs at least 1 input and 1 target, got ", inputs, " and ", targets);
}

Dataset::Dataset(std::initializer_list<Case> cases)
    : Dataset(cases.size() == 0 ? 0 : cases.begin()->input.size(),
              cases.size() == 0 ? 0 : cases.begin()->target.size()) {
  for (const auto& [input, target] : cases) add(input, target);
}

void Dataset::add(std::span<const double> input, std::span<const double> target) {
  check_sample(input, target);
  append(input, target);
  ends_.push_back(size() + 1);
}

void Dataset::add_sequence(std::span<const Case> steps) {
  if (steps.empty()) throw Error("Dataset: a sequence needs at least 1 step, got 0");
  for (const auto& [input, target] : steps) check_sample(input, target);
  for (const auto& [input, target] : steps) append(input, target);
  ends_.push_back(size() + steps.size());
}

Sample Dataset::operator[](std::size_t sample) const {
  return {std::span(inputs_).subspan(sample * input_count_, input_count_),
          std::span(targets_).subspan(sample * target_count_, target_count_)};
}

Dataset Dataset::select(std::span<const std::size_t> sequences) const {
  Dataset selected(input_count_, target_count_);
  for (const std::size_t sequence : sequences) {
    for (std::size_t i = 0; i < length_of(sequence); ++i) {
      const Sample sample = (*this)[first_of(sequence) + i];
      selected.append(sample.input, sample.target);
    }
    selected.ends_.push_back(selected.size() + length_of(sequence));
  }
  return selected;
}

std::pair<Dataset, Dataset> Dataset::split(double share, std::uint64_t seed) const {
  std::vector<std::size_t> order(sequence_count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random(seed, 0, 0, 0x5B117).shuffle(order);  // a stream of its own: others draw weights from the seed
  const double wanted = std::round(share * static_cast<double>(order.size()));
  if (!(wanted >= 1 && wanted < static_cast<double>(order.size())))
    throw Error("split: a share of ", share, " of ", count_of(order.size(), "sequence"), " leaves one side empty");
  const std::size_t kept = order.size() - static_cast<std::size_t>(wanted);
  return {select(std::span(order).first(kept)), select(std::span(order).subspan(kept))};
}

void Dataset::check_sample(std::span<const double> input, std::span<const double> target) const {
  if (input.size() != input_count_ || target.size() != target_count_)
    throw Error("Dataset: holds samples with inputs and targets ", input_count_, " + ", target_count_, ", got ",
                input.size(), " + ", target.size());
  for (const auto& numbers : {input, target})
    for (const double number : numbers)
      if (!std::isfinite(number)) throw Error("Dataset: a number of sample ", size(), " is ", number, "; leave it out");
}

void Dataset::append(std::span<const double> input, std::span<const double> target) {
  inputs_.insert(inputs_.end(), input.begin(), input.end());
  targets_.insert(targets_.end(), target.begin(), target.end());
}

}  // namespace plexus
