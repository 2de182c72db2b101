#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include <plexus/core/random.hpp>
#include <plexus/parameter/fans.hpp>
#include <plexus/parameter/option.hpp>
#include <plexus/primitive/shape.hpp>

namespace plexus {
namespace initializer {

/// Which numbers variance is divided by, see Fans.
enum class Fan : std::uint8_t { in, out, average };

/// What numbers of mean 0 and a given variance are drawn from. A truncated normal distribution ends at two standard
/// deviations of the one that was cut, which is made wider so that the variance is as given.
enum class Distribution : std::uint8_t { truncated_normal, untruncated_normal, uniform };

constexpr std::array<Word<Fan>, 3> words_of(Fan) {
  return {{{"fan_in", Fan::in}, {"fan_out", Fan::out}, {"fan_avg", Fan::average}}};
}

constexpr std::array<Word<Distribution>, 4> words_of(Distribution) {
  return {{{"truncated_normal", Distribution::truncated_normal},
           {"normal", Distribution::truncated_normal},
           {"untruncated_normal", Distribution::untruncated_normal},
           {"uniform", Distribution::uniform}}};
}

struct Zeros {
  static constexpr std::string_view name = "Zeros";
  static constexpr std::array<std::string_view, 2> aliases{"zeros", "zero"};

  static void options(auto&, auto&&) {}
  friend bool operator==(const Zeros&, const Zeros&) = default;
};

struct Ones {
  static constexpr std::string_view name = "Ones";
  static constexpr std::array<std::string_view, 2> aliases{"ones", "one"};

  static void options(auto&, auto&&) {}
  friend bool operator==(const Ones&, const Ones&) = default;
};

struct Constant {
  static constexpr std::string_view name = "Constant";
  static constexpr std::array<std::string_view, 1> aliases{"constant"};
  double value = 0;

  static void options(auto& self, auto&& visit) { visit("value", self.value); }
  friend bool operator==(const Constant&, const Constant&) = default;
};

/// `gain` on the diagonal of a matrix, which need not be square, and 0 beside it.
struct Identity {
  static constexpr std::string_view name = "Identity";
  static constexpr std::array<std::string_view, 2> aliases{"identity", "IdentityInitializer"};
  double gain = 1;

  static void options(auto& self, auto&& visit) { visit("gain", self.gain); }
  friend bool operator==(const Identity&, const Identity&) = default;
};

struct RandomNormal {
  static constexpr std::string_view name = "RandomNormal";
  static constexpr std::array<std::string_view, 2> aliases{"random_normal", "normal"};
  double mean = 0;
  double stddev = 0.05;  ///< standard deviation, >= 0
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) {
    visit("mean", self.mean);
    visit("stddev", self.stddev);
    visit("seed", self.seed);
  }
  friend bool operator==(const RandomNormal&, const RandomNormal&) = default;
};

/// A normal distribution cut off at two of its standard deviations: that of what is drawn is 0.8796 times as large.
struct TruncatedNormal {
  static constexpr std::string_view name = "TruncatedNormal";
  static constexpr std::array<std::string_view, 1> aliases{"truncated_normal"};
  double mean = 0;
  double stddev = 0.05;  ///< of the distribution that was cut, >= 0
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) {
    visit("mean", self.mean);
    visit("stddev", self.stddev);
    visit("seed", self.seed);
  }
  friend bool operator==(const TruncatedNormal&, const TruncatedNormal&) = default;
};

/// In [minval, maxval).
struct RandomUniform {
  static constexpr std::string_view name = "RandomUniform";
  static constexpr std::array<std::string_view, 2> aliases{"random_uniform", "uniform"};
  double minval = -0.05;
  double maxval = 0.05;
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) {
    visit("minval", self.minval);
    visit("maxval", self.maxval);
    visit("seed", self.seed);
  }
  friend bool operator==(const RandomUniform&, const RandomUniform&) = default;
};

/// Numbers of mean 0 and variance scale / max(1, n), where n is the inputs, the outputs or the mean of both.
struct VarianceScaling {
  static constexpr std::string_view name = "VarianceScaling";
  static constexpr std::array<std::string_view, 1> aliases{"variance_scaling"};
  double scale = 1;  ///< > 0
  Fan mode = Fan::in;
  Distribution distribution = Distribution::truncated_normal;
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) {
    visit("scale", self.scale);
    visit("mode", self.mode);
    visit("distribution", self.distribution);
    visit("seed", self.seed);
  }
  friend bool operator==(const VarianceScaling&, const VarianceScaling&) = default;
};

/// A named variance scaling: see the rows of `scalings`.
struct Scaling {
  std::string_view name;
  std::string_view alias;
  double scale;
  Fan mode;
  Distribution distribution;
  bool keras0 = false;  ///< with the fans of Keras 0
};

/// Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation 16; He
/// et al. 2015, arXiv:1502.01852, equation 10; LeCun et al. 1998, "Efficient backprop", equation 16. Those of Keras 0
/// are not truncated, and have its fans.
inline constexpr std::array<Scaling, 11> scalings{{
    {"GlorotNormal", "glorot_normal", 1, Fan::average, Distribution::truncated_normal},
    {"GlorotUniform", "glorot_uniform", 1, Fan::average, Distribution::uniform},
    {"HeNormal", "he_normal", 2, Fan::in, Distribution::truncated_normal},
    {"HeUniform", "he_uniform", 2, Fan::in, Distribution::uniform},
    {"LecunNormal", "lecun_normal", 1, Fan::in, Distribution::truncated_normal},
    {"LecunUniform", "lecun_uniform", 1, Fan::in, Distribution::uniform},
    {"Keras0GlorotNormal", "keras0_glorot_normal", 1, Fan::average, Distribution::untruncated_normal, true},
    {"Keras0GlorotUniform", "keras0_glorot_uniform", 1, Fan::average, Distribution::uniform, true},
    {"Keras0HeNormal", "keras0_he_normal", 2, Fan::in, Distribution::untruncated_normal, true},
    {"Keras0HeUniform", "keras0_he_uniform", 2, Fan::in, Distribution::uniform, true},
    {"Keras0LecunUniform", "keras0_lecun_uniform", 1, Fan::in, Distribution::uniform, true},
}};

template <std::size_t Row>
struct Scaled {
  static constexpr std::string_view name = scalings[Row].name;
  static constexpr std::array<std::string_view, 1> aliases{scalings[Row].alias};
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) { visit("seed", self.seed); }
  friend bool operator==(const Scaled&, const Scaled&) = default;
};

using GlorotNormal = Scaled<0>;
using GlorotUniform = Scaled<1>;
using HeNormal = Scaled<2>;
using HeUniform = Scaled<3>;
using LecunNormal = Scaled<4>;
using LecunUniform = Scaled<5>;
using Keras0GlorotNormal = Scaled<6>;
using Keras0GlorotUniform = Scaled<7>;
using Keras0HeNormal = Scaled<8>;
using Keras0HeUniform = Scaled<9>;
using Keras0LecunUniform = Scaled<10>;

/// A random matrix M, the tensor with all axes but the last made one, whose columns are orthogonal and of length
/// `gain`; its rows when there are fewer of them. Saxe, McClelland and Ganguli 2014, arXiv:1312.6120.
struct Orthogonal {
  static constexpr std::string_view name = "Orthogonal";
  static constexpr std::array<std::string_view, 2> aliases{"orthogonal", "OrthogonalInitializer"};
  double gain = 1;
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) {
    visit("gain", self.gain);
    visit("seed", self.seed);
  }
  friend bool operator==(const Orthogonal&, const Orthogonal&) = default;
};

/// The same in Keras 0, where all axes but the first are made one.
struct Keras0Orthogonal {
  static constexpr std::string_view name = "Keras0Orthogonal";
  static constexpr std::array<std::string_view, 1> aliases{"keras0_orthogonal"};
  double scale = 1.1;
  std::optional<std::uint64_t> seed{};

  static void options(auto& self, auto&& visit) {
    visit("scale", self.scale);
    visit("seed", self.seed);
  }
  friend bool operator==(const Keras0Orthogonal&, const Keras0Orthogonal&) = default;
};

}  // namespace initializer

/// The table of initializers: what parameters are before they are trained. The names are Keras's, with those of Keras 0
/// where it drew other numbers. With a seed the numbers are a function of it and of the shape alone, on every machine.
using Initializer =
    std::variant<initializer::Zeros, initializer::Ones, initializer::Constant, initializer::Identity,
                 initializer::RandomNormal, initializer::TruncatedNormal, initializer::RandomUniform,
                 initializer::VarianceScaling, initializer::GlorotNormal, initializer::GlorotUniform,
                 initializer::HeNormal, initializer::HeUniform, initializer::LecunNormal, initializer::LecunUniform,
                 initializer::Orthogonal, initializer::Keras0GlorotNormal, initializer::Keras0GlorotUniform,
                 initializer::Keras0HeNormal, initializer::Keras0HeUniform, initializer::Keras0LecunUniform,
                 initializer::Keras0Orthogonal>;

std::string_view name_of(const Initializer& initializer);

/// The initializer that Keras of this version calls so, with its default options: "GlorotUniform" and "glorot_uniform"
/// are the same. Before version 2, glorot_normal and its kin are those of Keras 0. Throws Error with the known names
/// when there is none.
Initializer initializer_named(std::string_view name, unsigned version = 3);
std::optional<Initializer> find_initializer(std::string_view name, unsigned version = 3);

/// The first values of a parameter of this shape, drawn from `random` unless the initializer has a seed. `fans` are
/// those of the shape unless given. Throws Error when the options or the shape do not suit the initializer.
std::vector<double> initial_values(const Initializer& initializer, const Shape& shape, Random& random,
                                   const std::optional<Fans>& fans = std::nullopt);

}  // namespace plexus
