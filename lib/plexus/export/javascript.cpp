#include <plexus/export/javascript.hpp>

#include <algorithm>
#include <string_view>

#include <plexus/core/error.hpp>
#include <plexus/export/run_tables.hpp>
#include <plexus/export/source_text.hpp>
#include <plexus/save/text.hpp>

namespace plexus {
namespace {

// The words that JavaScript keeps for itself, in modules too, and those that the class itself uses.
constexpr std::string_view taken =
    " Float64Array Math RangeError Uint32Array arguments await biases break case catch class compute "
    "connectionGains const continue debugger default delete do else enum erfc eval export extends false finally for "
    "function gaters if implements import in instanceof interface let masks module new null package private "
    "protected public return runs selfGains selfUnits selfWeights sources static super switch this throw true "
    "try typeof undefined var void weights while with yield exports require global globalThis window self Infinity NaN "
    "Object Array ";

// "Math.exp(x)" of "std::exp(x)", "(1.5)" of "Real(1.5)"; erfc, which Math does not have, is a function of ours.
std::string in_javascript(std::string_view source) {
  std::string text(source);
  for (const auto& [cpp, javascript] : {std::pair{"std::erfc", "erfc"}, {"std::", "Math."}, {"Real(", "("}})
    for (std::size_t at = 0; (at = text.find(cpp, at)) != std::string::npos;)
      text.replace(at, std::string_view(cpp).size(), javascript);
  return text;
}

class Writer {
 public:
  Writer(const Network& network, const JavaScriptOptions& options)
      : network_(network), options_(options), tables_(run_tables(network)), activations_(activations_in(network)) {}

  std::string write() {
    write_comment();
    add(options_.module ? "export const " : "const ", options_.name, " = (() => {\n  \"use strict\";\n\n");
    write_tables();
    write_function();
    add("  return class ", options_.name, " {\n");
    write_constructor();
    write_activate();
    write_rest();
    add("  };\n})();\n");
    if (!options_.module)
      add("\nif (typeof module === \"object\" && module.exports) module.exports = { ", options_.name, " };\n");
    return std::move(text_);
  }

 private:
  bool gates() const { return !tables_.gaters.empty(); }
  bool selves() const { return !tables_.selves.empty(); }
  bool functions() const { return activations_.size() > 1; }

  template <class... Parts>
  void add(const Parts&... parts) {
    ((text_ += parts), ...);
  }

  void write_comment() {
    const std::string& name = options_.name;
    add("// ", name, ": ", described(network_), ", written by Plexus.\n//\n");
    if (options_.module)
      add("//   import { ", name, " } from \"./FILE.mjs\";\n");
    else
      add("//   const { ", name, " } = require(\"./FILE.js\");  // in a page: <script src=\"FILE.js\"></script>\n");
    add("//   const network = new ", name, "();\n");
    add("//   const output = network.activate(input);  // one step: ", number(tables_.input_count), " numbers to ",
        number(tables_.output_count), "\n//\n");
    add(network_.topology().is_recurrent() ? "// It remembers earlier steps until reset() or clear() is called.\n"
                                           : "// It remembers nothing: its outputs depend on its inputs alone.\n");
    if (!options_.notes.empty()) add("//\n", comment(options_.notes));
    add('\n');
  }

  void write_tables() {
    add("  // Neighbouring units that read the same sources are a run: units, sources",
        selves() ? ", self-connections" : "", gates() ? ", units that gate, whether connections are gated" : "",
        functions() ? ", function" : "", ".\n");
    std::vector<std::uint32_t> runs;
    for (const RunTables::Run& run : tables_.runs) {
      runs.insert(runs.end(), {run.units, run.sources});
      if (selves()) runs.push_back(run.selves);
      if (gates()) runs.insert(runs.end(), {run.gaters, run.gated ? 1U : 0U});
      if (functions()) runs.push_back(static_cast<std::uint32_t>(run.activation));
    }
    table("Uint32Array", "runs", runs);
    table("Uint32Array", "sources", tables_.sources);
    table("Float64Array", "weights", tables_.weights);
    table("Float64Array", "biases", tables_.biases);
    if (!tables_.masks.empty()) table("Float64Array", "masks", tables_.masks);
    if (gates()) {
      add("  // Which gain a connection of a gated run has. Gain 0 is 1; gain k + 1 is the output of gater k.\n");
      table("Uint32Array", "connectionGains", tables_.connection_gains);
      table("Uint32Array", "gaters", tables_.gaters);
    }
    if (!selves()) return;
    add("  // Self-connections: the unit, counted in its run, the weight", gates() ? ", the gain" : "", ".\n");
    const auto member = [&](auto which) {
      return texts(tables_.selves, [&](const RunTables::Self& self) { return number(self.*which); });
    };
    table_of("Uint32Array", "selfUnits", member(&RunTables::Self::unit));
    table_of("Float64Array", "selfWeights", member(&RunTables::Self::weight));
    if (gates()) table_of("Uint32Array", "selfGains", member(&RunTables::Self::gain));
  }

  static std::string number(double value) { return number_text(value); }
  static std::string number(std::uint32_t value) { return std::to_string(value); }

  template <class List>
  void table(std::string_view type, std::string_view name, const List& list) {
    table_of(type, name, texts(list, [](auto each) { return number(each); }));
  }

  void table_of(std::string_view type, std::string_view name, const std::vector<std::string>& elements) {
    add("  const ", name, " = new ", type, "([", wrapped(elements, 4), "]);\n");
  }

  // 1 - erf(x), with the series of erf whose terms are all positive: Abramowitz and Stegun 1964, 7.1.6.
  void write_erfc() {
    add("  const erfc = (x) => {\n"
        "    if (!(Math.abs(x) < 6)) return x > 0 ? 0 : x < 0 ? 2 : x;\n"
        "    let term = (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x), sum = 0;\n"
        "    for (let n = 1; sum + term !== sum; ++n) {\n"
        "      sum += term;\n"
        "      term *= (2 * x * x) / (2 * n + 1);\n"
        "    }\n"
        "    return 1 - sum;\n"
        "  };\n\n");
  }

  void write_function() {
    add("\n");
    if (std::ranges::any_of(activations_,
                            [](Activation each) { return row(each).source.find("erfc") != row(each).source.npos; }))
      write_erfc();
    if (!functions()) {
      const Activation only = activations_.front();
      add("  const compute = (x) => ", in_javascript(row(only).source), ";  // ", row(only).name, "\n\n");
      return;
    }
    add("  const compute = (which, x) => {\n    switch (which) {\n");
    for (const Activation each : activations_) {
      const bool last = each == activations_.back();
      add(last ? "      default: " : "      case " + std::to_string(static_cast<int>(each)) + ": ", "return ",
          in_javascript(row(each).source), ";  // ", row(each).name, '\n');
    }
    add("    }\n  };\n\n");
  }

  void write_constructor() {
    add("    constructor() {\n      this.values = new Float64Array(", number(tables_.unit_count),
        ");  // outputs of the units\n      this.sums = new Float64Array(", number(tables_.widest), ");\n");
    if (selves())
      add("      this.states = new Float64Array(", std::to_string(tables_.selves.size()),
          ");  // sums of the units with a self-connection\n");
    if (gates()) add("      this.gains = new Float64Array(", std::to_string(tables_.gaters.size() + 1), ");\n");
    add("      this.reset();\n    }\n\n");
  }

  void write_activate() {
    const std::string inputs = number(tables_.input_count), outputs = number(tables_.output_count);
    add("    // One step: takes ", inputs, " numbers and gives ", outputs,
        ".\n    activate(input, output = new Float64Array(", outputs, ")) {\n      if (input.length !== ", inputs,
        ") throw new RangeError(`wanted ", inputs, " inputs, got ${input.length}`);\n      const { values, sums",
        selves() ? ", states" : "", gates() ? ", gains" : "", " } = this;\n      for (let i = 0; i < ", inputs,
        "; ++i) values[i] = input[i];\n");
    if (gates()) write_input_gates();
    add("      let first = ", inputs, ", source = 0, weight = 0", gates() ? ", gain = 0" : "",
        selves() ? ", self = 0" : "",
        ";\n      for (let r = 0; r < runs.length;) {\n        const units = runs[r++], count = runs[r++]",
        selves() ? ", selfCount = runs[r++]" : "", gates() ? ", gaterCount = runs[r++], gated = runs[r++]" : "",
        functions() ? ", which = runs[r++]" : "",
        ";\n        for (let j = 0; j < units; ++j) sums[j] = biases[first - ", inputs, " + j];\n");
    if (selves())
      add("        for (let k = self; k < self + selfCount; ++k) sums[selfUnits[k]] += ",
          gates() ? "gains[selfGains[k]] * " : "", "selfWeights[k] * states[k];\n");
    add("        for (let i = 0; i < count; ++i, weight += units) {\n"
        "          const value = values[sources[source++]];\n");
    const std::string plain = "for (let j = 0; j < units; ++j) sums[j] += value * weights[weight + j];\n";
    if (gates())
      add("          if (gated) {\n            for (let j = 0; j < units; ++j)"
          " sums[j] += value * weights[weight + j] * gains[connectionGains[gain++]];\n          } else {\n            ",
          plain, "          }\n");
    else
      add("          ", plain);
    add("        }\n");
    if (selves())
      add("        for (const end = self + selfCount; self < end; ++self) states[self] = sums[selfUnits[self]];\n");
    add("        for (let j = 0; j < units; ++j) values[first + j] = compute(", functions() ? "which, " : "",
        "sums[j])", tables_.masks.empty() ? "" : " * masks[first - " + inputs + " + j]", ";\n");
    if (gates())
      add("        for (let k = 0; k < gaterCount; ++k, ++gater) gains[gater + 1] = values[gaters[gater]];\n");
    add("        first += units;\n      }\n      for (let i = 0; i < ", outputs, "; ++i) output[i] = values[",
        number(tables_.unit_count - tables_.output_count), " + i];\n      return output;\n    }\n\n");
  }

  void write_input_gates() {
    const std::string count = number(tables_.input_gaters);
    if (tables_.input_gaters == 0) {
      add("      let gater = 0;\n");
    } else if (tables_.inputs_gate) {
      add("      let gater = 0;\n      for (; gater < ", count,
          "; ++gater) gains[gater + 1] = values[gaters[gater]];  // inputs\n");
    } else {
      add("      let gater = ", count, ";  // inputs leave what they gate as it is\n");
    }
  }

  void write_rest() {
    const std::string zeros =
        std::string("      this.values.fill(0);\n") + (selves() ? "      this.states.fill(0);\n" : "");
    const auto gains = [&](std::string_view gain) {
      return gates() ? "      this.gains.fill(" + std::string(gain) + ");\n      this.gains[0] = 1;\n" : "";
    };
    add("    // Makes it what it was before its first step.\n    reset() {\n", zeros, gains("1"), "    }\n\n");
    add("    // Forgets the past",
        gates() ? ". Gated connections let nothing through until the units that gate them have run again" : "",
        ".\n    clear() {\n", zeros, gains("0"), "    }\n\n");
    add("    static get inputCount() {\n      return ", number(tables_.input_count),
        ";\n    }\n\n    static get outputCount() {\n      return ", number(tables_.output_count), ";\n    }\n");
  }

  const Network& network_;
  const JavaScriptOptions& options_;
  RunTables tables_;
  std::vector<Activation> activations_;
  std::string text_;
};

}  // namespace

std::string to_javascript(const Network& network, const JavaScriptOptions& options) {
  try {
    require_identifier(options.name, "a class", taken);
    require_finite(network);
    return Writer(network, options).write();
  } catch (const Error& error) {
    throw Error("cannot write this network as JavaScript: ", error.what());
  }
}

}  // namespace plexus
