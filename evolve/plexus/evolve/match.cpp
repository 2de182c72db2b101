#include <plexus/evolve/match.hpp>

namespace plexus::evolve {
namespace {

std::optional<std::uint32_t> known(std::uint32_t unit) { return unit == no_unit ? std::nullopt : std::optional(unit); }

std::uint64_t key(std::uint32_t from, std::uint32_t to) { return std::uint64_t{from} << 32U | to; }

}  // namespace

Match::Match(const Topology& first, const Topology& second)
    : first_units_(second.unit_count(), no_unit), second_units_(first.unit_count(), no_unit) {
  const auto match = [&](std::size_t a, std::size_t b) {
    first_units_[b] = static_cast<std::uint32_t>(a);
    second_units_[a] = static_cast<std::uint32_t>(b);
  };
  for (std::size_t i = 0; i < first.input_count(); ++i) match(i, i);
  for (std::size_t i = 1; i <= first.output_count(); ++i) match(first.unit_count() - i, second.unit_count() - i);

  std::unordered_map<Id, std::size_t> hidden;
  for (std::size_t i = first.input_count(); i < first.unit_count() - first.output_count(); ++i)
    hidden.emplace(first.units()[i].id, i);
  for (std::size_t i = second.input_count(); i < second.unit_count() - second.output_count(); ++i)
    if (const auto found = hidden.find(second.units()[i].id); found != hidden.end()) match(found->second, i);

  for (std::size_t i = 0; i < second.connection_count(); ++i)
    second_connections_.emplace(key(second.connections()[i].from, second.connections()[i].to), i);
}

std::optional<std::uint32_t> Match::first_unit(std::size_t second) const { return known(first_units_[second]); }

std::optional<std::uint32_t> Match::second_unit(std::size_t first) const { return known(second_units_[first]); }

std::optional<std::size_t> Match::second_connection(const Connection& first) const {
  const std::uint32_t from = second_units_[first.from], to = second_units_[first.to];
  if (from == no_unit || to == no_unit) return std::nullopt;
  const auto found = second_connections_.find(key(from, to));
  return found == second_connections_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace plexus::evolve
