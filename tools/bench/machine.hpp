#pragma once

#include <cstddef>
#include <string>

namespace plexus::bench {

/// What the machine can do at best, measured with the widest vectors it has.
struct MachineSpeed {
  std::string vectors;  ///< the instruction set, as Highway calls it
  std::size_t threads = 1;
  double gigaflops = 0;  ///< multiply-adds of floats from registers, in 10^9 operations a second; one is two operations
  double gigabytes = 0;  ///< a[i] = b[i] + c * d[i] in memory, in 10^9 bytes read and written a second
};

/// The best of some repetitions, the threads together; takes 192 MiB, however many they are.
MachineSpeed measure_machine(std::size_t threads);

}  // namespace plexus::bench
