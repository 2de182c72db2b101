#include <plexus/network/topology.hpp>

#include <algorithm>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/network/network_check.hpp>

namespace plexus {
namespace {

TopologyParts checked(TopologyParts parts) {
  if (const auto broken = check(parts); !broken.empty()) throw Error("not a network: ", in_words(broken));
  return parts;
}

#ifdef NDEBUG
constexpr bool checks_all = false;
#else
constexpr bool checks_all = true;
#endif

}  // namespace

Topology::Topology(TopologyParts parts) : parts_(checked(std::move(parts))) { count(); }

Topology::Topology(TopologyParts parts, Checked) : parts_(checks_all ? checked(std::move(parts)) : std::move(parts)) {
  count();
}

void Topology::count() {
  for (const Unit& unit : parts_.units) {
    input_count_ += unit.role == Role::input ? 1 : 0;
    output_count_ += unit.role == Role::output ? 1 : 0;
    masked_ = masked_ || unit.mask != 1;
    trainable_ = trainable_ && (unit.trainable || unit.role == Role::input);
  }
  for (const Connection& each : parts_.connections) {
    gate_count_ += each.is_gated() ? 1 : 0;
    recurrent_ = recurrent_ || each.from >= each.to || (each.is_gated() && each.gater >= each.to);
    trainable_ = trainable_ && each.trainable;
  }
}

std::uint64_t Topology::fingerprint() const noexcept {
  std::uint64_t print = fingerprint_.load(std::memory_order_relaxed);
  if (print != 0) return print;
  for (const Unit& unit : parts_.units) print = mix(print ^ unit.id, static_cast<Id>(unit.activation));
  for (const Connection& each : parts_.connections) print = mix(print ^ each.gater, (Id{each.from} << 32U) | each.to);
  print = std::max<std::uint64_t>(print, 1);
  fingerprint_.store(print, std::memory_order_relaxed);  // whoever else computes it stores the same
  return print;
}

const GeneIndex& Topology::genes() const {
  genes_once_.call([this] { genes_.emplace(parts_, input_count_, output_count_); });
  return *genes_;
}

Topology::~Topology() = default;

}  // namespace plexus
