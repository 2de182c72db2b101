#include <plexus/save/neataptic.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <memory>
#include <new>
#include <optional>
#include <utility>

#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/save/json_text.hpp>
#include <plexus/save/limits.hpp>
#include <plexus/save/neataptic_names.hpp>
#include <plexus/save/text.hpp>

namespace plexus {
namespace {

using Json = nlohmann::json;

// A value for a message: a part of it when it is long.
std::string in_words(const Json& value) {
  constexpr std::size_t longest = 60;
  if (value.is_structured()) return value.is_array() ? "a list" : "an object";
  const std::string text = value.dump();
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

const Json& member(const Json& object, const char* name, std::string_view where) {
  if (!object.is_object()) throw Error(where, " is not an object");
  const auto found = object.find(name);
  if (found == object.end())
    throw Error(where, " has no '", name, "'", object.contains("plexus") ? "; it is a file of Plexus already" : "");
  return *found;
}

const Json& list(const Json& object, const char* name, std::string_view where) {
  const Json& found = member(object, name, where);
  if (!found.is_array()) throw Error("'", name, "' of ", where, " is not a list");
  return found;
}

double number(const Json& object, const char* name, std::string_view where) {
  const Json& found = member(object, name, where);
  if (!found.is_number() || !std::isfinite(found.get<double>()))
    throw Error("'", name, "' of ", where, " is ", in_words(found), ", wanted a finite number");
  return found.get<double>();
}

// A position among `count` nodes; older versions of Neataptic wrote it as a text.
std::uint32_t position(const Json& value, std::size_t count, const char* name, std::string_view where) {
  std::optional<std::uint64_t> index;
  if (value.is_number_unsigned()) index = value.get<std::uint64_t>();
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    std::uint64_t parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (error == std::errc() && end == text.data() + text.size() && !text.empty()) index = parsed;
  }
  if (!index || *index >= count)
    throw Error("'", name, "' of ", where, " is ", in_words(value), ", wanted the position of one of the ", count,
                " nodes");
  return static_cast<std::uint32_t>(*index);
}

Activation activation_of(const Json& node, std::string_view where) {
  const Json& squash = member(node, "squash", where);
  std::string known;
  for (const ActivationRow& each : activation_rows()) {
    if (!is_in_neataptic(each.activation)) continue;
    const std::string name = neataptic_name(each.activation);
    if (squash.is_string() && upper_case(squash.get_ref<const std::string&>()) == name) return each.activation;
    known += (known.empty() ? "" : ", ") + name;
  }
  throw Error("'squash' of ", where, " is ", in_words(squash), "; Neataptic has ", known);
}

class Reader {
 public:
  explicit Reader(const Json& network) : network_(network) {}

  Network read() {
    const Json& nodes = list(network_, "nodes", "the network");
    const Json& connections = list(network_, "connections", "the network");
    for (std::size_t i = 0; i < nodes.size(); ++i) add_unit(nodes[i], i);
    for (std::size_t i = 0; i < connections.size(); ++i) add_connection(connections[i], i);
    parameters_.insert(parameters_.end(), weights_.begin(), weights_.end());
    parts_.inputs_gate = std::ranges::none_of(parts_.connections, [&](const Connection& each) {
      return each.is_gated() && parts_.units[each.gater].role == Role::input;
    });
    return {std::make_shared<const Topology>(std::move(parts_)), std::move(parameters_)};
  }

 private:
  void add_unit(const Json& node, std::size_t index) {
    const std::string where = "node " + std::to_string(index);
    const Json& type = member(node, "type", where);
    if (type != "input" && type != "hidden" && type != "output" && type != "constant")
      throw Error("'type' of ", where, " is ", in_words(type), ", wanted input, hidden, output or constant");
    const Role role = type == "input" ? Role::input : (type == "output" ? Role::output : Role::hidden);
    Unit unit{new_id(role), Activation::identity, role, type != "constant"};
    if (role != Role::input) {
      unit.activation = activation_of(node, where);
      if (node.contains("mask")) unit.mask = number(node, "mask", where);
      parameters_.push_back(number(node, "bias", where));
    }
    parts_.units.push_back(unit);
  }

  Id new_id(Role role) {
    constexpr Id (*make[])(std::uint64_t) = {input_id, hidden_id, output_id};
    const auto index = static_cast<std::size_t>(role);
    return make[index](counts_[index]++);
  }

  void add_connection(const Json& connection, std::size_t index) {
    const std::string where = "connection " + std::to_string(index);
    const std::size_t count = parts_.units.size();
    const std::uint32_t from = position(member(connection, "from", where), count, "from", where);
    const std::uint32_t to = position(member(connection, "to", where), count, "to", where);
    const bool gated = connection.contains("gater") && !connection["gater"].is_null();
    const std::uint32_t gater = gated ? position(connection["gater"], count, "gater", where) : no_unit;
    const double weight = number(connection, "weight", where);
    if (parts_.units[to].role == Role::input) return;  // inputs listen to nobody
    parts_.connections.push_back({from, to, gater, parts_.units[to].trainable});
    weights_.push_back(weight);
  }

  const Json& network_;
  TopologyParts parts_;
  std::uint64_t counts_[3] = {};  // units of each role
  std::vector<double> parameters_;
  std::vector<double> weights_;
};

Json parse(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.size() > largest_file) throw Error("it has ", text.size(), " bytes, more than ", largest_file);
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  // To the parsers a zero byte is the end, and what follows would go unseen.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
    throw Error("it is not sound text: ", place_of(text, zero), ": a zero byte");
  check_json(text);
  return Json::parse(text);
}

// Calls `read` and says what it was about when it throws.
template <class Read>
auto reading(std::string_view what, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw Error("cannot read ", what, " of Neataptic's: ", error.what());
  } catch (const Json::exception& error) {
    throw Error("cannot read ", what, " of Neataptic's: it is not JSON: ", error.what());
  } catch (const std::bad_alloc&) {
    throw Error("cannot read ", what, " of Neataptic's: there is not enough memory for it");
  }
}

}  // namespace

Network network_from_neataptic(std::string_view json) {
  return reading("a network", [&] { return Reader(parse(json)).read(); });
}

std::vector<Network> population_from_neataptic(std::string_view json) {
  return reading("a population", [&] {
    const Json networks = parse(json);
    if (!networks.is_array() || networks.empty()) throw Error("it is not a list of at least one network");
    std::vector<Network> population;
    for (const Json& each : networks) {
      try {
        population.push_back(Reader(each).read());
      } catch (const Error& error) {
        throw Error("network ", population.size(), ": ", error.what());
      }
      const Network &first = population.front(), &last = population.back();
      if (last.input_count() != first.input_count() || last.output_count() != first.output_count())
        throw Error("network ", population.size() - 1, " has ", count_of(last.input_count(), "input"), " and ",
                    count_of(last.output_count(), "output"), ", the first has ", first.input_count(), " and ",
                    first.output_count());
    }
    return population;
  });
}

}  // namespace plexus
