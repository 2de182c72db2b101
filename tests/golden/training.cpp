#include "training.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string>

#include "functions.hpp"

namespace plexus::golden {
namespace {

void read_rate_policy(const Json& policy, Training& training) {
  const std::string name = policy.at(0);
  const auto arguments = numbers_in(Json(policy.begin() + 1, policy.end()));
  training.rate_at = [=, rate = training.rate](std::size_t iteration) {
    return neataptic_rate(name, arguments, rate, iteration);
  };
  training.schedule = neataptic_schedule(name, arguments);
}

bool is_whole(double number) { return number == std::floor(number); }
bool is_share(double number) { return number >= 0 && number < 1; }

// How many samples are trained with; the others are tested.
std::size_t trained_count(const Training& training, const Dataset& data) {
  return static_cast<std::size_t>(
      std::ceil((1 - training.tested.value_or(0)) * static_cast<double>(data.sequence_count())));
}

double learn(OnlineLearner& learner, const Dataset& data, std::span<const std::size_t> samples, double rate,
             const Training& training, Random& random) {
  double sum = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto [input, target] = data[samples[i]];
    learner.draw_masks(training.dropout, random);
    sum += training.cost(learner.activate(input), target);
    const bool update = std::fmod(static_cast<double>(i + 1), training.batch) == 0 || i + 1 == samples.size();
    learner.propagate(target, {rate, training.momentum, update});
  }
  return sum / static_cast<double>(samples.size());
}

double test(OnlineLearner& learner, const Dataset& data, std::span<const std::size_t> samples,
            const CostFunction& cost) {
  double sum = 0;
  for (const std::size_t sample : samples) {
    const auto [input, target] = data[sample];
    sum += cost(learner.activate_without_traces(input), target);
  }
  return sum / static_cast<double>(samples.size());
}

// Neataptic's shuffle draws for the last one too.
void shuffle(std::vector<std::size_t>& order, Random& random) {
  random.shuffle(order);
  random.uniform();
}

std::vector<std::size_t> order_of(const Dataset& data) {
  std::vector<std::size_t> order(data.sequence_count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace

Training training_in(const Json& options, Comparison& comparison) {
  Training training;
  training.cost = neataptic_cost(truthy_name(options, "cost", "MSE"), comparison);
  training.rate = truthy(options, "rate", 0.3);
  training.momentum = truthy(options, "momentum", 0);
  training.batch = truthy(options, "batchSize", 1);
  training.dropout = truthy(options, "dropout", 0);
  training.shuffle = flag(options, "shuffle");
  training.clear = flag(options, "clear");
  if (options.value("iterations", Json(0)) != 0) training.iterations = defined(options, "iterations", 0);
  if (options.contains("error")) training.target = truthy(options, "error", 0.05);
  read_rate_policy(flag(options, "ratePolicy") ? options.at("ratePolicy") : Json{"FIXED"}, training);
  if (flag(options, "crossValidate")) {
    const Json& share = options.at("crossValidate");
    training.tested = defined(share, "testSize", 0);
    training.tested_target = defined(share, "testError", training.tested_target);
  }
  if (training.tested && training.shuffle)
    comparison.note("pins that a shuffle does not reach what cross-validation trains on; ours does");
  if (options.value("rate", Json()) == 0)
    comparison.note("pins that a rate of 0 acts as 0.3; ours learns nothing then");
  if (options.value("error", Json()) == 0) comparison.note("pins that an error of 0 acts as 0.05; ours is 0");
  return training;
}

Trained train_as_neataptic(OnlineLearner& learner, const Dataset& data, const Training& training, Random& random) {
  Trained result{.errors = {}, .order = order_of(data)};
  // What is trained with and what is tested are told apart once, and a shuffle reaches neither.
  const auto order = result.order;
  const auto trained = std::span(order).first(trained_count(training, data)),
             tested = std::span(order).last(order.size() - trained.size());
  const auto is_done = [&] {
    return !(result.error > training.target) || result.error <= training.tested_target ||
           (training.iterations && static_cast<double>(result.errors.size()) >= *training.iterations);
  };
  while (!is_done()) {
    const double rate = training.rate_at(result.errors.size() + 1);
    if (training.tested) {
      learn(learner, data, trained, rate, training, random);
      if (training.clear) learner.clear();
      result.error = test(learner, data, tested, training.cost);
    } else {
      result.error = learn(learner, data, result.order, rate, training, random);
    }
    if (training.clear) learner.clear();
    if (training.shuffle) shuffle(result.order, random);
    result.errors.push_back(result.error);
  }
  if (training.clear) learner.clear();
  if (training.dropout != 0) learner.set_masks(1 - training.dropout);
  return result;
}

std::string difference_to_ours(const Training& training, const Dataset& data) {
  if (std::max(training.target, training.tested_target) >= 1)
    return "pins that training starts with an error of 1, and so with this target does nothing";
  if (training.iterations && *training.iterations <= 0) return "pins that no iteration is no training; ours refuses it";
  if (!(training.rate >= 0)) return "has a rate that ours refuses";
  if (!is_share(training.momentum)) return "has a momentum that ours refuses";
  if (!is_share(training.dropout)) return "has a dropout that ours refuses";
  if (!is_whole(training.batch) || training.batch < 1) return "has a batch that is no number of samples";
  if (!training.schedule) return "has a rate policy whose steps are no whole iterations";
  if (training.schedule->gamma < 0 || training.schedule->power < 0) return "has a rate policy that ours refuses";
  if (training.tested && (!is_share(*training.tested) || trained_count(training, data) == data.sequence_count()))
    return "has a cross-validation that ours refuses";
  return "";
}

Trained train_as_ours(OnlineLearner& learner, const Dataset& data, const Training& training, Random& random) {
  OnlineTrainOptions options{.cost = training.cost,
                             .rate = training.rate,
                             .schedule = *training.schedule,
                             .momentum = training.momentum,
                             .batch = static_cast<std::size_t>(training.batch),
                             .target = std::max(training.target, training.tested_target),
                             .dropout = training.dropout,
                             .shuffle = training.shuffle && !training.tested,
                             .clearing = training.clear ? Clearing::epochs : Clearing::never,
                             .validation = training.tested.value_or(0)};
  if (training.iterations) options.epochs = static_cast<std::size_t>(std::ceil(*training.iterations));
  auto order = order_of(data);
  if (training.tested && training.shuffle)  // which in Neataptic does not reach what is trained with; ours would
    options.on_epoch = [&](const OnlineEpoch&) {
      shuffle(order, random);
      return true;
    };
  const OnlineResult result = train_online(learner, data, options, random);
  Trained trained{result.error, {}, training.tested ? order : result.order};
  for (const OnlineEpoch& each : result.history) trained.errors.push_back(each.error);
  return trained;
}

}  // namespace plexus::golden
