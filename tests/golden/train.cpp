#include <algorithm>
#include <numeric>
#include <string>

#include <plexus/save/neataptic.hpp>
#include <plexus/train/online/train_online.hpp>

#include "functions.hpp"
#include "learner.hpp"
#include "replay.hpp"

namespace plexus::golden {
namespace {

// Neataptic's options of a training, as ours.
OnlineTrainOptions options_in(const Json& options, Comparison& comparison) {
  OnlineTrainOptions ours;
  ours.cost = neataptic_cost(options.value("cost", "MSE"), comparison);
  ours.rate = truthy(options, "rate", 0.3);
  ours.momentum = truthy(options, "momentum", 0);
  ours.batch = static_cast<std::size_t>(truthy(options, "batchSize", 1));
  ours.dropout = truthy(options, "dropout", 0);
  ours.shuffle = options.value("shuffle", false);
  ours.clearing = options.value("clear", false) ? Clearing::epochs : Clearing::never;
  if (const double iterations = truthy(options, "iterations", 0); iterations > 0)
    ours.epochs = static_cast<std::size_t>(iterations);
  ours.target = options.contains("error") ? truthy(options, "error", 0.05) : -1;
  if (options.contains("ratePolicy")) {
    const Json& policy = options.at("ratePolicy");
    const auto arguments = numbers_in(Json(policy.begin() + 1, policy.end()));
    ours.schedule = neataptic_schedule(policy.at(0), arguments);
  }
  if (options.contains("crossValidate")) {
    const Json& share = options.at("crossValidate");
    ours.validation = share.at("testSize");
    // Either of two errors ends it there: the larger one.
    ours.target = std::max(*ours.target, share.at("testError").get<double>());
  }
  if (options.value("rate", Json()) == 0)
    comparison.note("pins that a rate of 0 acts as 0.3; ours learns nothing then");
  if (options.value("error", Json()) == 0) comparison.note("pins that an error of 0 acts as 0.05; ours is 0");
  return ours;
}

class TrainReplay {
 public:
  TrainReplay(const Json& file, Comparison& comparison)
      : network_(network_from_neataptic(file.at("network").dump())),
        expected_(file.at("expected")),
        samples_(file.at("dataset")),
        options_(options_in(file.at("options"), comparison)),
        learner_(network_, {.neataptic_slopes = true}),
        data_(network_.input_count(), network_.output_count()),
        random_(expected_.contains("draws") ? Random::replay(numbers_in(expected_.at("draws"))) : Random(0)),
        comparison_(comparison) {
    if (has_softsign(network_)) comparison.note(softsign_note);
    for (const Json& each : samples_) data_.add(numbers_in(each.at("input")), numbers_in(each.at("output")));
  }

  void run() {
    std::vector<std::size_t> order(data_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const OnlineResult result = train(order);
    std::vector<double> errors;
    for (const OnlineEpoch& each : result.history) errors.push_back(each.error);
    const Json& wanted = expected_.at("result");
    comparison_.number(result.error, wanted.at("error"), "error");
    comparison_.number(static_cast<double>(errors.size()), wanted.at("iterations"), "iterations");
    comparison_.numbers(errors, expected_.at("errors"), "errors");
    comparison_.holds(random_.left_to_replay() == 0, "all draws are used up");
    if (expected_.contains("setAfter")) {
      Json set = Json::array();
      for (const std::size_t each : options_.validation > 0 ? order : result.order) set.push_back(samples_[each]);
      comparison_.holds(set == expected_.at("setAfter"), "setAfter");
    }
    compare_parameters(learner_, expected_, comparison_, "");
    compare_masks("masks");
    run_after();
  }

 private:
  // Where Neataptic tells apart what is tested it does so once, and then shuffles a set that is used no more: `order`.
  OnlineResult train(std::vector<std::size_t>& order) {
    if (*options_.target >= 1) {
      comparison_.note("pins that training starts with an error of 1, and so with this target does nothing");
      if (options_.dropout > 0) learner_.set_masks(1 - options_.dropout);
      if (options_.clearing == Clearing::epochs) learner_.clear();
      return {.error = 1, .stopped = StopReason::target, .history = {}, .order = order};
    }
    OnlineTrainOptions options = options_;
    if (options.validation > 0 && options.shuffle) {
      comparison_.note("pins that a shuffle does not reach what cross-validation trains on; ours does");
      options.shuffle = false;
      options.on_epoch = [&](const OnlineEpoch&) {
        random_.shuffle(order);
        random_.uniform();
        return true;
      };
    }
    return train_online(learner_, data_, options, random_);
  }

  void run_after() {
    if (expected_.contains("test"))
      comparison_.number(test_online(learner_, data_, options_.cost, Clearing::never), expected_.at("test").at("error"),
                         "test");
    compare_masks("masksAfterTest");
    compare_outputs("activateAfterClear", [&](const auto& input) { return learner_.activate(input); });
    compare_outputs("noTraceAfterClear", [&](const auto& input) { return learner_.activate_without_traces(input); });
  }

  void compare_masks(const std::string& name) {
    if (!expected_.contains(name)) return;
    const Json& masks = expected_.at(name);
    comparison_.holds(masks.size() == learner_.topology().unit_count(), name + ": one for each node");
    for (std::size_t i = network_.input_count(); i < std::min(masks.size(), learner_.topology().unit_count()); ++i)
      comparison_.number(learner_.unit(i).mask, masks[i], name + "[" + std::to_string(i) + "]");
  }

  template <class Activate>
  void compare_outputs(const std::string& name, const Activate& activate) {
    if (!expected_.contains(name)) return;
    const Json& wanted = expected_.at(name);
    learner_.clear();
    for (std::size_t i = 0; i < wanted.size(); ++i)
      comparison_.numbers(activate(input_of(samples_.at(i), network_)), wanted[i],
                          name + " " + std::to_string(i) + " output");
  }

  Network network_;
  const Json& expected_;
  const Json& samples_;
  OnlineTrainOptions options_;
  OnlineLearner learner_;
  Dataset data_;
  Random random_;
  Comparison& comparison_;
};

}  // namespace

void replay_train(const Json& file, Comparison& comparison) { TrainReplay(file, comparison).run(); }

}  // namespace plexus::golden
