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
      fixed_values_(fixed.size()),
      is_guarded_(!fixed.empty() || options.clip > 0) {
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
  Updating updating{*this,
                    row(options_.optimizer.kind).updater<Real>(),
                    {.options = options_.optimizer,
                     .rate = rate,
                     .step = numbers.updates,
                     .parameters = parameters_,
                     .gradient = gradient_,
                     .scale = 1,
                     .first = first_,
                     .second = second_}};
  const std::size_t window = options_.truncation > 0 ? options_.truncation : std::numeric_limits<std::size_t>::max();
  const Metric metric =
      passes_.learn(samples, sequences, {options_.loss, window, parameters_, gradient_, update, &updating});
  for (std::size_t i = 0; i < order.size(); ++i) {
    numbers.parameters[order[i]] = parameters_[i];
    numbers.first[order[i]] = first_[i];
    numbers.second[order[i]] = second_[i];
  }
  numbers.updates = updating.step.step;
  return metric;
}

template <class Real>
void SingleLearner<Real>::update(void* updating) {
  auto& each = *static_cast<Updating*>(updating);
  ++each.step.step;
  if (each.learner.is_guarded_) return each.learner.take_guarded(each);
  each.take(each.step);
}

template <class Real>
void SingleLearner<Real>::take_guarded(Updating& updating) {
  for (const std::size_t i : fixed_) gradient_[i] = 0;
  updating.step.scale = clipping_scale<Real>(gradient_, options_.clip);
  updating.take(updating.step);
  for (std::size_t i = 0; i < fixed_.size(); ++i) parameters_[fixed_[i]] = fixed_values_[i];
}

template class SingleLearner<float>;
template class SingleLearner<double>;

}  // namespace plexus
