// Recalls two patterns from damaged ones, in two ways: as Neataptic's Hopfield does, with step units that learn by the
// delta rule, and as Hopfield described it, with patterns stored by Hebb's rule and units that feed back until nothing
// changes any more. Each pattern is damaged in one place, in every way there is.
#include <functional>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include <plexus/architect/models/hopfield.hpp>
#include <plexus/architect/models/hopfield_memory.hpp>
#include <plexus/train/online/train_online.hpp>

using namespace plexus;

using Bits = std::vector<double>;

std::string drawn(const Bits& pattern) {
  std::string text;
  for (const double bit : pattern) text += bit > 0 ? '#' : '-';
  return text;
}

// Damages each pattern in each place by `flip`, and counts what `recall` mends.
void count(const std::vector<Bits>& patterns, double (*flip)(double), const std::function<Bits(const Bits&)>& recall) {
  int mended = 0, shown = 0;
  for (const Bits& pattern : patterns) {
    for (std::size_t i = 0; i < pattern.size(); ++i, ++shown) {
      Bits damaged = pattern;
      damaged[i] = flip(damaged[i]);
      const Bits recalled = recall(damaged);
      if (i == pattern.size() - 1) std::cout << "  " << drawn(damaged) << " recalls " << drawn(recalled) << '\n';
      mended += recalled == pattern ? 1 : 0;
    }
  }
  std::cout << "  mended: " << mended << " of " << shown << '\n';
}

int main() {
  const Bits first{0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, second{1, 1, 1, 1, 1, 0, 0, 0, 0, 0};

  std::cout << "taught by the delta rule\n";
  Network taught = architect::Hopfield(10);
  train_online(taught, Dataset{{first, first}, {second, second}}, {.epochs = 100, .target = 0.0});
  count(
      {first, second}, [](double bit) { return 1 - bit; },
      [&](const Bits& cue) {
        const auto answer = taught.activate(cue);
        return Bits(answer.begin(), answer.end());
      });

  std::cout << "stored by Hebb's rule\n";
  const auto bipolar = [](Bits pattern) {
    for (double& bit : pattern) bit = 2 * bit - 1;
    return pattern;
  };
  const Network memory = architect::HopfieldMemory({bipolar(first), bipolar(second)});
  count(
      {bipolar(first), bipolar(second)}, [](double bit) { return -bit; },
      [&](const Bits& cue) { return architect::recall(memory, cue); });
}
