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

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>
#include <plexus/save/json_text.hpp>
#include <plexus/save/limits.hpp>
#include <plexus/save/text.hpp>

namespace plexus {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t neataptic_activations = 15;  // the first rows of our table

std::string in_case(std::string_view text, int (*convert)(int)) {
  std::string converted(text);
  std::ranges::transform(converted, converted.begin(),
                         [=](unsigned char letter) { return static_cast<char>(convert(letter)); });
  return converted;
}

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
  for (const ActivationRow& each : activation_rows().first(neataptic_activations)) {
    const std::string name = in_case(each.name, std::toupper);
    if (squash.is_string() && in_case(squash.get_ref<const std::string&>(), std::toupper) == name)
      return each.activation;
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
    const Json& gater = member(connection, "gater", where);
    const std::uint32_t gated_by = gater.is_null() ? no_unit : position(gater, count, "gater", where);
    parts_.connections.push_back({from, to, gated_by, parts_.units[to].trainable});
    weights_.push_back(number(connection, "weight", where));
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

std::string_view type_of(const Unit& unit) {
  if (unit.role == Role::hidden) return unit.trainable ? "hidden" : "constant";
  return unit.role == Role::input ? "input" : "output";
}

OrderedJson write_unit(const Network& network, std::size_t index) {
  const Unit& unit = network.topology().units()[index];
  const bool input = unit.role == Role::input;
  const Activation activation = input ? Activation::logistic : unit.activation;
  const double bias = input ? 0 : network.bias(index);
  if (!is_in_neataptic(activation))
    throw Error("unit ", index, " has the activation ", row(activation).name, ", which Neataptic does not have");
  if (!std::isfinite(bias)) throw Error("the bias of unit ", index, " is ", bias);
  return {{"bias", bias},
          {"type", type_of(unit)},
          {"squash", in_case(row(activation).name, std::toupper)},
          {"mask", unit.mask},
          {"index", index}};
}

OrderedJson write_connection(const Network& network, std::size_t index) {
  const auto& [from, to, gater, trainable] = network.topology().connections()[index];
  const double weight = network.weight(index);
  if (!std::isfinite(weight)) throw Error("the weight of connection ", index, " is ", weight);
  if (gater < network.input_count() && network.topology().parts().inputs_gate)
    throw Error("connection ", index, " (", from, " -> ", to, ") is gated by input ", gater,
                ", and in Neataptic inputs open and shut nothing; gate it by a hidden unit instead");
  return {
      {"weight", weight}, {"from", from}, {"to", to}, {"gater", gater == no_unit ? OrderedJson() : OrderedJson(gater)}};
}

OrderedJson write(const Network& network) {
  const Topology& topology = network.topology();
  OrderedJson nodes = OrderedJson::array(), connections = OrderedJson::array();
  for (std::size_t i = 0; i < topology.unit_count(); ++i) nodes.push_back(write_unit(network, i));
  std::vector<std::size_t> selves, others;  // Neataptic writes the self-connections first, in the order of the nodes
  for (std::size_t i = 0; i < topology.connection_count(); ++i)
    (topology.connections()[i].is_self() ? selves : others).push_back(i);
  std::ranges::stable_sort(selves, {}, [&](std::size_t i) { return topology.connections()[i].from; });
  for (const auto& indices : {selves, others})
    for (const std::size_t i : indices) connections.push_back(write_connection(network, i));
  return {{"nodes", std::move(nodes)},
          {"connections", std::move(connections)},
          {"input", network.input_count()},
          {"output", network.output_count()},
          {"dropout", 0}};
}

// Receives the events of the parser, which stops at the first `false`, and keeps nothing: looks for the members of the
// outermost object, or of the first one in the outermost list.
class LooksLikeNeataptic : public Json::json_sax_t {
 public:
  bool looks() const { return nodes_ && connections_; }

  bool null() override { return is_inside(); }
  bool boolean(bool) override { return is_inside(); }
  bool number_integer(number_integer_t) override { return is_inside(); }
  bool number_unsigned(number_unsigned_t) override { return is_inside(); }
  bool number_float(number_float_t, const string_t&) override { return is_inside(); }
  bool string(string_t&) override { return is_inside(); }
  bool binary(binary_t&) override { return is_inside(); }
  bool start_object(std::size_t) override {
    if (object_depth_ == 0) object_depth_ = depth_ + 1;
    return ++depth_, true;
  }
  bool start_array(std::size_t) override { return ++depth_, is_inside() || depth_ == 1; }
  bool end_object() override { return --depth_ >= object_depth_; }
  bool end_array() override { return --depth_, is_inside(); }
  bool key(string_t& name) override {
    if (depth_ != object_depth_) return true;
    nodes_ = nodes_ || name == "nodes";
    connections_ = connections_ || name == "connections";
    return name != "plexus" && !looks();
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool is_inside() const { return object_depth_ > 0; }

  std::size_t depth_ = 0;
  std::size_t object_depth_ = 0;  // of the object that is looked at; 0 before it
  bool nodes_ = false, connections_ = false;
};

template <class Write>
std::string writing(const Write& write) {
  try {
    return write().dump();
  } catch (const Error& error) {
    throw Error("cannot write this for Neataptic: ", error.what());
  }
}

}  // namespace

bool is_in_neataptic(Activation activation) { return static_cast<std::size_t>(activation) < neataptic_activations; }

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
        throw Error("network ", population.size() - 1, " has ", last.input_count(), " inputs and ", last.output_count(),
                    " outputs, the first has ", first.input_count(), " and ", first.output_count());
    }
    return population;
  });
}

std::string to_neataptic(const Network& network) {
  return writing([&] { return write(network); });
}

std::string to_neataptic(std::span<const Network> population) {
  return writing([&] {
    OrderedJson networks = OrderedJson::array();
    for (const Network& each : population) networks.push_back(write(each));
    return networks;
  });
}

bool looks_like_neataptic(std::string_view json) {
  LooksLikeNeataptic look;
  Json::sax_parse(json, &look, Json::input_format_t::json, false);
  return look.looks();
}

}  // namespace plexus
