#include <plexus/train/train.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/core/random.hpp>
#include <plexus/train/batches.hpp>
#include <plexus/train/gradient.hpp>
#include <plexus/train/learner.hpp>

namespace plexus {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t test_batch = 64;  // sequences measured side by side

void check_options(const TrainOptions& options) {
  const auto share = [](double x) { return x >= 0 && x < 1; };
  const OptimizerOptions& optimizer = options.optimizer;
  Findings bad;
  bad.want(options.rate > 0 && std::isfinite(options.rate), "rate", options.rate, "a number above 0");
  bad.want(options.epochs > 0, "epochs", options.epochs, "at least 1");
  bad.want(options.batch > 0, "batch", options.batch, "at least 1");
  bad.want(options.threads <= 1024, "threads", options.threads, "at most 1024");
  bad.want(options.clip >= 0, "clip", options.clip, "0 or more");
  bad.want(share(options.validation), "validation", options.validation, "a share in [0, 1)");
  bad.want(options.patience == 0 || options.validation > 0, "validation", options.validation,
           "a share above 0, for patience needs one");
  bad.want(share(optimizer.momentum), "momentum", optimizer.momentum, "[0, 1)");
  bad.want(share(optimizer.decay), "decay", optimizer.decay, "[0, 1)");
  bad.want(share(optimizer.beta1), "beta1", optimizer.beta1, "[0, 1)");
  bad.want(share(optimizer.beta2), "beta2", optimizer.beta2, "[0, 1)");
  bad.want(optimizer.epsilon > 0, "epsilon", optimizer.epsilon, "a number above 0");
  bad.want(optimizer.weight_decay >= 0, "weight_decay", optimizer.weight_decay, "0 or more");
  bad.want(options.schedule.gamma >= 0, "gamma", options.schedule.gamma, "0 or more");
  bad.want(options.schedule.power >= 0, "power", options.schedule.power, "0 or more");
  bad.want(options.schedule.step_size > 0, "step_size", options.schedule.step_size, "at least 1");
  bad.throw_if_any("train");
}

void check_data(const Network& network, const Dataset& data, Loss loss) {
  if (data.empty()) throw Error("the data set has no samples");
  if (data.input_count() != network.input_count() || data.target_count() != network.output_count())
    throw Error("the data set has ", count_of(data.input_count(), "input"), " and ",
                count_of(data.target_count(), "target"), ", the network has ", count_of(network.input_count(), "input"),
                " and ", count_of(network.output_count(), "output"), "; make them equal");
  if (row(loss).answer == Answer::category && network.output_count() < 2)
    throw Error(row(loss).name,
                " tells categories apart by their outputs, and the network has just 1; use another loss");
}

// Measures parameters on data sets, batch by batch.
template <class Real>
class Measuring {
 public:
  Measuring(const Topology& topology, const Dataset& data)
      : passes_(topology), samples_(data), batches_(data, test_batch) {
    batches_.fill(all_sequences(data));
  }

  Metric measure(std::span<const Real> parameters, Loss loss) {
    Metric metric;
    for (std::size_t i = 0; i < batches_.count(); ++i) {
      passes_.start(samples_, batches_[i]);
      // Step by step, so that memory does not grow with the length.
      for (std::size_t step = 0; step < samples_.data().length_of(batches_[i].front()); ++step)
        passes_.forward(parameters, 1, loss, metric);
    }
    return metric;
  }

 private:
  Backpropagation<Real> passes_;
  Samples<Real> samples_;
  Batches batches_;
};

// A training in one precision.
template <class Real>
class Training {
 public:
  Training(const Network& network, const Dataset& data, const Dataset* validation, const TrainOptions& options)
      : options_(options),
        learner_(network, options),
        samples_(data),
        order_(all_sequences(data)),
        batches_(data, options.batch),
        best_(learner_.parameters().begin(), learner_.parameters().end()) {
    if (validation != nullptr) held_out_.emplace(network.topology(), *validation);
  }

  TrainResult run() {
    const auto begin = Clock::now();
    TrainResult result;
    for (std::size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      result.history.push_back(run_epoch(epoch, begin));
      if (const auto reason = judge(result)) {
        result.stopped = *reason;
        break;
      }
    }
    keeps_best_ = held_out_.has_value() || result.stopped == StopReason::not_finite;
    if (!keeps_best_) result.best_epoch = result.history.back().epoch;
    // Without any good epoch there is none that says how good the network is.
    const Epoch& kept = result.best_epoch > 0 ? result.history[result.best_epoch - 1] : result.history.back();
    result.loss =
        result.best_epoch > 0 ? kept.validation_loss.value_or(kept.loss) : std::numeric_limits<double>::quiet_NaN();
    result.metric = kept.validation_metric.value_or(kept.metric);
    return result;
  }

  std::span<const Real> parameters() const {
    return keeps_best_ ? std::span<const Real>(best_) : learner_.parameters();
  }

 private:
  Epoch run_epoch(std::size_t epoch, Clock::time_point begin) {
    const auto epoch_begin = Clock::now();
    if (options_.shuffle) {
      Random order(options_.seed, epoch, 1);
      order.shuffle(order_);
    }
    if (options_.batch > 1 && (options_.shuffle || epoch == 0)) batches_.fill(order_);
    if (options_.shuffle && options_.batch > 1) {
      Random order(options_.seed, epoch, 2);
      batches_.shuffle(order);
    }

    const double rate = rate_at(options_.schedule, options_.rate, epoch, options_.epochs);
    Metric metric;
    if (options_.batch == 1)
      learn_each(rate, metric);
    else
      for (std::size_t i = 0; i < batches_.count() && !is_spent(); ++i)
        learner_.learn(samples_, batches_[i], rate, metric);

    Epoch summary{epoch + 1, options_.epochs, rate, metric.loss(), metric.success(options_.loss), {}, {}, 0, 0, false};
    const std::chrono::duration<double> learning = Clock::now() - epoch_begin;
    summary.samples_per_second = static_cast<double>(metric.samples()) / learning.count();
    if (held_out_) {
      const Metric held_out = held_out_->measure(learner_.parameters(), options_.loss);
      summary.validation_loss = held_out.loss();
      summary.validation_metric = held_out.success(options_.loss);
    }
    const std::chrono::duration<double> elapsed = Clock::now() - begin;
    summary.seconds_left =
        elapsed.count() / static_cast<double>(epoch + 1) * static_cast<double>(options_.epochs - epoch - 1);
    return summary;
  }

  // In one go, or, when some sequences may be too many, as many at a time as are not.
  void learn_each(double rate, Metric& metric) {
    std::span<const std::size_t> rest = order_;
    while (!rest.empty() && !is_spent()) {
      std::size_t count = rest.size();
      if (options_.updates > 0)
        count = std::min(count, options_.truncation > 0 ? 1 : options_.updates - learner_.updates());
      learner_.learn_each(samples_, rest.first(count), rate, metric);
      rest = rest.subspan(count);
    }
  }

  bool is_spent() const { return options_.updates > 0 && learner_.updates() >= options_.updates; }

  // Remembers the best epoch, reports the last one, and says whether and why training ends.
  std::optional<StopReason> judge(TrainResult& result) {
    Epoch& last = result.history.back();
    const std::optional<StopReason> reason = reason_to_stop(result);
    last.last = reason.has_value() || last.epoch == options_.epochs;
    const bool go_on = !options_.on_epoch || options_.on_epoch(last);
    if (reason) return reason;
    return go_on ? std::nullopt : std::optional(StopReason::callback);
  }

  std::optional<StopReason> reason_to_stop(TrainResult& result) {
    const Epoch& last = result.history.back();
    const double loss = last.validation_loss.value_or(last.loss);
    const auto finite = [](Real parameter) { return std::isfinite(parameter); };
    if (!std::isfinite(loss) || !std::isfinite(last.loss) || !std::ranges::all_of(learner_.parameters(), finite))
      return StopReason::not_finite;
    if (result.best_epoch == 0 || loss < best_loss_) {
      best_loss_ = loss;
      result.best_epoch = last.epoch;
      std::ranges::copy(learner_.parameters(), best_.begin());
    }
    if (options_.target && loss <= *options_.target) return StopReason::target;
    if (options_.patience > 0 && last.epoch - result.best_epoch >= options_.patience) return StopReason::patience;
    if (is_spent()) return StopReason::updates;
    return std::nullopt;
  }

  const TrainOptions& options_;
  Learner<Real> learner_;
  Samples<Real> samples_;
  std::optional<Measuring<Real>> held_out_;
  std::vector<std::size_t> order_;
  Batches batches_;
  std::vector<Real> best_;  // the parameters of the best epoch
  double best_loss_ = 0;
  bool keeps_best_ = false;
};

template <class Real>
TrainResult train_in(Network& network, const Dataset& data, const Dataset* validation, const TrainOptions& options) {
  Training<Real> training(network, data, validation, options);
  TrainResult result = training.run();
  if (result.best_epoch == 0) return result;  // nothing was learned
  // Parameters that training must not change keep all their bits, in float too.
  const std::span<double> parameters = network.parameters();
  const std::span<const Real> learned = training.parameters();
  const Topology& topology = network.topology();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (topology.is_trainable(i) || learned[i] != static_cast<Real>(parameters[i]))  // statistics change too
      parameters[i] = static_cast<double>(learned[i]);
  network.clear();  // as it was before each sequence
  return result;
}

}  // namespace

TrainResult train(Network& network, const Dataset& data, const TrainOptions& options) {
  check_options(options);
  check_data(network, data, options.loss);
  const auto run = [&](const Dataset& part, const Dataset* validation) {
    return options.precision == Precision::single ? train_in<float>(network, part, validation, options)
                                                  : train_in<double>(network, part, validation, options);
  };
  if (options.validation == 0) return run(data, nullptr);
  const auto [learned, held_out] = data.split(options.validation, options.seed);
  return run(learned, &held_out);
}

TestResult test(const Network& network, const Dataset& data, Loss loss) {
  check_data(network, data, loss);
  const Metric metric = Measuring<double>(network.topology(), data).measure(network.parameters(), loss);
  return {metric.loss(), metric.success(loss)};
}

}  // namespace plexus
