#include <plexus/train/online/train_online.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <plexus/core/callable.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>

namespace plexus {
namespace {

using Sequences = std::span<const std::size_t>;

void check_data(const OnlineLearner& learner, const Dataset& data) {
  if (data.empty()) throw Error("the data set has no samples");
  if (data.input_count() != learner.input_count() || data.target_count() != learner.output_count())
    throw Error("the data set has ", count_of(data.input_count(), "input"), " and ",
                count_of(data.target_count(), "target"), ", the network has ", count_of(learner.input_count(), "input"),
                " and ", count_of(learner.output_count(), "output"), "; make them equal");
}

// How many sequences are learned from; Neataptic's rounding.
std::size_t learned_count(const Dataset& data, double validation) {
  return static_cast<std::size_t>(std::ceil((1 - validation) * static_cast<double>(data.sequence_count())));
}

void check_options(const OnlineTrainOptions& options, const Dataset& data) {
  const auto share = [](double x) { return x >= 0 && x < 1; };
  const ScheduleOptions& schedule = options.schedule;
  const bool has_end = schedule.kind == Schedule::linear || schedule.kind == Schedule::cosine;
  Findings bad;
  bad.want(static_cast<bool>(options.cost), "cost", "missing", "a function");
  bad.want(options.rate >= 0 && std::isfinite(options.rate), "rate", options.rate, "a number from 0");
  bad.want(share(options.momentum), "momentum", options.momentum, "[0, 1)");
  bad.want(options.batch > 0, "batch", options.batch, "at least 1");
  bad.want(share(options.dropout), "dropout", options.dropout, "[0, 1)");
  bad.want(schedule.gamma >= 0, "gamma", schedule.gamma, "0 or more");
  bad.want(schedule.power >= 0, "power", schedule.power, "0 or more");
  bad.want(schedule.step_size > 0, "step_size", schedule.step_size, "at least 1");
  if (options.epochs)
    bad.want(*options.epochs > 0, "epochs", *options.epochs, "at least 1");
  else if (has_end)
    bad.add("the schedule ", row(schedule.kind).name, " ends with the last epoch, and epochs is not given");
  else if (!options.target)
    bad.add("neither epochs nor target is given, wanted one of them, or training would not end");
  if (options.target) bad.want(!std::isnan(*options.target), "target", *options.target, "a number");
  if (!share(options.validation))
    bad.want(false, "validation", options.validation, "a share in [0, 1)");
  else if (options.validation > 0 && learned_count(data, options.validation) == data.sequence_count())
    bad.add("validation is ", options.validation, ", which of ", data.sequence_count(),
            " sequences leaves none to measure on");
  bad.throw_if_any("train_online");
}

double mean_cost(OnlineLearner& learner, const Dataset& data, Sequences sequences, const CostFunction& cost,
                 Clearing clearing) {
  double sum = 0;
  std::size_t samples = 0;
  for (const std::size_t sequence : sequences) {
    if (clearing == Clearing::sequences) learner.clear();
    for (std::size_t i = 0; i < data.length_of(sequence); ++i, ++samples) {
      const auto [input, target] = data[data.first_of(sequence) + i];
      sum += cost(learner.activate_without_traces(input), target);
    }
  }
  return sum / static_cast<double>(samples);
}

std::vector<std::size_t> all_sequences(const Dataset& data) {
  std::vector<std::size_t> order(data.sequence_count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

class OnlineTraining {
 public:
  OnlineTraining(OnlineLearner& learner, const Dataset& data, const OnlineTrainOptions& options, Random& random)
      : learner_(learner), data_(data), options_(options), random_(random), learned_(all_sequences(data)) {
    const auto kept = learned_.begin() + static_cast<std::ptrdiff_t>(learned_count(data, options.validation));
    measured_.assign(kept, learned_.end());
    learned_.erase(kept, learned_.end());
    for (const std::size_t sequence : learned_) samples_ += data.length_of(sequence);
  }

  OnlineResult run() {
    OnlineResult result;
    finite_ = learner_.parameters();
    std::optional<StopReason> reason;
    while (!reason) {
      result.history.push_back(run_epoch(result.history.size() + 1));
      reason = judge(result.history.back());
    }
    if (!parameters_are_finite()) start_anew();
    learner_.set_masks(1 - options_.dropout);
    result.error = result.history.back().error;
    result.stopped = *reason;
    result.order = learned_;
    return result;
  }

 private:
  OnlineEpoch run_epoch(std::size_t epoch) {
    const double rate = rate_at(options_.schedule, options_.rate, epoch, options_.epochs.value_or(epoch) + 1);
    if (!std::isfinite(rate)) return {epoch, rate, std::numeric_limits<double>::quiet_NaN()};
    double error = learn(rate);
    clear_after_epoch();
    if (!measured_.empty()) {
      error = mean_cost(learner_, data_, measured_, options_.cost, options_.clearing);
      clear_after_epoch();
    }
    if (options_.shuffle) {
      random_.shuffle(learned_);
      random_.uniform();  // Neataptic's shuffle draws for the last one too
    }
    return {epoch, rate, error};
  }

  double learn(double rate) {
    double sum = 0;
    std::size_t sample = 0;
    for (const std::size_t sequence : learned_) {
      if (options_.clearing == Clearing::sequences) learner_.clear();
      for (std::size_t i = 0; i < data_.length_of(sequence); ++i) {
        const auto [input, target] = data_[data_.first_of(sequence) + i];
        ++sample;
        learner_.draw_masks(options_.dropout, random_);
        sum += options_.cost(learner_.activate(input), target);
        learner_.propagate(target, {rate, options_.momentum, sample % options_.batch == 0 || sample == samples_});
      }
    }
    return sum / static_cast<double>(samples_);
  }

  void clear_after_epoch() {
    if (options_.clearing == Clearing::epochs) learner_.clear();
  }

  std::optional<StopReason> judge(const OnlineEpoch& epoch) {
    const std::optional<StopReason> reason = reason_to_stop(epoch);
    const bool go_on = !options_.on_epoch || options_.on_epoch(epoch);
    return reason || go_on ? reason : StopReason::callback;
  }

  std::optional<StopReason> reason_to_stop(const OnlineEpoch& epoch) {
    if (std::isnan(epoch.error) || !parameters_are_finite()) return StopReason::not_finite;
    finite_ = learner_.parameters();
    if (options_.target && epoch.error <= *options_.target) return StopReason::target;
    if (epoch.epoch == options_.epochs) return StopReason::epochs;
    return std::nullopt;
  }

  bool parameters_are_finite() const {
    return std::ranges::all_of(learner_.parameters(), [](double x) { return std::isfinite(x); });
  }

  void start_anew() {
    Network network = learner_.network();
    std::ranges::copy(finite_, network.parameters().begin());
    learner_ = OnlineLearner(network, learner_.options());
  }

  OnlineLearner& learner_;
  const Dataset& data_;
  const OnlineTrainOptions& options_;
  Random& random_;
  std::vector<std::size_t> learned_;   // sequences, in the order of the next epoch
  std::vector<std::size_t> measured_;  // sequences kept apart
  std::size_t samples_ = 0;            // to learn from
  std::vector<double> finite_;         // parameters after the last epoch that left them finite
};

}  // namespace

OnlineResult train_online(OnlineLearner& learner, const Dataset& data, const OnlineTrainOptions& options,
                          Random& random) {
  check_data(learner, data);
  check_options(options, data);
  return OnlineTraining(learner, data, options, random).run();
}

OnlineResult train_online(Network& network, const Dataset& data, const OnlineTrainOptions& options) {
  OnlineLearner learner(network);
  Random random(options.seed);
  OnlineResult result = train_online(learner, data, options, random);
  network = learner.network();
  return result;
}

double test_online(OnlineLearner& learner, const Dataset& data, const CostFunction& cost, Clearing clearing) {
  check_data(learner, data);
  require_callable(cost, "test_online", "cost");
  return mean_cost(learner, data, all_sequences(data), cost, clearing);
}

}  // namespace plexus
