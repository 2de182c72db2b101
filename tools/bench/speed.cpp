#include "speed.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <set>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

#include "peer.hpp"
#include "stopwatch.hpp"

namespace plexus::bench {
namespace {

// Says each thing once.
class Log {
 public:
  explicit Log(std::ostream& out) : out_(out) {}
  void tell(const std::string& what) {
    if (told_.insert(what).second) out_ << what << std::endl;
  }

 private:
  std::ostream& out_;
  std::set<std::string> told_;
};

std::vector<Peer> start_peers(const SpeedOptions& options, Log& log) {
  std::vector<Peer> peers;
  for (const PeerRow* row : peers_named(options.against)) {
    try {
      peers.emplace_back(*row);
      log.tell("against " + std::string(row->name) + ": " + peers.back().version());
    } catch (const Error& error) {
      log.tell(std::string("left out: ") + error.what());
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
  Race(const WorkloadRow& row, std::size_t threads, std::vector<Peer>& peers, const std::function<bool()>& stop,
       Log& log)
      : row_(row), threads_(threads), stop_(stop), log_(log) {
    log_.tell(std::string(row.name) + ", " + count_of(threads, "thread"));
    enter_ourselves();
    if (threads != 1) return;
    for (Peer& peer : peers)
      if (!stop_()) enter(peer);
  }

  std::vector<Measurement> run(std::size_t repetitions) {
    for (std::size_t repetition = 0; repetition < repetitions && !stop_(); ++repetition)
      std::erase_if(contenders_, [&](Contender& each) { return !repeat(each); });
    std::vector<Measurement> measurements;
    for (Contender& each : contenders_)
      if (!each.measurement.values.empty()) measurements.push_back(std::move(each.measurement));
    return measurements;
  }

 private:
  void enter_ourselves() {
    if (row_.make == nullptr) return;
    workload_ = row_.make(threads_);
    workload_->check();
    if (const std::string remark = workload_->remark(); !remark.empty()) log_.tell("  " + remark);
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

  // Returns whether it takes part any longer. What there is stays when it is to stop: a peer ends by Ctrl-C too.
  bool repeat(Contender& each) {
    if (stop_()) return true;
    if (each.peer == nullptr) {
      each.measurement.values.push_back(quoted(row_, stopwatch_->repeat()));
      return true;
    }
    try {
      const PeerAnswer answer = each.peer->repeat(row_.name, row_.minimum);
      if (!answer.value) {
        log_.tell("  without " + std::string(each.peer->name()) + ": " + answer.why_not);
        return false;
      }
      each.measurement.values.push_back(*answer.value);
      return true;
    } catch (const Error& error) {
      if (stop_()) return true;
      log_.tell(std::string("  left out: ") + error.what());
      return false;
    }
  }

  const WorkloadRow& row_;
  std::size_t threads_;
  const std::function<bool()>& stop_;
  Log& log_;
  std::unique_ptr<Workload> workload_;
  std::optional<Stopwatch> stopwatch_;
  std::vector<Contender> contenders_;
};

void require_stopwatch(const WorkloadRow& row) {
  if (!has_stopwatch() && row.make != nullptr) Stopwatch(row, *row.make(1), 1);  // says what to install
}

}  // namespace

SpeedReport measure_speed(const SpeedOptions& options, std::ostream& out) {
  Log log(out);
  const auto rows = workloads_named(options.workloads);
  const std::function<bool()> stop = options.stop ? options.stop : [] { return false; };
  std::vector<Peer> peers = start_peers(options, log);
  require_stopwatch(*rows.front());
  SpeedReport report{{}, {}, options.repetitions};
  log.tell("the machine");
  for (const std::size_t threads : options.threads) report.machine.push_back(measure_machine(threads));
  for (const WorkloadRow* row : rows) {
    if (row->make == nullptr && peers.empty() && !stop())
      log.tell(std::string(row->name) + " is left out: peers alone do it, see --against");
    for (const std::size_t threads : options.threads) {
      if ((threads > 1 && !row->threaded) || stop()) continue;
      for (Measurement& each : Race(*row, threads, peers, stop, log).run(options.repetitions))
        report.measurements.push_back(std::move(each));
    }
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
