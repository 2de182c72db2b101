#include <plexus/graph/dot.hpp>

#include <boost/graph/graphviz.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <sstream>
#include <string_view>

namespace plexus {
namespace {

// "logistic" when all units agree.
std::string activations_of(const GroupData& group) {
  const auto same = [&](const GroupUnit& unit) { return unit.activation == group.units.front().activation; };
  return std::ranges::all_of(group.units, same) ? std::string(row(group.units.front().activation).name) : "mixed";
}

std::string label_of(const GroupData& group) {
  const std::string name = group.name.empty() ? "group " + std::to_string(group.index) : group.name;
  return name + " (" + std::to_string(group.units.size()) + ")\n" + activations_of(group);
}

std::string_view words_of(Pattern pattern) {
  constexpr std::array<std::string_view, 5> words{"", "all to else", "one to one", "single", "some to some"};
  return words[static_cast<std::size_t>(pattern)];
}

std::string_view words_of(Gating gating) {
  constexpr std::array<std::string_view, 3> words{"gates what leaves", "gates what arrives", "gates what is kept"};
  return words[static_cast<std::size_t>(gating)];
}

std::string_view fill_of(GroupRole role) {
  if (role == GroupRole::input) return "#dbeafe";
  if (role == GroupRole::output) return "#dcfce7";
  return "#f8fafc";
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') quoted += "\\n";
    if (static_cast<unsigned char>(c) >= ' ') quoted += c;
  }
  return quoted + '"';
}

std::string to_dot(const Graph& graph) {
  const Graph::Boost& boost = graph.boost();
  const auto write_group = [&](std::ostream& out, Graph::Vertex vertex) {
    out << "[label=" << in_quotes(label_of(boost[vertex])) << ", fillcolor=" << in_quotes(fill_of(boost[vertex].role))
        << "]";
  };
  const auto write_projection = [&](std::ostream& out, Graph::Edge edge) {
    const ProjectionData& projection = boost[edge];
    out << "[label=" << in_quotes(words_of(projection.pattern)) << "]";
  };
  const auto write_style = [](std::ostream& out) {
    out << "rankdir=LR;\nnode [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\"];\n"
           "edge [fontname=\"Helvetica\", fontsize=10];\n";
  };
  std::ostringstream text;
  boost::write_graphviz(text, boost, write_group, write_projection, write_style, boost::get(&GroupData::index, boost));

  std::string dot = std::move(text).str();
  std::ostringstream gates;
  for (const Key key : graph.projections())
    for (const auto& gate : {graph.projection(key).gate, graph.projection(key).self_gate})
      if (gate)
        gates << graph.group(gate->group).index << " -> " << graph.group(graph.target(key)).index
              << " [style=dashed, color=\"#b45309\", constraint=false, label=" << in_quotes(words_of(gate->gating))
              << "];\n";
  dot.insert(dot.rfind('}'), gates.str());
  return dot;
}

}  // namespace plexus
