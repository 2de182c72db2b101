// What the best of controllers scores in the hard swing-up, found without a network, so that a score of one can be
// read:
//
//   swing_up_bound [EPISODES [POINTS]]     of each of the seeds 1 to 20 (100); on the axis of the position (31)
//
// The value of each state of a grid is found by value iteration (Bellman 1957, "Dynamic programming") with the game's
// own steps: the most that can still be scored. Then the very episodes that `plexus bench science` quotes are played by
// looking two decisions ahead, to values between the points of the grid. Where the cart leaves the track so, full
// forces of either side that change at random times are tried as first moves, mostly braking.
//
// What is played is a score that can be reached, so the best is no less, up to what such episodes miss.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/parallel.hpp>
#include <plexus/core/random.hpp>
#include <plexus/evolve/game/swing_up.hpp>
#include <plexus/evolve/purpose.hpp>

namespace {

using plexus::Random;
using plexus::evolve::SwingUp;
using State = SwingUp::State;

constexpr std::size_t hold = 4;  // steps for which the grid keeps a force
constexpr std::array coarse_forces{-1.0, -0.3, 0.0, 0.3, 1.0};
constexpr std::array fine_forces{-1.0, -0.6, -0.3, -0.1, 0.0, 0.1, 0.3, 0.6, 1.0};

struct Moved {
  State state;
  double score;
  bool lost;  // the cart has left the track
};

Moved moved(const State& from, double force, std::size_t steps) {
  SwingUp game(plexus::evolve::SwingUpStart::anywhere);
  game.start(from);
  for (std::size_t i = 0; i < steps && !game.over(); ++i) game.step({&force, 1});
  return {game.state(), game.score(), game.over()};
}

// Points from -most to most, closer together in the middle.
struct Axis {
  double most, bend;
  std::size_t points;

  double value(std::size_t i) const {
    const double place = 2 * static_cast<double>(i) / static_cast<double>(points - 1) - 1;
    return most * std::sinh(bend * place) / std::sinh(bend);
  }
  double place(double value) const {
    const double within = std::clamp(value / most, -1.0, 1.0);
    return (std::asinh(within * std::sinh(bend)) / bend + 1) / 2 * static_cast<double>(points - 1);
  }
};

class Values {
 public:
  explicit Values(std::size_t points)
      : axes_{{{2.4, 0.01, points},
               {9, 1.5, points * 5 / 4 | 1U},
               {std::numbers::pi, 1.3, points * 3 / 2 | 1U},
               {24, 2, points * 5 / 4 | 1U}}},
        values_(axes_[0].points * axes_[1].points * axes_[2].points * axes_[3].points) {}

  void iterate() {
    struct Way {
      std::array<float, 4> place;
      float score;
      bool lost;
    };
    // The game is the same in a mirror, and so is the grid: half of it is enough.
    const std::size_t half = values_.size() / 2 + 1;
    constexpr std::size_t grain = 4096;
    std::vector<Way> ways(half * coarse_forces.size());
    plexus::parallel_for_ranges(half, grain, 0, [&](std::size_t first, std::size_t end) {
      for (std::size_t i = first; i < end; ++i)
        for (std::size_t way = 0; way < coarse_forces.size(); ++way) {
          const Moved next = moved(state_of(i), coarse_forces[way], hold);
          ways[i * coarse_forces.size() + way] = {place_of(next.state), static_cast<float>(next.score), next.lost};
        }
    });
    std::vector<float> better(values_.size());
    for (std::size_t sweep = 0; sweep < SwingUp::most_steps / hold; ++sweep) {
      plexus::parallel_for_ranges(half, grain, 0, [&](std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i) {
          float most = -1;
          for (std::size_t way = 0; way < coarse_forces.size(); ++way) {
            const Way& each = ways[i * coarse_forces.size() + way];
            most = std::max(most, each.lost ? each.score : each.score + at(each.place));
          }
          better[i] = better[values_.size() - 1 - i] = most;
        }
      });
      values_.swap(better);
    }
  }

  double of(const State& state) const { return at(place_of(state)); }

 private:
  State state_of(std::size_t index) const {
    State state{};
    for (std::size_t axis = 4; axis-- > 0; index /= axes_[axis].points)
      state[axis] = axes_[axis].value(index % axes_[axis].points);
    return state;
  }

  std::array<float, 4> place_of(State state) const {
    state[2] = std::remainder(state[2], 2 * std::numbers::pi);
    std::array<float, 4> place{};
    for (std::size_t axis = 0; axis < 4; ++axis) place[axis] = static_cast<float>(axes_[axis].place(state[axis]));
    return place;
  }

  // Linear between the 16 points around.
  float at(const std::array<float, 4>& place) const {
    std::array<std::size_t, 4> low{};
    std::array<float, 4> above{};
    for (std::size_t axis = 0; axis < 4; ++axis) {
      low[axis] = std::min(static_cast<std::size_t>(place[axis]), axes_[axis].points - 2);
      above[axis] = place[axis] - static_cast<float>(low[axis]);
    }
    float sum = 0;
    for (unsigned corner = 0; corner < 16; ++corner) {
      float share = 1;
      std::size_t index = 0;
      for (std::size_t axis = 0; axis < 4; ++axis) {
        const unsigned up = corner >> axis & 1U;
        share *= up == 1 ? above[axis] : 1 - above[axis];
        index = index * axes_[axis].points + low[axis] + up;
      }
      sum += share * values_[index];
    }
    return sum;
  }

  std::array<Axis, 4> axes_;
  std::vector<float> values_;  // [position][speed][angle][its speed]
};

template <class Then>
double best_of(const State& state, std::span<const double> forces, double& chosen, const Then& then) {
  double most = -1;
  for (const double force : forces) {
    const Moved next = moved(state, force, hold);
    const double score = next.lost ? next.score : next.score + then(next.state);
    if (score <= most) continue;
    most = score;
    chosen = force;
  }
  return most;
}

struct Played {
  double score = 0;
  bool lost = false;
};

Played play(const Values& values, const State& start, std::size_t steps) {
  SwingUp game(plexus::evolve::SwingUpStart::anywhere);
  game.start(start);
  while (!game.over() && game.steps() < steps) {
    double force = 0, second = 0;
    best_of(game.state(), fine_forces, force, [&](const State& next) {
      return best_of(next, coarse_forces, second, [&](const State& last) { return values.of(last); });
    });
    game.step({&force, 1});
  }
  return {game.score(), game.steps() < steps};
}

// The best of a few that begin with full forces, of those that are worth most when they are over.
Played play_from_other_moves(const Values& values, const State& start, Random& random) {
  struct Beginning {
    State state;
    double score, worth;
    std::size_t steps;
  };
  std::vector<Beginning> beginnings;
  for (std::size_t attempt = 0; attempt < 1500; ++attempt) {
    double force = start[1] > 0 ? -1 : 1;
    if (random.uniform() < 0.3) force = -force;
    const std::size_t length = 40 + random.below(50);
    std::array<std::size_t, 4> changes{};
    const std::size_t count = attempt == 0 ? 0 : 1 + random.below(changes.size());
    for (std::size_t i = 0; i < count; ++i) changes[i] = random.below(70);
    SwingUp game(plexus::evolve::SwingUpStart::anywhere);
    game.start(start);
    while (!game.over() && game.steps() < length) {
      for (std::size_t i = 0; i < count; ++i)
        if (changes[i] == game.steps()) force = -force;
      game.step({&force, 1});
    }
    if (!game.over())
      beginnings.push_back({game.state(), game.score(), game.score() + values.of(game.state()), length});
  }
  std::ranges::sort(beginnings, [](const Beginning& a, const Beginning& b) { return a.worth > b.worth; });
  Played best{.lost = true};
  for (std::size_t i = 0; i < std::min<std::size_t>(4, beginnings.size()); ++i) {
    Played each = play(values, beginnings[i].state, SwingUp::most_steps - beginnings[i].steps);
    each.score += beginnings[i].score;
    if (each.score > best.score) best = each;
  }
  return best;
}

}  // namespace

int main(int count, char** words) {
  try {
    const std::size_t episodes = count > 1 ? std::stoul(words[1]) : 100, points = count > 2 ? std::stoul(words[2]) : 31;
    if (episodes == 0 || points < 5) throw plexus::Error("wanted at least 1 episode and 5 points");
    Values values(points | 1U);
    values.iterate();
    constexpr std::uint64_t after_all = std::uint64_t{1} << 62U;  // as science.cpp
    std::vector<Played> played(20 * episodes);
    plexus::parallel_for(played.size(), 0, [&](std::size_t i) {
      Random random(i / episodes + 1, after_all, 0,
                    plexus::mix(key_of(plexus::evolve::Purpose::confirmation), i % episodes));
      const State start = SwingUp::drawn(plexus::evolve::SwingUpStart::anywhere, random);
      played[i] = play(values, start, SwingUp::most_steps);
      if (!played[i].lost) return;
      const Played other = play_from_other_moves(values, start, random);
      if (other.score > played[i].score) played[i] = other;
    });
    double sum = 0, squares = 0;
    std::size_t lost = 0;
    for (const Played& each : played) {
      sum += each.score;
      squares += each.score * each.score;
      lost += each.lost ? 1 : 0;
    }
    const auto number = static_cast<double>(played.size());
    const double mean = sum / number;
    std::cout << std::fixed << std::setprecision(1) << "mean score " << mean << ", standard error "
              << std::sqrt((squares / number - mean * mean) / number) << ", "
              << 100 * static_cast<double>(lost) / number << " % of " << played.size() << " episodes off the track\n";
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "swing_up_bound: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
