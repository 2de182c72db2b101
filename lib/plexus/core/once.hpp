#pragma once

#include <atomic>
#include <cstdint>

namespace plexus {

/// Does something once, whoever asks first, while the others wait; when it throws, the next one tries again. As
/// std::call_once, without the system call that it makes even where nobody waits, which costs more than what many small
/// topologies want done.
class Once {
 public:
  Once() = default;
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;

  /// Returns when it was done by somebody; what that wrote can be read then. `work` must not call the same Once.
  template <class Work>
  void call(Work&& work) {
    while (state_.load(std::memory_order_acquire) != done) {
      if (std::uint32_t found = fresh; state_.compare_exchange_strong(found, busy, std::memory_order_acquire)) {
        Turn turn(state_);
        work();
        turn.end = done;
      } else if (found == awaited || (found == busy && state_.compare_exchange_strong(found, awaited))) {
        state_.wait(awaited);
      }
    }
  }

 private:
  static constexpr std::uint32_t fresh = 0, busy = 1, awaited = 2, done = 3;

  // What the state is at the end of the work, however it ends.
  struct Turn {
    explicit Turn(std::atomic<std::uint32_t>& of) : state(of) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
      if (state.exchange(end, std::memory_order_acq_rel) == awaited) state.notify_all();
    }

    std::atomic<std::uint32_t>& state;
    std::uint32_t end = fresh;
  };

  std::atomic<std::uint32_t> state_{fresh};
};

}  // namespace plexus
