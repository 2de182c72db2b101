#include <plexus/core/sine.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace plexus {
namespace {

#include <plexus/core/sine_near_zero.inc>

__extension__ using Wide = unsigned __int128;

// 2 / pi in binary: the first word stands before the point.
constexpr std::array<std::uint64_t, 21> two_over_pi{
    0,
    0xa2f9836e4e441529,
    0xfc2757d1f534ddc0,
    0xdb6295993c439041,
    0xfe5163abdebbc561,
    0xb7246e3a424dd2e0,
    0x06492eea09d1921c,
    0xfe1deb1cb129a73e,
    0xe88235f52ebb4484,
    0xe99c7026b45f7e41,
    0x3991d639835339f4,
    0x9c845f8bbdf9283b,
    0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f,
    0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea,
    0x6bfb5fb11f8d5d08,
    0x56033046fc7b6bab,
    0xf0cfbc209af4361d,
};

// An angle in [-pi/4, pi/4] as the sum of two numbers, and how many quarter turns, mod 4, it was turned back.
struct Reduced {
  double angle;
  double tail;
  unsigned quarters;
};

// The 53 bits of `bits` below its `skip` highest, as a number in which the highest bit of all counts 1/2.
double part(Wide bits, int skip) {
  return std::ldexp(static_cast<double>(static_cast<std::uint64_t>((bits << skip) >> 75)), -53 - skip);
}

// x - k pi/2 by the digits of 2 x / pi that matter: those before the last two of its whole part are whole turns
// (Payne and Hanek 1983). x is finite and above pi/4.
Reduced reduce(double x) {
  int exponent = 0;
  const auto digits = static_cast<std::uint64_t>(std::ldexp(std::frexp(x, &exponent), 53));  // x = digits 2^(e - 53)
  // 192 digits of 2 / pi from the one that makes `digits` count quarter turns from 2 on, those above left out.
  const auto first = static_cast<std::size_t>(exponent + 9);
  const std::size_t word = first / 64, shift = first % 64;
  const auto window = [&](std::size_t i) {
    const Wide pair = Wide{two_over_pi[word + i]} << 64 | two_over_pi[word + i + 1];
    return static_cast<std::uint64_t>(pair << shift >> 64);
  };
  const Wide low = Wide{digits} * window(2), middle = Wide{digits} * window(1);
  const Wide lower = (middle << 64) + low;
  const Wide upper = (middle >> 64) + Wide{digits} * window(0) + (lower < low ? 1 : 0);
  const auto top = static_cast<std::uint64_t>(upper);
  // 2 digits of quarter turns, 128 of the fraction
  Wide fraction = Wide{top} << 66 | lower >> 62;
  const bool up = fraction >> 127 != 0;
  const unsigned quarters = static_cast<unsigned>(top >> 62) + (up ? 1 : 0);
  if (up) fraction = -fraction;
  // To the nearest quarter turn it is never 0: no double is so near to a multiple of pi/2.
  const auto high = static_cast<std::uint64_t>(fraction >> 64);
  const int zeros = high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(static_cast<std::uint64_t>(fraction));
  fraction <<= zeros;
  const double sign = up ? -1 : 1;
  const double a = sign * std::ldexp(part(fraction, 0), -zeros), b = sign * std::ldexp(part(fraction, 53), -zeros);
  constexpr double quarter = std::numbers::pi / 2, rest_of_quarter = 6.123233995736766e-17;
  const double product = a * quarter;
  const double rest = std::fma(a, quarter, -product) + (a * rest_of_quarter + b * quarter);
  const double angle = product + rest;
  return {angle, rest - (angle - product), quarters % 4};
}

double sine_of(const Reduced& of) {
  return of.angle + (sine_rest(of.angle) + of.tail * (1 - 0.5 * of.angle * of.angle));
}

double cosine_of(const Reduced& of) { return cosine_near_zero(of.angle, cosine_rest(of.angle) - of.angle * of.tail); }

// sin(x + turned pi/2) for an x above pi/4.
double turned_sine(double x, unsigned turned) {
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const Reduced of = reduce(x);
  const unsigned quarters = (of.quarters + turned) % 4;
  const double value = quarters % 2 == 0 ? sine_of(of) : cosine_of(of);
  return quarters < 2 ? value : -value;
}

constexpr double near = std::numbers::pi / 4;

}  // namespace

double sine(double x) {
  if (std::abs(x) <= near) return sine_near_zero(x);
  const double value = turned_sine(std::abs(x), 0);
  return x < 0 ? -value : value;
}

double cosine(double x) {
  if (std::abs(x) <= near) return cosine_near_zero(x);
  return turned_sine(std::abs(x), 1);
}

}  // namespace plexus
