// Does so many operations of one workload, so that tools can count what they cost: bench_once WORKLOAD OPERATIONS

#include <cstddef>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "workload.hpp"

// What tools/bench/instructions counts: by its name, so it must be a function of its own.
extern "C" [[gnu::noinline]] void plexus_bench_counted(plexus::bench::Workload& workload, std::size_t operations) {
  workload.run(operations);
}

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "bench_once: wants a WORKLOAD and how many OPERATIONS\n";
    return 2;
  }
  try {
    const std::string name = argv[1];
    const auto workload = plexus::bench::workloads_named({&name, 1}).front()->make(1);
    workload->prepare();
    plexus_bench_counted(*workload, std::strtoull(argv[2], nullptr, 10));
  } catch (const std::exception& error) {
    std::cerr << "bench_once: " << error.what() << '\n';
    return 1;
  }
}
