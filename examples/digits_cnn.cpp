// A small convolutional network learns to read digits: 1,797 images of 8 x 8, of which it never sees a fifth.

#include <cstddef>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <plexus/architect/layers/convolution.hpp>
#include <plexus/architect/layers/dense.hpp>
#include <plexus/architect/layers/pooling.hpp>
#include <plexus/architect/layers/reshaping.hpp>
#include <plexus/architect/model.hpp>
#include <plexus/train/train.hpp>

using namespace plexus;

// Each line holds 64 numbers from 0 to 16, row by row, and the digit.
Dataset read_digits(const char* path) {
  std::ifstream file(path);
  std::string line, cell;
  std::getline(file, line);  // names
  Dataset digits(64, 10);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<double> image, answer(10);
    while (std::getline(cells, cell, ',')) image.push_back(std::stod(cell) / 16);
    answer[static_cast<std::size_t>(image.back() * 16)] = 1;
    image.pop_back();
    digits.add(image, answer);
  }
  return digits;
}

int main() {
  const auto [seen, held_out] = read_digits("data/digits.csv").split(0.2, 1);
  Network network = architect::Sequential(
      Input({8, 8, 1}),
      {
          Conv2D({.filters = 8, .kernel = {3, 3}, .padding = Padding::same, .activation = "relu"}), MaxPooling2D(),
          Conv2D({.filters = 16, .kernel = {3, 3}, .padding = Padding::same, .activation = "relu"}), Flatten(),
          Dense({.units = 10}),  // scores, of which the loss makes shares
      },
      {.seed = 1});
  std::cout << network.topology().parameter_count() << " parameters\n";

  train(network, seen, {.loss = Loss::softmax_cross_entropy, .rate = 0.003, .epochs = 20, .batch = 32, .seed = 1});
  const double share = test(network, held_out, Loss::softmax_cross_entropy).metric;
  std::cout << "reads at least 97 % of the digits that it has not seen: " << (share >= 0.97 ? "yes" : "no") << '\n';
}
