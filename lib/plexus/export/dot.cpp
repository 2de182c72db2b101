#include <plexus/export/dot.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <plexus/graph/dot.hpp>
#include <plexus/network/network.hpp>

namespace plexus {
namespace {

constexpr const char* adds = "#2563eb";
constexpr const char* takes_away = "#dc2626";
constexpr const char* gates = "#b45309";

// A number to three significant digits.
std::string rounded(double number) {
  std::ostringstream text;
  text << std::setprecision(3) << number;
  return std::move(text).str();
}

class Drawing {
 public:
  Drawing(const Network& network, const UnitNames& names)
      : network_(network), topology_(network.topology()), names_(names) {
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
           << in_quotes(name_of(unit, names_.inputs, "input "));
    } else if (role == Role::output) {
      const std::size_t output = unit - (topology_.unit_count() - topology_.output_count());
      const std::string name = name_of(output, names_.outputs, "output ");
      out_ << "shape=box, style=\"rounded,filled\", fixedsize=false, height=0.25, fillcolor=\"#dcfce7\", label="
           << in_quotes(activation == "identity" ? name : name + " (" + activation + ")");
    } else {
      out_ << "label=" << in_quotes(short_name(activation));
    }
    out_ << ", tooltip="
         << in_quotes(activation + (role == Role::input ? "" : ", bias " + rounded(network_.bias(unit)))) << "];\n";
  }

  static std::string name_of(std::size_t index, const std::vector<std::string>& names, std::string_view role) {
    return index < names.size() ? names[index] : std::string(role) + std::to_string(index + 1);
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
         << opacity.str() << "\", penwidth=" << rounded(0.5 + 2.5 * share)
         << (back ? ", style=dashed, constraint=false" : "") << ", tooltip=\"" << rounded(weight) << "\"];\n";
    if (connection.is_gated())
      out_ << 'u' << connection.gater << " -> u" << connection.to << " [color=\"" << gates
           << "\", style=dotted, constraint=false, arrowhead=odot, tooltip="
           << in_quotes("gates what comes from unit " + std::to_string(connection.from)) << "];\n";
  }

  const Network& network_;
  const Topology& topology_;
  const UnitNames& names_;
  double largest_ = 0;  // weight, its sign aside
  std::ostringstream out_;
};

}  // namespace

std::string to_dot(const Network& network, const UnitNames& names) { return Drawing(network, names).draw(); }

}  // namespace plexus
