#include <plexus/graph/weights.hpp>

#include <algorithm>
#include <cmath>

#include <plexus/core/error.hpp>

namespace plexus {

Weights Weights::uniform(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high) || low > high)
    throw Error("Weights::uniform: wants finite numbers low <= high, got ", low, " and ", high);
  Weights weights;
  weights.range_ = {low, high};
  return weights;
}

bool Weights::finite() const {
  return std::ranges::all_of(given_, [](double weight) { return std::isfinite(weight); });
}

std::vector<double> Weights::draw(std::size_t count, std::size_t sources, std::size_t targets, Random& random) const {
  if (!drawn_ && given_.size() == count) return given_;
  std::vector<double> weights(count, drawn_ ? 0.0 : given_.front());
  if (!drawn_) return weights;
  const double glorot = std::sqrt(6.0 / static_cast<double>(sources + targets));
  const auto [low, high] = range_.value_or(std::pair{-glorot, glorot});
  std::ranges::generate(weights, [&, low = low, high = high] { return random.uniform(low, high); });
  return weights;
}

Weights fixed(Weights weights) {
  weights.trainable_ = false;
  return weights;
}

}  // namespace plexus
