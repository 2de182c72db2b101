#include <plexus/evolve/mutation/steps.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <plexus/evolve/choose.hpp>

namespace plexus::evolve {
namespace {

// A probability as one of the 2^32 numbers that 32 random bits may be less than.
std::uint64_t as_bits(double probability) { return static_cast<std::uint64_t>(probability * 0x1p32); }

// All powers of 1 are 1, and common.
double power(double base, double exponent) { return base == 1 ? 1 : std::pow(base, exponent); }

// One mutation of many values: what is drawn for all of them is drawn at its beginning.
class Stepper {
 public:
  Stepper(std::size_t count, const StepOptions& options, Random& random) : options_(options), random_(random) {
    const double fewest =
        std::max(std::min(options.share, 1 / static_cast<double>(count)), options.sparsest * options.share);
    const double share = fewest > 0 ? fewest * power(options.share / fewest, random.uniform()) : 0;
    changed_ = as_bits(share);
    renewed_ = as_bits(share * options.replace);
    step_ = options.step * power(options.finest, random.uniform());
  }

  // Changes those of so many values that are drawn; `value_at(i)` is the ith. Whether there were any.
  template <class ValueAt>
  bool change_some(std::size_t count, ValueAt value_at) {
    std::array<std::uint64_t, 256> numbers;
    bool any = false;
    for (std::size_t first = 0; first < count; first += numbers.size()) {
      const auto drawn = std::span(numbers).first(std::min(numbers.size(), count - first));
      random_.fill(drawn);
      const auto at = [&](std::size_t i) -> double& { return value_at(first + i); };
      any = (is_uniform() ? change_evenly(drawn, at) : change_normally(drawn, at)) || any;
    }
    return any;
  }

  void change(double& value) {
    const bool renew = random_.chance(options_.replace);
    const double step = step_ * (is_uniform() ? random_.uniform(-1, 1) : random_.normal());
    value = renew ? draw_new(options_, random_) : within(value + step);
  }

 private:
  bool is_uniform() const { return options_.distribution == Distribution::uniform; }
  double within(double value) const { return std::clamp(value, -options_.limit, options_.limit); }

  // The first half of a number says what happens to the value, the second how far it goes: nothing else is drawn.
  template <class ValueAt>
  bool change_evenly(std::span<const std::uint64_t> numbers, ValueAt value_at) const {
    const Range fresh = options_.even_new.value_or(Range{-options_.spread, options_.spread});
    const double width = fresh.high - fresh.low, limit = options_.limit, step = 2 * step_;
    const std::uint64_t changed = changed_, renewed = renewed_;
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::uint64_t decision = numbers[i] >> 32U;
      const double far = static_cast<double>(static_cast<std::int32_t>(numbers[i] & 0xFFFFFFFFU)) * 0x1p-32 + 0.5;
      double& value = value_at(i);
      const double next = choose(decision < renewed, fresh.low + width * far, value + step * (far - 0.5));
      value = choose(decision < changed, std::min(std::max(next, -limit), limit), value);
      any |= decision < changed ? 1U : 0U;
    }
    return any != 0;
  }

  template <class ValueAt>
  bool change_normally(std::span<const std::uint64_t> numbers, ValueAt value_at) {
    bool any = false;
    std::array<double, 2> normals{};
    bool has_second = false;
    const auto normal = [&] {
      if (!has_second) normals = random_.two_normals();
      has_second = !has_second;
      return has_second ? normals[0] : normals[1];
    };
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::uint64_t decision = numbers[i] >> 32U;
      if (decision >= changed_) continue;
      any = true;
      double& value = value_at(i);
      if (decision >= renewed_)
        value = within(value + step_ * normal());
      else
        value = within(options_.even_new ? random_.uniform(options_.even_new->low, options_.even_new->high)
                                         : options_.spread * normal());
    }
    return any;
  }

  const StepOptions& options_;
  Random& random_;
  std::uint64_t changed_ = 0, renewed_ = 0;  // what a value's 32 bits must be less than to be changed, or drawn anew
  double step_ = 0;
};

template <class ValueAt>
bool step(std::size_t count, ValueAt value_at, const StepOptions& options, Random& random) {
  if (count == 0) return false;
  if (options.even_step) {
    double& value = value_at(random.below(count));
    value = std::clamp(value + random.uniform(options.even_step->low, options.even_step->high), -options.limit,
                       options.limit);
    return true;
  }
  Stepper stepper(count, options, random);
  if (!stepper.change_some(count, value_at)) stepper.change(value_at(random.below(count)));
  return true;
}

}  // namespace

double draw_new(const StepOptions& options, Random& random) {
  const bool uniform = options.distribution == Distribution::uniform;
  const double drawn = options.even_new ? random.uniform(options.even_new->low, options.even_new->high)
                       : uniform        ? random.uniform(-options.spread, options.spread)
                                        : options.spread * random.normal();
  return std::clamp(drawn, -options.limit, options.limit);
}

bool step_values(std::span<double> values, const StepOptions& options, Random& random) {
  return step(
      values.size(), [=](std::size_t i) -> double& { return values[i]; }, options, random);
}

bool step_values(std::span<double> values, std::span<const std::size_t> positions, const StepOptions& options,
                 Random& random) {
  return step(
      positions.size(), [=](std::size_t i) -> double& { return values[positions[i]]; }, options, random);
}

}  // namespace plexus::evolve
