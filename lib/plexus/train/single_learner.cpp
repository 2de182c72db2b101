#include <plexus/train/single_learner.hpp>

#include <algorithm>
#include <limits>

#include <plexus/train/clip.hpp>

namespace plexus {

template <class Real>
SingleLearner<Real>::SingleLearner(const Topology& topology, const TrainOptions& options,
                                   std::span<const std::size_t> fixed)
    : options_(options),
      passes_(topology),
      parameters_(topology.parameter_count()),
      gradient_(parameters_.size()),
      first_(parameters_.size()),
      second_(parameters_.size()),
      fixed_values_(fixed.size()) {
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (std::ranges::binary_search(fixed, std::size_t{passes_.order()[i]})) fixed_.push_back(i);
}

template <class Real>
Metric SingleLearner<Real>::learn(const Samples<Real>& samples, std::span<const std::size_t> sequences, double rate,
                                  const LearnedNumbers<Real>& numbers) {
  const std::span<const std::uint32_t> order = passes_.order();
  for (std::size_t i = 0; i < order.size(); ++i) {
    parameters_[i] = numbers.parameters[order[i]];
    first_[i] = numbers.first[order[i]];
    second_[i] = numbers.second[order[i]];
  }
  for (std::size_t i = 0; i < fixed_.size(); ++i) fixed_values_[i] = parameters_[fixed_[i]];
  rate_ = rate;
  updates_ = numbers.updates;
  const std::size_t window = options_.truncation > 0 ? options_.truncation : std::numeric_limits<std::size_t>::max();
  const auto update = [](void* learner) { static_cast<SingleLearner*>(learner)->update(); };
  const Metric metric =
      passes_.learn(samples, sequences, {options_.loss, window, parameters_, gradient_, update, this});
  for (std::size_t i = 0; i < order.size(); ++i) {
    numbers.parameters[order[i]] = parameters_[i];
    numbers.first[order[i]] = first_[i];
    numbers.second[order[i]] = second_[i];
  }
  numbers.updates = updates_;
  return metric;
}

template <class Real>
void SingleLearner<Real>::update() {
  ++updates_;
  for (const std::size_t i : fixed_) gradient_[i] = 0;
  const Real scale = clipping_scale<Real>(gradient_, options_.clip);
  row(options_.optimizer.kind)
      .update(OptimizerStep<Real>{options_.optimizer, rate_, updates_, parameters_, gradient_, scale, first_, second_,
                                  passes_.in_fours()});
  for (std::size_t i = 0; i < fixed_.size(); ++i) parameters_[fixed_[i]] = fixed_values_[i];
}

template class SingleLearner<float>;
template class SingleLearner<double>;

}  // namespace plexus
