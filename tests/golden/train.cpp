#include <algorithm>
#include <string>
#include <utility>

#include <plexus/save/neataptic.hpp>

#include "learner.hpp"
#include "replay.hpp"
#include "training.hpp"

namespace plexus::golden {
namespace {

class TrainReplay {
 public:
  TrainReplay(const Json& file, const Training& training, Comparison& comparison, std::string by)
      : network_(network_from_neataptic(file.at("network").dump())),
        expected_(file.at("expected")),
        samples_(file.at("dataset")),
        training_(training),
        learner_(network_, {.neataptic_slopes = true}),
        data_(network_.input_count(), network_.output_count()),
        random_(expected_.contains("draws") ? Random::replay(numbers_in(expected_.at("draws"))) : Random(0)),
        comparison_(comparison),
        by_(std::move(by)) {
    if (has_softsign(network_)) comparison.note(softsign_note);
    for (const Json& each : samples_) data_.add(numbers_in(each.at("input")), numbers_in(each.at("output")));
  }

  const Dataset& data() const { return data_; }

  // `train` is one of those of training.hpp.
  template <class Train>
  void run(const Train& train) {
    const Trained trained = train(learner_, data_, training_, random_);
    const Json& wanted = expected_.at("result");
    comparison_.number(trained.error, wanted.at("error"), by_ + "error");
    comparison_.number(static_cast<double>(trained.errors.size()), wanted.at("iterations"), by_ + "iterations");
    comparison_.numbers(trained.errors, expected_.at("errors"), by_ + "errors");
    comparison_.holds(random_.left_to_replay() == 0, by_ + "not all draws are used up");
    if (expected_.contains("setAfter")) {
      Json set = Json::array();
      for (const std::size_t each : trained.order) set.push_back(samples_[each]);
      comparison_.holds(set == expected_.at("setAfter"), by_ + "setAfter");
    }
    compare_parameters(learner_, expected_, comparison_, by_);
    compare_masks("masks");
    run_after();
  }

 private:
  void run_after() {
    if (expected_.contains("test"))
      comparison_.number(test_online(learner_, data_, training_.cost, Clearing::never),
                         expected_.at("test").at("error"), by_ + "test");
    compare_masks("masksAfterTest");
    compare_outputs("activateAfterClear", [&](const auto& input) { return learner_.activate(input); });
    compare_outputs("noTraceAfterClear", [&](const auto& input) { return learner_.activate_without_traces(input); });
  }

  void compare_masks(const std::string& name) {
    if (!expected_.contains(name)) return;
    const Json& masks = expected_.at(name);
    comparison_.holds(masks.size() == learner_.topology().unit_count(), by_ + name + ": one for each node");
    for (std::size_t i = network_.input_count(); i < std::min(masks.size(), learner_.topology().unit_count()); ++i)
      comparison_.number(learner_.unit(i).mask, masks[i], by_ + name + "[" + std::to_string(i) + "]");
  }

  template <class Activate>
  void compare_outputs(const std::string& name, const Activate& activate) {
    if (!expected_.contains(name)) return;
    const Json& wanted = expected_.at(name);
    learner_.clear();
    for (std::size_t i = 0; i < wanted.size(); ++i)
      comparison_.numbers(activate(input_of(samples_.at(i), network_)), wanted[i],
                          by_ + name + " " + std::to_string(i) + " output");
  }

  Network network_;
  const Json& expected_;
  const Json& samples_;
  const Training& training_;
  OnlineLearner learner_;
  Dataset data_;
  Random random_;
  Comparison& comparison_;
  std::string by_;  // whose training it is, for messages
};

}  // namespace

void replay_train(const Json& file, Comparison& comparison) {
  const Training training = training_in(file.at("options"), comparison);
  TrainReplay by_neataptic(file, training, comparison, "Neataptic's loop: ");
  by_neataptic.run(train_as_neataptic);
  if (const std::string difference = difference_to_ours(training, by_neataptic.data()); !difference.empty())
    return comparison.note(difference);
  TrainReplay(file, training, comparison, "").run(train_as_ours);
}

}  // namespace plexus::golden
