#include <plexus/export/cpp.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include <plexus/core/error.hpp>
#include <plexus/export/run_tables.hpp>
#include <plexus/export/source_text.hpp>

namespace plexus {
namespace {

// The keywords of C++, and the names that the class itself uses.
constexpr std::string_view taken =
    " alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t "
    "class co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue "
    "decltype default delete do double dynamic_cast else enum explicit export extern false final float for "
    "friend goto if import inline int long module mutable namespace new noexcept not not_eq nullptr operator or "
    "or_eq override private protected public register reinterpret_cast requires return short signed sizeof "
    "static static_assert static_cast std struct switch template this thread_local throw true try typedef typeid "
    "typename union unsigned using virtual void volatile wchar_t while xor xor_eq Function Real Run Self "
    "activate begin biases clear connection_gains function gaters input_count masks output_count reset runs "
    "selves sources unit_count weights widest value_ sum_ state_ gain_ "
    // What <cmath> may define as macros or types.
    "NULL NAN INFINITY double_t float_t fpclassify isfinite isinf isnan isnormal signbit linux "
    "unix errno assert ";

// "game::ai" in its parts.
std::vector<std::string> parts_of(std::string_view name_space) {
  std::vector<std::string> parts;
  while (!name_space.empty()) {
    const std::size_t end = std::min(name_space.find("::"), name_space.size());
    parts.emplace_back(name_space.substr(0, end));
    name_space.remove_prefix(end);
    if (name_space == "::") parts.emplace_back();  // with nothing behind it
    name_space.remove_prefix(std::min<std::size_t>(2, name_space.size()));
  }
  return parts;
}

void require_name(std::string_view name, std::string_view what) {
  require_identifier(name, what, taken);
  for (const std::string_view macros : {"M_", "FP_", "HUGE_VAL", "MATH_"})
    if (name.starts_with(macros))
      throw Error("'", name, "' cannot name ", what, ": <cmath> may define it as a macro; choose another");
  if (name.starts_with('_') || name.find("__") != std::string_view::npos)
    throw Error("'", name, "' cannot name ", what, ": C++ keeps such underscores for itself");
}

class Writer {
 public:
  Writer(const Network& network, const CppOptions& options)
      : network_(network),
        options_(options),
        tables_(run_tables(network)),
        activations_(activations_in(network)),
        namespaces_(parts_of(options.name_space)) {}

  std::string write() {
    write_comment();
    add("#pragma once\n\n#include <cmath>\n\n");
    for (const std::string& each : namespaces_) add("namespace ", each, " {\n");
    add(namespaces_.empty() ? "" : "\n", "class ", options_.name, " {\n");
    write_public();
    write_types();
    write_function();
    write_tables();
    write_members();
    add("};\n", namespaces_.empty() ? "" : "\n");
    for (auto each = namespaces_.rbegin(); each != namespaces_.rend(); ++each) add("}  // namespace ", *each, '\n');
    return std::move(text_);
  }

 private:
  bool gates() const { return !tables_.gaters.empty(); }
  bool selves() const { return !tables_.selves.empty(); }
  bool functions() const { return activations_.size() > 1; }
  std::string_view real() const { return options_.single_precision ? "float" : "double"; }

  template <class... Parts>
  void add(const Parts&... parts) {
    ((text_ += parts), ...);
  }

  std::string number(double value) const {
    return options_.single_precision ? literal(static_cast<float>(value)) + "f" : literal(value);
  }

  // The shortest text that gives back every bit, with a point or an exponent.
  template <class Real>
  static std::string literal(Real value) {
    if (!std::isfinite(value)) throw Error("a parameter is too large for float; write it in double");
    std::array<char, 32> buffer;
    const std::string digits(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
    return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
  }

  static std::string number(std::uint32_t value) { return std::to_string(value); }

  void write_comment() {
    const std::string inputs = std::to_string(tables_.input_count), outputs = std::to_string(tables_.output_count);
    std::string type;
    for (const std::string& each : namespaces_) type += each + "::";
    add("// ", options_.name, ": ", described(network_), ", written by Plexus.\n//\n");
    add("//   ", type, options_.name, " network;\n");
    add("//   ", real(), " input[", inputs, "] = {}, output[", outputs, "];\n");
    add("//   network.activate(input, output);  // one step\n//\n");
    add(network_.topology().is_recurrent() ? "// It remembers earlier steps until reset() or clear() is called.\n"
                                           : "// It remembers nothing: its outputs depend on its inputs alone.\n");
    if (!options_.notes.empty()) add("//\n", comment(options_.notes));
    add("//\n// C++11 or later. With -ffp-contract=off it computes what Plexus does, to the last bit.\n\n");
  }

  void write_public() {
    add(" public:\n"
        "  using Real = ",
        real(), ";\n  static constexpr unsigned input_count = ", number(tables_.input_count),
        ", output_count = ", number(tables_.output_count), ";\n\n");
    add("  ", options_.name,
        "() { reset(); }\n\n  // Makes it what it was before its first step.\n  void reset() { begin(",
        gates() ? "1" : "", "); }\n\n  // Forgets the past",
        gates() ? ". Gated connections let nothing through until the units that gate them have run again" : "",
        ".\n  void clear() { begin(", gates() ? "0" : "", "); }\n\n");
    write_activate();
  }

  void write_activate() {
    add("  // One step: takes input_count numbers and gives output_count.\n"
        "  void activate(const Real* input, Real* output) {\n"
        "    for (unsigned i = 0; i < input_count; ++i) value_[i] = input[i];\n");
    if (gates()) write_input_gates();
    add("    const Real* bias = biases();\n"
        "    const Real* weight = weights();\n"
        "    const unsigned* source = sources();\n");
    if (gates()) add("    const unsigned* gain = connection_gains();\n");
    if (selves()) add("    unsigned self = 0;\n");
    add("    unsigned first = input_count;\n"
        "    for (const Run* run = runs(); first < unit_count; first += run->units, ++run) {\n"
        "      for (unsigned j = 0; j < run->units; ++j) sum_[j] = bias[first - input_count + j];\n");
    if (selves())
      add("      const Self* const run_selves = selves() + self;\n"
          "      for (unsigned k = 0; k < run->selves; ++k) {\n"
          "        const Self& each = run_selves[k];\n"
          "        sum_[each.unit] += ",
          gates() ? "gain_[each.gain] * each.weight" : "each.weight", " * state_[self + k];\n      }\n");
    add("      for (unsigned i = 0; i < run->sources; ++i) {\n"
        "        const Real value = value_[*source++];\n");
    const std::string plain = "for (unsigned j = 0; j < run->units; ++j) sum_[j] += value * weight[j];\n";
    if (gates())
      add("        if (run->gated) {\n"
          "          for (unsigned j = 0; j < run->units; ++j) sum_[j] += value * weight[j] * gain_[gain[j]];\n"
          "          gain += run->units;\n"
          "        } else {\n          ",
          plain, "        }\n");
    else
      add("        ", plain);
    add("        weight += run->units;\n      }\n");
    if (selves())
      add("      for (unsigned k = 0; k < run->selves; ++k) state_[self + k] = sum_[run_selves[k].unit];\n"
          "      self += run->selves;\n");
    add("      for (unsigned j = 0; j < run->units; ++j) value_[first + j] = function(",
        functions() ? "run->function, " : "", "sum_[j])",
        tables_.masks.empty() ? "" : " * masks()[first - input_count + j]", ";\n");
    if (gates())
      add("      for (unsigned k = 0; k < run->gaters; ++k, ++gater) gain_[gater + 1] = value_[gaters()[gater]];\n");
    add("    }\n"
        "    for (unsigned i = 0; i < output_count; ++i) output[i] = value_[unit_count - output_count + i];\n"
        "  }\n\n");
  }

  void write_input_gates() {
    const std::string count = number(tables_.input_gaters);
    if (tables_.input_gaters == 0) {
      add("    unsigned gater = 0;\n");
    } else if (tables_.inputs_gate) {
      add("    unsigned gater = 0;\n    for (; gater < ", count,
          "; ++gater) gain_[gater + 1] = value_[gaters()[gater]];  // inputs\n");
    } else {
      add("    unsigned gater = ", count, ";  // inputs leave what they gate as it is\n");
    }
  }

  void write_types() {
    add(" private:\n  static constexpr unsigned unit_count = ", number(tables_.unit_count),
        ", widest = ", number(tables_.widest), ";\n\n");
    if (functions())
      add("  enum class Function : unsigned char {",
          wrapped(texts(activations_, [](Activation each) { return std::string(row(each).name); }), 4), "};\n\n");
    add("  // Neighbouring units that read the same sources.\n  struct Run {\n    unsigned units, sources",
        selves() ? ", selves" : "", gates() ? ", gaters" : "", ";\n", gates() ? "    bool gated;\n" : "",
        functions() ? "    Function function;\n" : "", "  };\n\n");
    if (selves())
      add("  // A unit, counted in its run, that keeps its state.\n  struct Self {\n    unsigned unit;\n",
          gates() ? "    unsigned gain;\n" : "", "    Real weight;\n  };\n\n");
  }

  // The last one stands behind the switch, so that every way returns.
  void write_function() {
    if (!functions()) {
      const Activation only = activations_.front();
      add("  static Real function(Real x) { return ", row(only).source, "; }  // ", row(only).name, "\n\n");
      return;
    }
    add("  static Real function(Function which, Real x) {\n    switch (which) {\n");
    for (const Activation each : activations_)
      add("      case Function::", row(each).name, ":\n        ",
          each == activations_.back() ? "break" : std::string("return ").append(row(each).source), ";\n");
    add("    }\n    return ", row(activations_.back()).source, ";\n  }\n\n");
  }

  void write_tables() {
    table("Run", "runs", texts(tables_.runs, [&](const RunTables::Run& run) {
            return std::string("{") + number(run.units) + ", " + number(run.sources) +
                   (selves() ? ", " + number(run.selves) : "") +
                   (gates() ? ", " + number(run.gaters) + (run.gated ? ", true" : ", false") : "") +
                   (functions() ? ", Function::" + std::string(row(run.activation).name) : "") + "}";
          }));
    table("unsigned", "sources", numbers(tables_.sources));
    table("Real", "weights", numbers(tables_.weights));
    table("Real", "biases", numbers(tables_.biases));
    if (!tables_.masks.empty()) table("Real", "masks", numbers(tables_.masks));
    if (gates()) {
      add("  // Which gain a connection of a gated run has. Gain 0 is 1; gain k + 1 is the output of gater k.\n");
      table("unsigned", "connection_gains", numbers(tables_.connection_gains));
      table("unsigned", "gaters", numbers(tables_.gaters));
    }
    if (selves())
      table("Self", "selves", texts(tables_.selves, [&](const RunTables::Self& self) {
              return std::string("{") + number(self.unit) + ", " + (gates() ? number(self.gain) + ", " : "") +
                     number(self.weight) + "}";
            }));
  }

  template <class List>
  std::vector<std::string> numbers(const List& list) const {
    return texts(list, [&](auto each) { return number(each); });
  }

  void table(std::string_view type, std::string_view name, std::vector<std::string> elements) {
    if (elements.empty()) elements.push_back(type == "Real" ? number(0.0) : "0");  // C++ knows no empty table
    add("  static const ", type, "* ", name, "() {\n    static const ", type, " table[] = {", wrapped(elements, 8),
        "};\n    return table;\n  }\n\n");
  }

  void write_members() {
    add("  void begin(", gates() ? "Real gain" : "", ") {\n    for (Real& each : value_) each = 0;\n");
    if (selves()) add("    for (Real& each : state_) each = 0;\n");
    if (gates()) add("    for (Real& each : gain_) each = gain;\n    gain_[0] = 1;\n");
    add("    for (Real& each : sum_) each = 0;\n  }\n\n  Real value_[unit_count];  // outputs of the units\n  Real "
        "sum_[widest];  // what the units of a run receive\n");
    if (selves())
      add("  Real state_[", std::to_string(tables_.selves.size()), "];  // sums of the units with a self-connection\n");
    if (gates()) add("  Real gain_[", std::to_string(tables_.gaters.size() + 1), "];\n");
  }

  const Network& network_;
  const CppOptions& options_;
  RunTables tables_;
  std::vector<Activation> activations_;
  std::vector<std::string> namespaces_;
  std::string text_;
};

}  // namespace

std::string to_cpp(const Network& network, const CppOptions& options) {
  try {
    require_name(options.name, "a class");
    for (const std::string& each : parts_of(options.name_space)) require_name(each, "a namespace");
    require_finite(network);
    return Writer(network, options).write();
  } catch (const Error& error) {
    throw Error("cannot write this network as C++: ", error.what());
  }
}

}  // namespace plexus
