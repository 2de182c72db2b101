#include <plexus/core/random.hpp>

#include <Random123/philox.h>

#include <cmath>
#include <numbers>
#include <tuple>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {

Random Random::replay(std::vector<double> uniforms) {
  Random random(0);
  random.replay_ = std::make_shared<Replay>(Replay{std::move(uniforms), 0});
  return random;
}

std::size_t Random::left_to_replay() const noexcept { return replay_ ? replay_->uniforms.size() - replay_->next : 0; }

// The block that is so many after the next.
Random::Block Random::block_at(std::uint64_t ahead) const {
  const r123::Philox4x64::ctr_type counter{{counter_[0] + ahead, counter_[1], counter_[2], counter_[3]}};
  const r123::Philox4x64::key_type key{{key_[0], key_[1]}};
  const r123::Philox4x64::ctr_type block = r123::Philox4x64()(counter, key);
  return {block[0], block[1], block[2], block[3]};
}

std::uint64_t Random::first_bits() {
  if (replay_) return static_cast<std::uint64_t>(first_uniform() * 0x1p53) << 11U;
  block_ = block_at(0);
  ++counter_[0];
  left_ = block_.size();
  return next();
}

void Random::fill(std::span<std::uint64_t> all) {
  constexpr std::size_t together = 4;  // blocks whose multiplications a processor does side by side
  constexpr std::size_t numbers = together * std::tuple_size_v<Block>;
  std::size_t done = 0;
  while (done < all.size() && (replay_ || left_ > 0)) all[done++] = bits();
  for (; all.size() - done >= numbers; done += numbers, counter_[0] += together) {
    const std::array<Block, together> blocks{block_at(0), block_at(1), block_at(2), block_at(3)};
    for (std::size_t i = 0; i < numbers; ++i) all[done + i] = blocks[i / 4][i % 4];
  }
  while (done < all.size()) all[done++] = bits();
}

void Random::skip(std::size_t count) {
  for (; count > 0 && (replay_ || left_ > 0); --count) bits();
  counter_[0] += count / block_.size();
  for (count %= block_.size(); count > 0; --count) bits();
}

double Random::first_uniform() {
  if (!replay_) return as_uniform(first_bits());
  if (replay_->next == replay_->uniforms.size())
    throw Error("a replay of ", count_of(replay_->uniforms.size(), "random number"),
                " is used up, and one more was wanted");
  return replay_->uniforms[replay_->next++];
}

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal() {
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

std::array<double, 2> Random::two_normals() {
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  const double angle = 2 * std::numbers::pi * uniform();
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

void Random::refuse_nothing() { throw Error("Random::below: needs a count of at least 1, got 0"); }

}  // namespace plexus
