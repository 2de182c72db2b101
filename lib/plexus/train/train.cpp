#include <plexus/train/train.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/core/findings.hpp>
#include <plexus/core/random.hpp>
#include <plexus/train/gradient.hpp>

namespace plexus {
namespace {

using Clock = std::chrono::steady_clock;
using Batches = std::vector<std::vector<std::size_t>>;

constexpr std::size_t test_batch = 64;  // sequences measured side by side

void check_options(const TrainOptions& options) {
  const auto share = [](double x) { return x >= 0 && x < 1; };
  const OptimizerOptions& optimizer = options.optimizer;
  Findings bad;
  bad.want(options.rate > 0 && std::isfinite(options.rate), "rate", options.rate, "a number above 0");
  bad.want(options.epochs > 0, "epochs", options.epochs, "at least 1");
  bad.want(options.batch > 0, "batch", options.batch, "at least 1");
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
    throw Error("the data set has ", data.input_count(), " inputs and ", data.target_count(),
                " targets, the network has ", network.input_count(), " inputs and ", network.output_count(),
                " outputs; make them equal");
  if (row(loss).answer == Answer::category && network.output_count() < 2)
    throw Error(row(loss).name,
                " tells categories apart by their outputs, and the network has just 1; use another loss");
}

// Sequences of one length can run side by side, so each batch holds only such.
Batches make_batches(const Dataset& data, std::span<const std::size_t> order, std::size_t size) {
  std::map<std::size_t, std::vector<std::size_t>> filling;  // by length
  Batches batches;
  for (const std::size_t sequence : order) {
    std::vector<std::size_t>& batch = filling[data.length_of(sequence)];
    batch.push_back(sequence);
    if (batch.size() == size) batches.push_back(std::exchange(batch, {}));
  }
  for (auto& [length, batch] : filling)
    if (!batch.empty()) batches.push_back(std::move(batch));
  return batches;
}

std::vector<std::size_t> all_sequences(const Dataset& data) {
  std::vector<std::size_t> order(data.sequence_count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

template <class Real>
Metric measure(Backpropagation<Real>& passes, std::span<const Real> parameters, const Dataset& data, Loss loss) {
  Metric metric;
  for (const auto& batch : make_batches(data, all_sequences(data), test_batch)) {
    passes.start(data, batch);
    // Step by step, so that memory does not grow with the length.
    for (std::size_t step = 0; step < data.length_of(batch.front()); ++step)
      passes.forward(parameters, 1, loss, metric);
  }
  return metric;
}

std::vector<std::size_t> trainable_parameters(const Topology& topology) {
  std::vector<std::size_t> indices;
  for (std::size_t unit = topology.input_count(); unit < topology.unit_count(); ++unit)
    if (topology.units()[unit].trainable) indices.push_back(topology.bias_index(unit));
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    if (topology.connections()[i].trainable) indices.push_back(topology.weight_index(i));
  return indices;
}

// A training in one precision.
template <class Real>
class Training {
 public:
  Training(const Network& network, const Dataset& data, const Dataset* validation, const TrainOptions& options)
      : options_(options),
        data_(data),
        validation_(validation),
        passes_(network.topology().program<Real>()),
        trainable_(trainable_parameters(network.topology())),
        parameters_(network.parameters().begin(), network.parameters().end()),
        best_(parameters_),
        gradient_(parameters_.size()),
        first_(parameters_.size()),
        second_(parameters_.size()),
        order_(all_sequences(data)) {}

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
    const bool keep_best = validation_ != nullptr || result.stopped == StopReason::not_finite;
    if (keep_best) parameters_ = best_;
    if (!keep_best) result.best_epoch = result.history.back().epoch;
    // Without any good epoch the loss is that of the last, which is not finite.
    const Epoch& kept = result.best_epoch > 0 ? result.history[result.best_epoch - 1] : result.history.back();
    result.loss = kept.validation_loss.value_or(kept.loss);
    result.metric = kept.validation_metric.value_or(kept.metric);
    return result;
  }

  std::span<const Real> parameters() const { return parameters_; }

 private:
  Epoch run_epoch(std::size_t epoch, Clock::time_point begin) {
    const auto epoch_begin = Clock::now();
    if (options_.shuffle) Random(options_.seed, epoch, 1).shuffle(order_);
    Batches batches = make_batches(data_, order_, options_.batch);
    if (options_.shuffle) Random(options_.seed, epoch, 2).shuffle(batches);

    const double rate = rate_at(options_.schedule, options_.rate, epoch, options_.epochs);
    Metric metric;
    for (const auto& batch : batches) learn(batch, rate, metric);

    Epoch summary{epoch + 1, options_.epochs, rate, metric.loss(), metric.success(options_.loss), {}, {}, 0, 0, false};
    const std::chrono::duration<double> learning = Clock::now() - epoch_begin;
    summary.samples_per_second = static_cast<double>(metric.samples()) / learning.count();
    if (validation_) {
      const Metric held_out = measure<Real>(passes_, parameters_, *validation_, options_.loss);
      summary.validation_loss = held_out.loss();
      summary.validation_metric = held_out.success(options_.loss);
    }
    const std::chrono::duration<double> elapsed = Clock::now() - begin;
    summary.seconds_left =
        elapsed.count() / static_cast<double>(epoch + 1) * static_cast<double>(options_.epochs - epoch - 1);
    return summary;
  }

  void learn(const std::vector<std::size_t>& batch, double rate, Metric& metric) {
    const std::size_t length = data_.length_of(batch.front());
    const std::size_t window = options_.truncation > 0 ? options_.truncation : length;
    passes_.start(data_, batch);
    for (std::size_t step = 0; step < length; step += window) {
      std::ranges::fill(gradient_, Real{0});
      passes_.forward(parameters_, std::min(window, length - step), options_.loss, metric);
      passes_.backward(parameters_, options_.loss, gradient_);
      update(rate);
    }
  }

  void update(double rate) {
    ++updates_;
    const Real scale = clip_scale();
    for (const std::size_t i : trainable_)
      row(options_.optimizer.kind)
          .update(OptimizerStep<Real>{options_.optimizer, rate, updates_, parameters_[i], gradient_[i] * scale,
                                      first_[i], second_[i]});
  }

  // Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1.
  Real clip_scale() const {
    if (options_.clip == 0) return 1;
    double square = 0;
    for (const std::size_t i : trainable_)
      square += static_cast<double>(gradient_[i]) * static_cast<double>(gradient_[i]);
    const double norm = std::sqrt(square);
    return norm > options_.clip ? static_cast<Real>(options_.clip / norm) : Real{1};
  }

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
    if (!std::isfinite(loss) || !std::isfinite(last.loss) || !std::ranges::all_of(parameters_, finite))
      return StopReason::not_finite;
    if (result.best_epoch == 0 || loss < best_loss_) {
      best_loss_ = loss;
      result.best_epoch = last.epoch;
      best_ = parameters_;
    }
    if (options_.target && loss <= *options_.target) return StopReason::target;
    if (options_.patience > 0 && last.epoch - result.best_epoch >= options_.patience) return StopReason::patience;
    return std::nullopt;
  }

  const TrainOptions& options_;
  const Dataset& data_;
  const Dataset* validation_;
  Backpropagation<Real> passes_;
  std::vector<std::size_t> trainable_;
  std::vector<Real> parameters_;
  std::vector<Real> best_;  // the parameters of the best epoch
  double best_loss_ = 0;
  std::vector<Real> gradient_;
  std::vector<Real> first_;   // memory of the optimizer
  std::vector<Real> second_;  // memory of the optimizer
  std::vector<std::size_t> order_;
  std::size_t updates_ = 0;
};

template <class Real>
TrainResult train_in(Network& network, const Dataset& data, const Dataset* validation, const TrainOptions& options) {
  Training<Real> training(network, data, validation, options);
  TrainResult result = training.run();
  if (result.best_epoch == 0) return result;  // nothing was learned
  // Parameters that training must not change keep all their bits, in float too.
  const std::span<double> parameters = network.parameters();
  for (const std::size_t i : trainable_parameters(network.topology()))
    parameters[i] = static_cast<double>(training.parameters()[i]);
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
  Backpropagation<double> passes(network.topology().program<double>());
  const Metric metric = measure<double>(passes, network.parameters(), data, loss);
  return {metric.loss(), metric.success(loss)};
}

}  // namespace plexus
