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
    trainable_ = trainable_ && (unit.trainable || unit.role == Role::input || !unit.biased);
  }
  for (const Connection& each : parts_.connections) {
    gate_count_ += each.is_gated() ? 1 : 0;
    recurrent_ = recurrent_ || each.from >= each.to || (each.is_gated() && each.gater >= each.to);
    trainable_ = trainable_ && each.trainable;
  }
  for (const Operation& each : parts_.operations)
    for (const auto& [parameter, index] : each.operands)
      recurrent_ = recurrent_ || (!parameter && index >= each.result);
  count_biases();
  count_tensors();
  bind_units();
}

void Topology::count_biases() {
  bias_count_ = unit_count() - input_count_;
  if (std::ranges::all_of(parts_.units, &Unit::biased)) return;
  bias_count_ = 0;
  biases_.assign(unit_count(), no_unit);
  for (std::uint32_t unit = 0; unit < unit_count(); ++unit) {
    if (!has_bias(unit)) continue;
    biases_[unit] = static_cast<std::uint32_t>(bias_count_++);
    biased_.push_back(unit);
  }
}

void Topology::count_tensors() {
  first_of_tensors_.push_back(bias_count_ + connection_count());
  for (const ParameterTensor& each : parts_.tensors) {
    first_of_tensors_.push_back(first_of_tensors_.back() + element_count(each.shape));
    trainable_ = trainable_ && each.trainable;
  }
}

void Topology::bind_units() {
  if (parts_.operations.empty()) return;
  bound_.assign(unit_count(), false);
  made_.assign(unit_count(), no_unit);
  const auto bind = [this](std::uint32_t group) {
    const auto first = bound_.begin() + static_cast<std::ptrdiff_t>(parts_.groups[group].first);
    std::fill_n(first, parts_.groups[group].count, true);
  };
  for (const Operation& each : parts_.operations) {
    bind(each.result);
    std::fill_n(made_.begin() + parts_.groups[each.result].first, parts_.groups[each.result].count, each.result);
    for (const auto& [parameter, index] : each.operands)
      if (!parameter) bind(index);
  }
}

bool Topology::is_trainable(std::size_t parameter) const noexcept {
  if (parameter < bias_count_) return parts_.units[unit_of_bias(parameter)].trainable;
  if (parameter < first_of_tensors_.front()) return parts_.connections[parameter - bias_count_].trainable;
  const auto after = std::ranges::upper_bound(first_of_tensors_, parameter);
  return parts_.tensors[static_cast<std::size_t>(after - first_of_tensors_.begin()) - 1].trainable;
}

std::uint64_t Topology::fingerprint() const noexcept {
  std::uint64_t print = fingerprint_.load(std::memory_order_relaxed);
  if (print != 0) return print;
  for (const Unit& unit : parts_.units) print = mix(print ^ unit.id, static_cast<Id>(unit.activation));
  for (const Connection& each : parts_.connections) print = mix(print ^ each.gater, (Id{each.from} << 32U) | each.to);
  for (const Operation& each : parts_.operations) {
    print = mix(print ^ each.primitive.index(), each.result);
    for (const auto& [parameter, index] : each.operands)
      print = mix(print ^ (parameter ? 1U : 0U), parameter ? parts_.tensors[index].id : index);
  }
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
