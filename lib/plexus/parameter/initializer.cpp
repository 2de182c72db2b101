#include <plexus/parameter/initializer.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <plexus/core/error.hpp>

namespace plexus {
namespace initializer {
namespace {

// The standard deviation of a normal distribution of standard deviation 1 that is cut off at -2 and 2.
constexpr double truncated_stddev = 0.87962566103423978;

struct Draft {
  const Shape& shape;
  Random& random;
  const std::optional<Fans>& fans;
  std::vector<double> values;

  template <class Draw>
  void fill(Draw draw) {
    std::ranges::generate(values, draw);
  }
};

void want(bool holds, std::string_view name, const char* option, double value, const char* wanted) {
  if (!holds) throw Error(name, ": ", option, " is ", value, ", wanted ", wanted);
}

// What an initializer is seeded by, or nothing.
std::optional<std::uint64_t> seed_of(const auto& initializer) {
  if constexpr (requires { initializer.seed; })
    return initializer.seed;
  else
    return std::nullopt;
}

double truncated_normal(Random& random) {
  while (true)
    if (const double drawn = random.normal(); std::abs(drawn) <= 2) return drawn;
}

void fill_by_variance(Draft& draft, double variance, Distribution distribution) {
  const double stddev = std::sqrt(variance), limit = std::sqrt(3 * variance);
  switch (distribution) {
    case Distribution::truncated_normal:
      return draft.fill([&] { return stddev / truncated_stddev * truncated_normal(draft.random); });
    case Distribution::untruncated_normal:
      return draft.fill([&] { return stddev * draft.random.normal(); });
    case Distribution::uniform:
      return draft.fill([&] { return draft.random.uniform(-limit, limit); });
  }
}

double variance_of(double scale, Fan mode, const Fans& fans) {
  const double n = mode == Fan::in ? fans.in : mode == Fan::out ? fans.out : (fans.in + fans.out) / 2;
  return scale / std::max(1.0, n);
}

double dot(const double* a, const double* b, std::size_t count) { return std::inner_product(a, a + count, b, 0.0); }

// Vectors side by side, random and orthogonal, of length 1: Gram and Schmidt, twice so that rounding does not matter.
// This is the Q of the QR decomposition of normal numbers in which the diagonal of R is positive.
std::vector<double> orthogonal_vectors(std::size_t count, std::size_t size, Random& random) {
  std::vector<double> all(count * size);
  for (double& each : all) each = random.normal();
  for (std::size_t i = 0; i < count; ++i) {
    double* const own = all.data() + i * size;
    for (int round = 0; round < 2; ++round)
      for (std::size_t k = 0; k < i; ++k) {
        const double* const earlier = all.data() + k * size;
        const double share = dot(own, earlier, size);
        for (std::size_t e = 0; e < size; ++e) own[e] -= share * earlier[e];
      }
    const double length = std::sqrt(dot(own, own, size));
    for (std::size_t e = 0; e < size; ++e) own[e] /= length;
  }
  return all;
}

void fill_orthogonal(Draft& draft, std::size_t rows, double gain) {
  const std::size_t columns = draft.values.size() / rows, few = std::min(rows, columns), many = std::max(rows, columns);
  const std::vector<double> vectors = orthogonal_vectors(few, many, draft.random);
  for (std::size_t i = 0; i < few; ++i)
    for (std::size_t e = 0; e < many; ++e)
      draft.values[rows < columns ? i * columns + e : e * columns + i] = gain * vectors[i * many + e];
}

void want_axes(const Draft& draft, std::string_view name, bool holds, const char* wanted) {
  if (!holds) throw Error(name, ": got the shape ", in_words(draft.shape), ", wanted ", wanted);
}

void write(const Zeros&, Draft& draft) { std::ranges::fill(draft.values, 0); }
void write(const Ones&, Draft& draft) { std::ranges::fill(draft.values, 1); }
void write(const Constant& constant, Draft& draft) { std::ranges::fill(draft.values, constant.value); }

void write(const Identity& identity, Draft& draft) {
  want_axes(draft, identity.name, draft.shape.size() == 2, "2 axes");
  for (std::size_t i = 0; i < std::min(draft.shape[0], draft.shape[1]); ++i)
    draft.values[i * draft.shape[1] + i] = identity.gain;
}

void write(const RandomNormal& normal, Draft& draft) {
  want(normal.stddev >= 0, normal.name, "stddev", normal.stddev, "at least 0");
  draft.fill([&] { return normal.mean + normal.stddev * draft.random.normal(); });
}

void write(const TruncatedNormal& normal, Draft& draft) {
  want(normal.stddev >= 0, normal.name, "stddev", normal.stddev, "at least 0");
  draft.fill([&] { return normal.mean + normal.stddev * truncated_normal(draft.random); });
}

void write(const RandomUniform& uniform, Draft& draft) {
  want(uniform.minval <= uniform.maxval, uniform.name, "minval", uniform.minval, "at most maxval");
  draft.fill([&] { return draft.random.uniform(uniform.minval, uniform.maxval); });
}

void write(const VarianceScaling& scaling, Draft& draft) {
  want(scaling.scale > 0, scaling.name, "scale", scaling.scale, "more than 0");
  const Fans fans = draft.fans.value_or(fans_of(draft.shape));
  fill_by_variance(draft, variance_of(scaling.scale, scaling.mode, fans), scaling.distribution);
}

template <std::size_t Row>
void write(const Scaled<Row>&, Draft& draft) {
  constexpr Scaling row = scalings[Row];
  const Fans usual = row.keras0 ? keras0_fans_of(draft.shape) : fans_of(draft.shape);
  fill_by_variance(draft, variance_of(row.scale, row.mode, draft.fans.value_or(usual)), row.distribution);
}

void write(const Orthogonal& orthogonal, Draft& draft) {
  want_axes(draft, orthogonal.name, draft.shape.size() >= 2, "2 axes or more");
  fill_orthogonal(draft, draft.values.size() / draft.shape.back(), orthogonal.gain);
}

void write(const Keras0Orthogonal& orthogonal, Draft& draft) {
  want_axes(draft, orthogonal.name, draft.shape.size() >= 2, "2 axes or more");
  fill_orthogonal(draft, draft.shape.front(), orthogonal.scale);
}

}  // namespace
}  // namespace initializer

std::string_view name_of(const Initializer& initializer) {
  return std::visit([](const auto& each) { return each.name; }, initializer);
}

std::optional<Initializer> find_initializer(std::string_view name, unsigned version) {
  if (version < 2)
    if (auto old = option::find<Initializer>("keras0_" + std::string(name))) return old;
  return option::find<Initializer>(name);
}

Initializer initializer_named(std::string_view name, unsigned version) {
  if (auto found = find_initializer(name, version)) return *std::move(found);
  throw Error("no initializer is called '", name, "'; there are ", option::names<Initializer>());
}

std::vector<double> initial_values(const Initializer& initializer, const Shape& shape, Random& random,
                                   const std::optional<Fans>& fans) {
  return std::visit(
      [&](const auto& each) {
        const auto seed = initializer::seed_of(each);
        Random own(seed.value_or(0));
        initializer::Draft draft{shape, seed ? own : random, fans, std::vector<double>(element_count(shape))};
        initializer::write(each, draft);
        return std::move(draft.values);
      },
      initializer);
}

}  // namespace plexus
