#include <plexus/core/memory.hpp>

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

#include <iomanip>
#include <limits>
#include <sstream>
#include <string>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {
namespace {

constexpr std::size_t most_bytes = std::numeric_limits<std::ptrdiff_t>::max();  // of one array

// In bytes.
std::size_t memory_of_machine() {
#ifdef _SC_PHYS_PAGES
  const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  if (pages > 0 && page > 0 && static_cast<std::size_t>(pages) <= most_bytes / static_cast<std::size_t>(page))
    return static_cast<std::size_t>(pages) * static_cast<std::size_t>(page);
#endif
  return most_bytes;
}

std::string in_gibibytes(double bytes) {
  std::ostringstream text;
  text << std::setprecision(3) << bytes / (1ULL << 30U) << " GiB";
  return text.str();
}

}  // namespace

void require_memory(std::size_t count, std::size_t bytes_each, std::string_view thing) {
  const std::size_t most = memory_of_machine();
  if (bytes_each == 0 || count <= most / bytes_each) return;
  throw Error("not enough memory for ", count_of(count, thing), ": wanted about ",
              in_gibibytes(static_cast<double>(count) * static_cast<double>(bytes_each)), ", this machine has ",
              in_gibibytes(static_cast<double>(most)));
}

}  // namespace plexus
