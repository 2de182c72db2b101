// Compiled once for each instruction set; which one runs is decided at run time.

#include "machine.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <new>
#include <vector>

#include <plexus/core/parallel.hpp>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/machine.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace plexus::bench::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::ScalableTag<float>;

// Twelve chains of multiply-adds, as many as hide their latency on two units. Returns how many operations that were.
double multiply_add(std::size_t rounds, float* result) {
  const Floats d;
  const auto factor = hn::Set(d, 0.999F), term = hn::Set(d, 0.001F);
  auto a = hn::Iota(d, 0), b = hn::Iota(d, 1), c = hn::Iota(d, 2), e = hn::Iota(d, 3), f = hn::Iota(d, 4),
       g = hn::Iota(d, 5), h = hn::Iota(d, 6), i = hn::Iota(d, 7), j = hn::Iota(d, 8), k = hn::Iota(d, 9),
       l = hn::Iota(d, 10), m = hn::Iota(d, 11);
  for (std::size_t round = 0; round < rounds; ++round) {
    a = hn::MulAdd(a, factor, term);
    b = hn::MulAdd(b, factor, term);
    c = hn::MulAdd(c, factor, term);
    e = hn::MulAdd(e, factor, term);
    f = hn::MulAdd(f, factor, term);
    g = hn::MulAdd(g, factor, term);
    h = hn::MulAdd(h, factor, term);
    i = hn::MulAdd(i, factor, term);
    j = hn::MulAdd(j, factor, term);
    k = hn::MulAdd(k, factor, term);
    l = hn::MulAdd(l, factor, term);
    m = hn::MulAdd(m, factor, term);
  }
  const auto low = hn::Add(hn::Add(hn::Add(a, b), hn::Add(c, e)), hn::Add(f, g));
  const auto high = hn::Add(hn::Add(hn::Add(h, i), hn::Add(j, k)), hn::Add(l, m));
  *result = hn::GetLane(hn::SumOfLanes(d, hn::Add(low, high)));
  return 2.0 * 12 * static_cast<double>(hn::Lanes(d) * rounds);
}

// McCalpin 1995, "Memory bandwidth and machine balance": the triad, past the caches on its way out.
void triad(const float* b, const float* c, float* a, std::size_t count) {
  const Floats d;
  const auto factor = hn::Set(d, 3.0F);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    hn::Stream(hn::MulAdd(hn::Load(d, c + i), factor, hn::Load(d, b + i)), d, a + i);
}

const char* vectors() { return hwy::TargetName(HWY_TARGET); }

}  // namespace plexus::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <hwy/aligned_allocator.h>

namespace plexus::bench {
namespace {

HWY_EXPORT(multiply_add);
HWY_EXPORT(triad);
HWY_EXPORT(vectors);

constexpr int repetitions = 7;
constexpr std::size_t rounds = 4'000'000;  // of multiply-adds: some 10 ms
constexpr std::size_t floats = 16 << 20;   // of each array of the triad, which the threads share: 64 MiB
constexpr std::size_t most_lanes = 1024;   // floats of the widest vector there may be, or a multiple of it

// In seconds: of the process's CPUs for one thread, as the workloads are timed; else the time of day.
double now(std::size_t threads) {
  if (threads == 1) return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The most over some repetitions of what `work(thread)` on all threads does in a second, in 10^9.
template <class Work>
double rate(std::size_t threads, double amount, Work work) {
  double best = 0;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    const double begin = now(threads);
    parallel_for(threads, threads, work);
    best = std::max(best, amount / (now(threads) - begin) / 1e9);
  }
  return best;
}

}  // namespace

MachineSpeed measure_machine(std::size_t threads) {
  MachineSpeed speed{HWY_DYNAMIC_DISPATCH(vectors)(), threads, 0, 0};
  std::vector<float> results(threads);
  const double operations = HWY_DYNAMIC_DISPATCH(multiply_add)(1, results.data()) * static_cast<double>(rounds);
  speed.gigaflops = rate(threads, operations * static_cast<double>(threads), [&](std::size_t thread) {
    HWY_DYNAMIC_DISPATCH(multiply_add)(rounds, &results[thread]);
  });

  std::array<hwy::AlignedFreeUniquePtr<float[]>, 3> arrays;
  for (auto& array : arrays) {
    array = hwy::AllocateAligned<float>(floats);
    if (!array) throw std::bad_alloc();
    std::fill_n(array.get(), floats, 1.0F);
  }
  // A part for each thread, of whole vectors whatever their size.
  const std::size_t part = floats / threads / most_lanes * most_lanes;
  const double bytes = 3.0 * sizeof(float) * static_cast<double>(part * threads);
  speed.gigabytes = rate(threads, bytes, [&](std::size_t thread) {
    const std::size_t first = thread * part;
    HWY_DYNAMIC_DISPATCH(triad)(arrays[0].get() + first, arrays[1].get() + first, arrays[2].get() + first, part);
  });
  return speed;
}

}  // namespace plexus::bench
#endif
