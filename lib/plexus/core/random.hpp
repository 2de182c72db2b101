#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace plexus {

/// A stream of random numbers that is a function of its key alone. Streams with different keys are independent and need
/// no order, so individual 7 of generation 3 draws the same numbers on any thread.
///
/// Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3" (Philox4x64-10, from Random123).
class Random {
 public:
  /// The stream of `seed`, or one of its 2^192 substreams: for instance (seed, generation, individual).
  explicit Random(std::uint64_t seed, std::uint64_t first = 0, std::uint64_t second = 0, std::uint64_t third = 0)
      : key_{seed, third}, counter_{0, first, second, 0} {}

  /// A stream that hands out these numbers as its `uniform()`, in order, and throws Error when they are used up: to
  /// repeat what another program did at random. Each should be in [0, 1). Copies share their place.
  static Random replay(std::vector<double> uniforms);
  std::size_t left_to_replay() const noexcept;  ///< numbers of a replay not handed out yet

  /// 64 random bits; of a replay, those of one of its numbers.
  std::uint64_t bits() { return left_ > 0 ? next() : first_bits(); }
  void fill(std::span<std::uint64_t> all);  ///< the same as `bits()` for one after the other, in less time
  void skip(std::size_t count);             ///< the same as to forget so many `bits()`, in less time
  /// In [0, 1), a multiple of 2^-53.
  double uniform() { return left_ > 0 ? as_uniform(next()) : first_uniform(); }
  double uniform(double low, double high);  ///< in [low, high)
  double normal();                          ///< mean 0, standard deviation 1 (Box and Muller 1958)
  std::array<double, 2> two_normals();      ///< two such, independent, from the same two uniform numbers
  /// True with this probability.
  bool chance(double probability) { return uniform() < probability; }
  /// In [0, count); throws Error when count is 0.
  std::size_t below(std::size_t count) {
    if (count == 0) refuse_nothing();
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }

  /// One element of a sequence; throws Error when it is empty.
  template <class Sequence>
  decltype(auto) pick(Sequence&& sequence) {
    return std::forward<Sequence>(sequence)[below(sequence.size())];
  }

  /// Puts a sequence in random order (Fisher and Yates).
  template <class Sequence>
  void shuffle(Sequence& sequence) {
    using std::swap;
    for (std::size_t left = sequence.size(); left > 1; --left) swap(sequence[left - 1], sequence[below(left)]);
  }

 private:
  struct Replay {
    std::vector<double> uniforms;
    std::size_t next = 0;
  };
  using Block = std::array<std::uint64_t, 4>;
  static double as_uniform(std::uint64_t bits) { return static_cast<double>(bits >> 11U) * 0x1p-53; }
  std::uint64_t next() { return block_[block_.size() - left_--]; }
  std::uint64_t first_bits();  // of the next block, or of a replay
  double first_uniform();
  [[noreturn]] static void refuse_nothing();
  Block block_at(std::uint64_t ahead) const;

  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 4> counter_;
  Block block_{};
  std::size_t left_ = 0;  // numbers of `block_` not handed out yet; a replay has none
  std::shared_ptr<Replay> replay_;
};

}  // namespace plexus
