// Runs what `plexus_export_cases` wrote, in C++11, and compares every bit: main CASES FLOATS.

#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "cases.hpp"

namespace {

class Check {
 public:
  explicit Check(const char* path) : file_(path) {}

  template <class Network>
  void operator()(Network network) {
    const std::vector<Step> steps = read(Network::input_count, Network::output_count);
    run(network, steps, "new");
    const Network copy = network;
    network.reset();
    run(network, steps, "reset");
    run(Network(copy), std::vector<Step>(), "copied");
    ++cases_;
  }

  bool passed() {
    std::string rest;
    return cases_ > 0 && failures_ == 0 && !(file_ >> rest);
  }
  int cases() const { return cases_; }

 private:
  struct Step {
    std::vector<double> input, output;
  };

  std::vector<Step> read(unsigned inputs, unsigned outputs) {
    std::string word;
    unsigned input_count = 0, output_count = 0, step_count = 0;
    file_ >> word >> input_count >> output_count >> step_count;
    if (input_count != inputs || output_count != outputs) fail("the numbers of inputs and outputs differ");
    std::vector<Step> steps(step_count);
    for (Step& step : steps) {
      file_ >> word;
      if (word == "clear") continue;
      step.input.resize(inputs);
      step.output.resize(outputs);
      for (double& each : step.input) file_ >> each;
      for (double& each : step.output) file_ >> each;
    }
    if (!file_) fail("the file ends too early");
    return steps;
  }

  template <class Network>
  void run(Network network, const std::vector<Step>& steps, const char* what) {
    using Real = typename Network::Real;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].input.empty()) {
        network.clear();
        continue;
      }
      std::vector<Real> input(steps[i].input.size()), output(steps[i].output.size());
      for (std::size_t k = 0; k < input.size(); ++k) input[k] = static_cast<Real>(steps[i].input[k]);
      network.activate(input.data(), output.data());
      for (std::size_t k = 0; k < output.size(); ++k) {
        const double got = output[k];
        if (std::memcmp(&got, &steps[i].output[k], sizeof got) == 0) continue;
        fail(what);
        std::cout << "step " << i << ", output " << k << ": got " << got << ", wanted " << steps[i].output[k] << '\n';
      }
    }
  }

  void fail(const char* what) {
    ++failures_;
    std::cout << "case " << cases_ << ", " << what << '\n';
  }

  std::ifstream file_;
  int cases_ = 0, failures_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::cout.precision(17);
  Check doubles(argv[1]), floats(argv[2]);
  for_each_case(doubles);
  for_each_float(floats);
  std::cout << doubles.cases() << " networks in double, " << floats.cases() << " in float\n";
  return doubles.passed() && floats.passed() ? 0 : 1;
}
