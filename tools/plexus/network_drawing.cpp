#include "network_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/graph/dot.hpp>

#include "text.hpp"

namespace plexus::command {
namespace {

constexpr const char* adds = "#2563eb";
constexpr const char* takes_away = "#dc2626";
constexpr const char* gates = "#b45309";

class Drawing {
 public:
  explicit Drawing(const Model& model) : model_(model), network_(model.network), topology_(network_.topology()) {
    for (std::size_t i = 0; i < topology_.connection_count(); ++i)
      largest_ = std::max(largest_, std::abs(network_.weight(i)));
  }

  std::string draw() {
    out_ << "digraph network {\n"
            "rankdir=LR; ranksep=1.2; nodesep=0.15; splines=true; outputorder=edgesfirst;\n"
            "node [shape=circle, fixedsize=true, width=0.42, style=filled, fillcolor=\"#f8fafc\", color=\"#475569\", "
            "fontname=Helvetica, fontsize=9];\n"
            "edge [fontname=Helvetica, fontsize=8, arrowsize=0.5];\n";
    draw_row(Role::input, "same", "min");
    draw_row(Role::hidden, "", "");
    draw_row(Role::output, "same", "max");
    for (std::size_t i = 0; i < topology_.connection_count(); ++i) draw_connection(i);
    out_ << "}\n";
    return std::move(out_).str();
  }

 private:
  void draw_row(Role role, const std::string& rank, const std::string& end) {
    std::vector<std::size_t> units;
    for (std::size_t i = 0; i < topology_.unit_count(); ++i)
      if (topology_.units()[i].role == role) units.push_back(i);
    if (!rank.empty()) out_ << "subgraph " << end << "_rank {\nrank=" << end << ";\n";
    for (const std::size_t unit : units) draw_unit(unit);
    if (!rank.empty()) {
      // Lines that cannot be seen keep them in their order.
      for (std::size_t i = 1; i < units.size(); ++i)
        out_ << 'u' << units[i - 1] << " -> u" << units[i] << " [style=invis];\n";
      out_ << "}\n";
    }
  }

  void draw_unit(std::size_t unit) {
    const Role role = topology_.units()[unit].role;
    const std::string activation(row(topology_.units()[unit].activation).name);
    out_ << 'u' << unit << " [";
    if (role == Role::input) {
      out_ << "shape=box, style=\"rounded,filled\", fixedsize=false, height=0.25, fillcolor=\"#dbeafe\", label="
           << in_quotes(input_name(unit));
    } else if (role == Role::output) {
      const std::string name = output_name(unit - (topology_.unit_count() - topology_.output_count()));
      out_ << "shape=box, style=\"rounded,filled\", fixedsize=false, height=0.25, fillcolor=\"#dcfce7\", label="
           << in_quotes(activation == "identity" ? name : name + " (" + activation + ")");
    } else {
      out_ << "label=" << in_quotes(short_name(activation));
    }
    out_ << ", tooltip="
         << in_quotes(activation + (role == Role::input ? "" : ", bias " + rounded(network_.bias(unit)))) << "];\n";
  }

  // What fits into a circle; the whole name is its tooltip.
  static std::string short_name(const std::string& activation) {
    constexpr std::size_t longest = 6;
    return activation.size() <= longest ? activation : activation.substr(0, 5) + ".";
  }

  void draw_connection(std::size_t index) {
    const Connection& connection = topology_.connections()[index];
    const double weight = network_.weight(index), share = largest_ > 0 ? std::abs(weight) / largest_ : 0;
    const bool back = connection.from >= connection.to;
    // Weak ones fade, so that the strong ones can be followed.
    std::ostringstream opacity;
    opacity << std::hex << std::setfill('0') << std::setw(2) << static_cast<int>(80 + 175 * share);
    out_ << 'u' << connection.from << " -> u" << connection.to << " [color=\"" << (weight < 0 ? takes_away : adds)
         << opacity.str() << "\", penwidth=" << rounded(0.5 + 2.5 * share, 3)
         << (back ? ", style=dashed, constraint=false" : "") << ", tooltip=\"" << rounded(weight) << "\"];\n";
    if (connection.is_gated())
      out_ << 'u' << connection.gater << " -> u" << connection.to << " [color=\"" << gates
           << "\", style=dotted, constraint=false, arrowhead=odot, tooltip="
           << in_quotes("gates what comes from unit " + std::to_string(connection.from)) << "];\n";
  }

  std::string input_name(std::size_t unit) const {
    if (model_.table) return model_.table->inputs[unit].name;
    if (model_.series) return "last change of " + model_.series->column;
    return "input " + std::to_string(unit + 1);
  }

  std::string output_name(std::size_t output) const {
    if (model_.table && model_.table->target.is_class()) return model_.table->target.classes[output];
    if (model_.table) return model_.table->target.name;
    if (model_.series) return "next change";
    return "output " + std::to_string(output + 1);
  }

  const Model& model_;
  const Network& network_;
  const Topology& topology_;
  double largest_ = 0;  // weight, its sign aside
  std::ostringstream out_;
};

}  // namespace

std::string to_dot_by_units(const Model& model) { return Drawing(model).draw(); }

}  // namespace plexus::command
