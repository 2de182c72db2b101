// Evolves a network that tells vowels from consonants. It has an input for each letter of the alphabet, one of which is
// 1. Prints whether it learned them all, then the letters that it takes for vowels.
#include <iostream>
#include <string_view>
#include <vector>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/evolve/run.hpp>

using namespace plexus;

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz", vowels = "aeiou";

int main() {
  Dataset letters(alphabet.size(), 1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    std::vector<double> input(alphabet.size());
    input[i] = 1;
    letters.add(input, std::vector{vowels.find(alphabet[i]) == vowels.npos ? 0.0 : 1.0});
  }

  auto [best, error, generations] =
      evolve::run(architect::Perceptron({alphabet.size(), 1}), evolve::error_on(letters), {.target = 0.001, .seed = 1});

  std::cout << "error at most 0.001: " << (error <= 0.001 ? "yes" : "no") << "\nvowels:";
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    if (best.activate(letters[i].input)[0] > 0.5) std::cout << ' ' << alphabet[i];
  std::cout << '\n';
}
