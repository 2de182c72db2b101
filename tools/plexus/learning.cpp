#include "learning.hpp"

#include <iostream>
#include <string>

#include <plexus/core/error.hpp>
#include <plexus/core/status_line.hpp>
#include <plexus/train/online/train_online.hpp>

#include "summary.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace plexus::command {
namespace {

// How a training ended, by either rule.
struct Ending {
  StopReason stopped = StopReason::epochs;
  std::size_t epochs = 0;  // that were run
  std::size_t kept = 0;    // the one whose parameters the network has; 0: none
};

Ending learn_by_backpropagation(Network& network, const Dataset& data, TrainOptions options, bool quiet) {
  const auto progress = progress_to(std::cerr, options.loss, stderr_terminal().columns);
  options.on_epoch = [&](const Epoch& epoch) { return (quiet || progress(epoch)) && !interrupted(); };
  const TrainResult result = train(network, data, options);
  return {result.stopped, result.history.size(), result.best_epoch};
}

Ending learn_online(Network& network, const Dataset& data, const TrainOptions& options, const TrainChoice& choice) {
  const std::size_t columns = stderr_terminal().columns;
  const OnlineResult result = train_online(network, data,
                                           {.cost = row(options.loss).value,
                                            .rate = options.rate,
                                            .schedule = options.schedule,
                                            .momentum = choice.momentum,
                                            .batch = options.batch,
                                            .epochs = options.epochs,
                                            .dropout = choice.dropout,
                                            .shuffle = true,
                                            .seed = options.seed,
                                            .on_epoch = [&](const OnlineEpoch& epoch) {
                                              const std::string line = "epoch " + std::to_string(epoch.epoch) + "/" +
                                                                       std::to_string(options.epochs) + "  loss " +
                                                                       rounded(epoch.error, 4);
                                              if (!choice.quiet)
                                                show_status(std::cerr, line, columns, epoch.epoch == options.epochs);
                                              return !interrupted();
                                            }});
  const std::size_t epochs = result.history.size();
  return {result.stopped, epochs, result.stopped == StopReason::not_finite ? epochs - 1 : epochs};
}

}  // namespace

void learn(Network& network, const Dataset& data, const TrainOptions& options, const TrainChoice& choice) {
  std::cout << "network: " << summary_of(network) << std::endl;
  catch_interrupt("this epoch");
  const auto [stopped, epochs, kept] = choice.online() ? learn_online(network, data, options, choice)
                                                       : learn_by_backpropagation(network, data, options, choice.quiet);
  if (!choice.quiet && stderr_terminal().columns > 0 && epochs < options.epochs) std::cerr << '\n';

  if (stopped == StopReason::not_finite) {
    if (kept == 0)
      throw Error("the loss was no finite number in the first epoch; try a smaller --rate than ", options.rate);
    std::cerr << "plexus: training diverged: the loss was no finite number in epoch " << epochs
              << ", and what was learned before it is hardly of use; take a smaller --rate than " << options.rate
              << '\n';
  }
  const std::string reason = stopped == StopReason::callback   ? ", stopped by " + std::string(interrupted_by())
                             : stopped == StopReason::patience ? ", stopped as validation got no better"
                                                               : "";
  std::cout << "trained: " << count_of(epochs, "epoch") << reason;
  if (kept != epochs)
    std::cout << "; kept epoch " << kept << (choice.online() ? ", the last finite one" : ", the best");
  std::cout << '\n';
}

}  // namespace plexus::command
