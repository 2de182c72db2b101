#include <plexus/core/random.hpp>

#include <Random123/philox.h>

#include <cmath>
#include <numbers>

#include <plexus/core/error.hpp>

namespace plexus {

Random Random::replay(std::vector<double> uniforms) {
  Random random(0);
  random.replay_ = std::make_shared<Replay>(Replay{std::move(uniforms), 0});
  return random;
}

std::size_t Random::left_to_replay() const noexcept { return replay_ ? replay_->uniforms.size() - replay_->next : 0; }

std::uint64_t Random::bits() {
  if (replay_) return static_cast<std::uint64_t>(uniform() * 0x1p53) << 11U;
  if (left_ == 0) {
    const r123::Philox4x64::ctr_type counter{{counter_[0], counter_[1], counter_[2], counter_[3]}};
    const r123::Philox4x64::key_type key{{key_[0], key_[1]}};
    const r123::Philox4x64::ctr_type block = r123::Philox4x64()(counter, key);
    for (std::size_t i = 0; i < block_.size(); ++i) block_[i] = block[i];
    ++counter_[0];
    left_ = block_.size();
  }
  return block_[block_.size() - left_--];
}

double Random::uniform() {
  if (!replay_) return static_cast<double>(bits() >> 11U) * 0x1p-53;
  if (replay_->next == replay_->uniforms.size())
    throw Error("a replay of ", replay_->uniforms.size(), " random numbers is used up, and one more was wanted");
  return replay_->uniforms[replay_->next++];
}

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal() {
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

bool Random::chance(double probability) { return uniform() < probability; }

std::size_t Random::below(std::size_t count) {
  if (count == 0) throw Error("Random::below: needs a count of at least 1, got 0");
  return static_cast<std::size_t>(uniform() * static_cast<double>(count));
}

}  // namespace plexus
