#include "speed.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>

#include <plexus/core/error.hpp>

#include "peer.hpp"
#include "stopwatch.hpp"

namespace plexus::bench {
namespace {

std::string on_threads(std::size_t threads) {
  return std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

std::vector<Peer> start_peers(const SpeedOptions& options, std::ostream& log) {
  std::vector<Peer> peers;
  for (const PeerRow* row : peers_named(options.against)) {
    try {
      peers.emplace_back(*row);
      log << row->name << ": " << peers.back().version() << '\n';
    } catch (const Error& error) {
      log << "left out: " << error.what() << '\n';
    }
  }
  return peers;
}

// One system that takes part in a workload.
struct Contender {
  Measurement measurement;
  Peer* peer = nullptr;  // none: ourselves
};

class Race {
 public:
  Race(const WorkloadRow& row, std::size_t threads, std::vector<Peer>& peers, std::ostream& log)
      : row_(row), threads_(threads), log_(log) {
    log_ << row.name << ", " << on_threads(threads) << std::endl;
    enter_ourselves();
    if (threads != 1) return;
    for (Peer& peer : peers) enter(peer);
  }

  std::vector<Measurement> run(std::size_t repetitions) {
    for (std::size_t repetition = 0; repetition < repetitions; ++repetition)
      std::erase_if(contenders_, [&](Contender& each) { return !repeat(each); });
    std::vector<Measurement> measurements;
    for (Contender& each : contenders_) measurements.push_back(std::move(each.measurement));
    return measurements;
  }

 private:
  void enter_ourselves() {
    if (row_.make == nullptr) return;
    workload_ = row_.make(threads_);
    workload_->check();
    if (const std::string remark = workload_->remark(); !remark.empty()) log_ << "  " << remark << std::endl;
    stopwatch_.emplace(row_, *workload_, threads_);
    contenders_.push_back({{&row_, std::string(own_system), threads_, {}}, nullptr});
  }

  // What a peer builds and checks is built before the first repetition that counts.
  void enter(Peer& peer) {
    Contender contender{{&row_, std::string(peer.name()), 1, {}}, &peer};
    if (!repeat(contender)) return;
    contender.measurement.values.clear();
    contenders_.push_back(std::move(contender));
  }

  // Returns whether it goes on.
  bool repeat(Contender& each) {
    if (each.peer == nullptr) {
      each.measurement.values.push_back(quoted(row_, stopwatch_->repeat()));
      return true;
    }
    try {
      const PeerAnswer answer = each.peer->repeat(row_.name, row_.minimum);
      if (answer.value)
        each.measurement.values.push_back(*answer.value);
      else
        log_ << "  " << each.peer->name() << " is left out: " << answer.why_not << std::endl;
      return answer.value.has_value();
    } catch (const Error& error) {
      log_ << "  left out: " << error.what() << std::endl;
      return false;
    }
  }

  const WorkloadRow& row_;
  std::size_t threads_;
  std::ostream& log_;
  std::unique_ptr<Workload> workload_;
  std::optional<Stopwatch> stopwatch_;
  std::vector<Contender> contenders_;
};

void require_stopwatch(const WorkloadRow& row) {
  if (!has_stopwatch() && row.make != nullptr) Stopwatch(row, *row.make(1), 1);  // says what to install
}

}  // namespace

SpeedReport measure_speed(const SpeedOptions& options, std::ostream& log) {
  const auto rows = workloads_named(options.workloads);
  std::vector<Peer> peers = start_peers(options, log);
  require_stopwatch(*rows.front());
  SpeedReport report{{}, {}, options.repetitions};
  if (can_measure_machine()) {
    log << "the machine" << std::endl;
    for (const std::size_t threads : options.threads) report.machine.push_back(measure_machine(threads));
  } else {
    log << "the machine is not measured: this plexus was built without Highway (Debian: libhwy-dev)\n";
  }
  for (const WorkloadRow* row : rows)
    for (const std::size_t threads : options.threads) {
      if (threads > 1 && !row->threaded) continue;
      for (Measurement& each : Race(*row, threads, peers, log).run(options.repetitions))
        report.measurements.push_back(std::move(each));
    }
  return report;
}

void check_workloads(const SpeedOptions& options, std::ostream& out) {
  for (const WorkloadRow* row : workloads_named(options.workloads)) {
    if (row->make == nullptr) continue;
    row->make(1)->check();
    out << row->name << ": computes what it should\n" << std::flush;
  }
}

}  // namespace plexus::bench
