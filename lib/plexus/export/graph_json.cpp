#include <plexus/export/graph_json.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include <plexus/core/error.hpp>
#include <plexus/network/network.hpp>

namespace plexus {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Network& network, double width, double height)
      : network_(network), topology_(network.topology()), width_(width), height_(height) {}

  std::string write() {
    for (std::size_t i = 0; i < topology_.unit_count(); ++i) add_unit(i);
    for (const bool selves : {false, true})
      for (std::size_t i = 0; i < topology_.connection_count(); ++i)
        if (topology_.connections()[i].is_self() == selves) add_connection(i);
    const auto alignment = [](const char* axis, Json& offsets) {
      return Json{{"type", "alignment"}, {"axis", axis}, {"offsets", std::move(offsets)}};
    };
    Json constraints = Json::array();
    constraints.push_back(alignment("x", x_));
    constraints.push_back(alignment("y", y_));
    return Json{{"nodes", std::move(nodes_)}, {"links", std::move(links_)}, {"constraints", std::move(constraints)}}
        .dump();
  }

 private:
  void add_unit(std::size_t index) {
    const Unit& unit = topology_.units()[index];
    const bool input = unit.role == Role::input;
    nodes_.push_back({{"id", index},
                      {"name", name_of(unit)},
                      {"activation", activation_of(index)},
                      {"bias", input ? 0.0 : network_.bias(index)}});
    if (unit.role == Role::hidden) return;
    const std::size_t count = input ? topology_.input_count() : topology_.output_count();
    const std::size_t nth = input ? index : index - (topology_.unit_count() - count);
    const double x = count == 1 ? 0 : 0.8 * width_ / static_cast<double>(count - 1) * static_cast<double>(nth);
    x_.push_back({{"node", index}, {"offset", x}});
    y_.push_back({{"node", index}, {"offset", input ? 0 : -0.8 * height_}});
  }

  void add_connection(std::size_t index) {
    const auto& [from, to, gater, trainable] = topology_.connections()[index];
    const double weight = network_.weight(index);
    if (gater == no_unit) {
      links_.push_back({{"source", from}, {"target", to}, {"weight", weight}});
      return;
    }
    const std::size_t gate = nodes_.size();
    nodes_.push_back({{"id", gate}, {"activation", activation_of(gater)}, {"name", "GATE"}});
    links_.push_back({{"source", from}, {"target", gate}, {"weight", weight / 2}});
    links_.push_back({{"source", gate}, {"target", to}, {"weight", weight / 2}});
    links_.push_back({{"source", gater}, {"target", gate}, {"weight", activation_of(gater)}, {"gate", true}});
  }

  static std::string name_of(const Unit& unit) {
    if (unit.role == Role::input) return "INPUT";
    if (unit.role == Role::output) return "OUTPUT";
    if (!unit.trainable) return "CONSTANT";
    std::string name(row(unit.activation).name);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
  }

  double activation_of(std::size_t unit) const {
    const auto outputs = network_.outputs_of_units();
    return outputs.empty() ? 0 : outputs[unit];
  }

  const Network& network_;
  const Topology& topology_;
  double width_, height_;
  Json nodes_ = Json::array(), links_ = Json::array();
  Json x_ = Json::array(), y_ = Json::array();  // offsets
};

}  // namespace

std::string to_graph_json(const Network& network, double width, double height) {
  if (!std::isfinite(width) || !std::isfinite(height))
    throw Error("to_graph_json: the size is ", width, " by ", height, ", wanted finite numbers");
  return Writer(network, width, height).write();
}

}  // namespace plexus
