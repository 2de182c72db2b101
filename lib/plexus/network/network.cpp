#include <plexus/network/network.hpp>

#include <algorithm>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>

namespace plexus {

Network::Network(std::shared_ptr<const Topology> topology, std::vector<double> parameters)
    : topology_(std::move(topology)), parameters_(std::move(parameters)) {
  if (!topology_) throw Error("Network: needs a topology, got none");
  if (parameters_.size() != topology_->parameter_count())
    throw Error("Network: the topology has ", count_of(topology_->parameter_count(), "parameter"), ", got ",
                parameters_.size());
}

void Network::refuse_unit(std::size_t unit) const {
  const char* why = unit < input_count()             ? " is an input, which has none"
                    : unit < topology_->unit_count() ? " has none of its own"
                                                     : " is not there";
  throw Error("bias: unit ", unit, why, "; wanted ", range_of(input_count(), topology_->unit_count() - 1));
}

void Network::refuse_connection(std::size_t connection) const {
  throw Error("weight: there is no connection ", connection, " among the ", topology_->connection_count());
}

std::span<const double> Network::tensor(std::size_t tensor) const {
  const std::size_t count = topology_->tensors().size();
  if (tensor >= count) throw Error("tensor: there is no parameter tensor ", tensor, " among the ", count);
  const std::size_t first = topology_->tensor_index(tensor);
  return std::span(parameters_).subspan(first, topology_->tensor_index(tensor + 1) - first);
}

std::span<double> Network::tensor(std::size_t tensor) {
  const std::span<const double> numbers = std::as_const(*this).tensor(tensor);
  return parameters().subspan(static_cast<std::size_t>(numbers.data() - parameters_.data()), numbers.size());
}

std::span<const double> Network::outputs_of_units() const noexcept {
  return std::span(state_).first(state_.empty() ? 0 : topology_->unit_count());
}

std::span<const double> Network::states_of_units() const noexcept {
  const std::size_t count = topology_->unit_count();
  return state_.empty() ? std::span<const double>{} : std::span(state_).subspan(count, count);
}

bool operator==(const Network& a, const Network& b) {
  return (a.shared_topology() == b.shared_topology() || a.topology().parts() == b.topology().parts()) &&
         std::ranges::equal(a.parameters(), b.parameters());
}

}  // namespace plexus
