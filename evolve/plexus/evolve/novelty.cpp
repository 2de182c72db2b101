#include <plexus/evolve/novelty.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <plexus/core/parallel.hpp>

namespace plexus::evolve {
namespace {

constexpr std::size_t grain = 8;   // behaviours that a thread measures in a row
constexpr std::size_t block = 64;  // distances computed in one go

// What behaviours are measured from, [number][behaviour], so that distances are computed side by side.
class Field {
 public:
  Field(Behaviours generation, Behaviours archive)
      : dimension_(generation.dimension), count_(generation.size() + archive.size()), numbers_(dimension_ * count_) {
    for (std::size_t i = 0; i < count_; ++i) {
      const auto behaviour = i < generation.size() ? generation[i] : archive[i - generation.size()];
      const bool counts = is_finite(behaviour);
      for (std::size_t d = 0; d < dimension_; ++d)  // an infinite distance is that of no neighbour
        numbers_[d * count_ + i] = counts ? behaviour[d] : std::numeric_limits<double>::infinity();
    }
  }

  std::size_t size() const { return count_; }

  // Writes the squared distances of some members, from `first` on.
  void measure(std::span<const double> from, std::size_t first, std::span<double> squares) const {
    std::ranges::fill(squares, 0.0);
    for (std::size_t d = 0; d < dimension_; ++d) {
      const double* numbers = numbers_.data() + d * count_ + first;
      for (std::size_t i = 0; i < squares.size(); ++i) squares[i] += (numbers[i] - from[d]) * (numbers[i] - from[d]);
    }
  }

 private:
  std::size_t dimension_, count_;
  std::vector<double> numbers_;
};

// The mean distance of a member of the field from the nearest of the others. `nearest` is room for their squares.
double novelty(const Field& field, std::span<const double> behaviour, std::size_t self, std::size_t neighbours,
               std::vector<double>& nearest) {
  nearest.clear();
  std::array<double, block> room{};
  double farthest = std::numeric_limits<double>::infinity();  // of those kept, once there are enough
  for (std::size_t first = 0; first < field.size(); first += block) {
    const auto squares = std::span(room).first(std::min(block, field.size() - first));
    field.measure(behaviour, first, squares);
    for (std::size_t i = 0; i < squares.size(); ++i) {
      if (!(squares[i] < farthest) || first + i == self) continue;
      if (nearest.size() == neighbours) {
        std::ranges::pop_heap(nearest);
        nearest.pop_back();
      }
      nearest.push_back(squares[i]);
      std::ranges::push_heap(nearest);
      if (nearest.size() == neighbours) farthest = nearest.front();
    }
  }
  std::ranges::sort_heap(nearest);  // so that the sum has an order
  double sum = 0;
  for (const double square : nearest) sum += std::sqrt(square);
  return nearest.empty() ? 0 : sum / static_cast<double>(nearest.size());
}

}  // namespace

bool is_finite(std::span<const double> behaviour) {
  return std::ranges::all_of(behaviour, [](double number) { return std::isfinite(number); });
}

std::vector<double> novelties(Behaviours generation, Behaviours archive, std::size_t neighbours, std::size_t threads) {
  const Field field(generation, archive);
  std::vector<double> found(generation.size(), std::numeric_limits<double>::quiet_NaN());
  parallel_for_ranges(found.size(), grain, threads, [&](std::size_t first, std::size_t end) {
    std::vector<double> nearest;
    for (std::size_t i = first; i < end; ++i)
      if (is_finite(generation[i])) found[i] = novelty(field, generation[i], i, neighbours, nearest);
  });
  return found;
}

bool is_apart(std::span<const double> behaviour, Behaviours others, double threshold) {
  for (std::size_t i = 0; i < others.size(); ++i) {
    double square = 0;
    for (std::size_t d = 0; d < behaviour.size(); ++d)
      square += (others[i][d] - behaviour[d]) * (others[i][d] - behaviour[d]);
    if (!(square > threshold * threshold)) return false;
  }
  return true;
}

}  // namespace plexus::evolve
