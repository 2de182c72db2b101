// Does so many operations of one workload, so that tools can count what they cost: bench_once WORKLOAD OPERATIONS

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "workload.hpp"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "bench_once: wants a WORKLOAD and how many OPERATIONS\n";
    return 2;
  }
  try {
    const std::string name = argv[1];
    const auto workload = plexus::bench::workloads_named({&name, 1}).front()->make(1);
    workload->prepare();
    workload->run(std::strtoull(argv[2], nullptr, 10));
  } catch (const std::exception& error) {
    std::cerr << "bench_once: " << error.what() << '\n';
    return 1;
  }
}
