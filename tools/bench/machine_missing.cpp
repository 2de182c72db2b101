// Stands in for machine.cpp where Highway is not installed.

#include <plexus/core/error.hpp>

#include "machine.hpp"

namespace plexus::bench {

bool can_measure_machine() { return false; }

MachineSpeed measure_machine(std::size_t) {
  throw Error(
      "this plexus was built without Highway, which measures the machine; install it (Debian: libhwy-dev), run "
      "cmake again and build");
}

}  // namespace plexus::bench
