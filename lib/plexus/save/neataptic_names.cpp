#include <plexus/save/neataptic_names.hpp>

#include <algorithm>

#include <plexus/save/neataptic.hpp>

namespace plexus {
namespace {

constexpr std::size_t neataptic_activations = 15;  // the first rows of our table

}  // namespace

bool is_in_neataptic(Activation activation) { return static_cast<std::size_t>(activation) < neataptic_activations; }

std::string upper_case(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  });
  return upper;
}

std::string neataptic_name(Activation activation) { return upper_case(row(activation).name); }

}  // namespace plexus
