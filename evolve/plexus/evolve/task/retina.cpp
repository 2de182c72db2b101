#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <plexus/evolve/task/boolean_cases.hpp>
#include <plexus/evolve/task/tasks.hpp>

// A retina of two rows of four pixels, the left half and the right one. Each half is or is not one of eight objects.
// The inputs are the left half's pixels, then the right half's, each by rows; 1 is a black pixel, -1 a white one. The
// fitness is the share of the 256 pictures that are answered right; it is solved when that is all.
//
// Clune, Mouret and Lipson read the answer of a unit in [-1, 1] at 0; here, as in all tasks, yes is above 0.5.

namespace plexus::evolve {
namespace {

// Pixels of a half: upper left, upper right, lower left, lower right; the first is the lowest bit.
constexpr std::uint32_t pixels(bool a, bool b, bool c, bool d) {
  return (a ? 1U : 0U) | (b ? 2U : 0U) | (c ? 4U : 0U) | (d ? 8U : 0U);
}

// Three or four black pixels anywhere, or one or two in the outer column alone.
constexpr std::array<std::uint32_t, 8> left_objects{
    pixels(1, 1, 1, 1), pixels(1, 1, 1, 0), pixels(1, 1, 0, 1), pixels(1, 0, 1, 1),
    pixels(0, 1, 1, 1), pixels(1, 0, 1, 0), pixels(1, 0, 0, 0), pixels(0, 0, 1, 0),
};
constexpr std::array<std::uint32_t, 8> right_objects{
    pixels(1, 1, 1, 1), pixels(1, 1, 1, 0), pixels(1, 1, 0, 1), pixels(1, 0, 1, 1),
    pixels(0, 1, 1, 1), pixels(0, 1, 0, 1), pixels(0, 1, 0, 0), pixels(0, 0, 0, 1),
};

bool has_left(std::uint32_t picture) { return std::ranges::find(left_objects, picture & 15) != left_objects.end(); }
bool has_right(std::uint32_t picture) { return std::ranges::find(right_objects, picture >> 4) != right_objects.end(); }

bool has_both(std::uint32_t picture) { return has_left(picture) && has_right(picture); }
bool has_any(std::uint32_t picture) { return has_left(picture) || has_right(picture); }

Task retina(bool (*answer)(std::uint32_t)) {
  const auto pictures = std::make_shared<const BooleanCases>(BooleanQuestion{8, -1, 1, answer});
  return {Fitness(Goal::maximise, [pictures](const Network& network, const Trial&) {
    const std::size_t right = pictures->of(network).right;
    return Evaluation{static_cast<double>(right) / static_cast<double>(pictures->size()), right == pictures->size()};
  })};
}

}  // namespace

Task retina_task() { return retina(has_both); }

Task retina_or_task() { return retina(has_any); }

}  // namespace plexus::evolve
