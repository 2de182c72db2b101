// plexus_export_cases FOLDER: writes networks as C++ and as JavaScript, and what they have to compute.
//
//   case_N.hpp, float_N.hpp, case_N.mjs, case_N.js
//   cases.hpp    for_each_case(check), for_each_float(check): a check is called with an object of each class
//   cases.txt, floats.txt   for each case "case INPUTS OUTPUTS STEPS", then a line for each step: "clear", or
//                "step" and the inputs and the outputs

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include <plexus/architect/models/perceptron.hpp>
#include <plexus/export/cpp.hpp>
#include <plexus/export/javascript.hpp>
#include <plexus/program/agent.hpp>
#include <plexus/save/text.hpp>

#include "support/network_zoo.hpp"

using namespace plexus;

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
  if (!(std::ofstream(path) << text).flush()) throw Error("cannot write ", path.string());
}

std::string case_in_words(const Network& network, const std::vector<testing::SequenceStep>& steps) {
  std::string text = "case " + std::to_string(network.input_count()) + ' ' + std::to_string(network.output_count()) +
                     ' ' + std::to_string(steps.size()) + '\n';
  for (const auto& [input, output] : steps) {
    text += input.empty() ? "clear" : "step";
    for (const auto& numbers : {input, output})
      for (const double each : numbers) text += ' ' + number_text(each);
    text += '\n';
  }
  return text;
}

// What could break a comment or a literal.
const std::vector<std::string> notes{"*/ end",
                                     "back\\",
                                     "?"
                                     "?/",
                                     "line\nbreak",
                                     "\xE2\x80\xA8 separator",
                                     "\xFF",
                                     "'\"`${x}"};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  std::vector<testing::NamedNetwork> zoo = testing::network_zoo();
  zoo.push_back({"large", architect::Perceptron({300, 300, 300}, {.seed = 1})});

  std::string includes = "#pragma once\n", cases, floats, expected, expected_floats;
  for (std::size_t i = 0; i < zoo.size(); ++i) {
    const auto& [name, network] = zoo[i];
    const std::string number = std::to_string(i), normal = "case_" + number, single = "float_" + number;
    write(folder / (normal + ".hpp"),
          to_cpp(network, {.name = name, .name_space = "doubles::" + normal, .notes = notes}));
    write(folder / (single + ".hpp"), to_cpp(network, {.name = name, .single_precision = true, .notes = notes}));
    write(folder / (normal + ".mjs"), to_javascript(network, {.name = "Case", .notes = notes}));
    write(folder / (normal + ".js"), to_javascript(network, {.name = "Case", .module = false, .notes = notes}));
    for (const std::string& file : {normal, single}) includes += "#include \"" + file + ".hpp\"\n";
    cases += "  check(doubles::" + normal + "::" + name + "());\n";
    floats += "  check(" + name + "());\n";
    expected += case_in_words(network, testing::sequence(network, i, network.input_count()));
    expected_floats += case_in_words(
        network, testing::sequence(BasicAgent<float>(network, Arithmetic::exact), i, network.input_count()));
  }
  write(folder / "cases.hpp", includes + "\ntemplate <class Check>\nvoid for_each_case(Check& check) {\n" + cases +
                                  "}\n\ntemplate <class Check>\nvoid for_each_float(Check& check) {\n" + floats +
                                  "}\n");
  write(folder / "cases.txt", expected);
  write(folder / "floats.txt", expected_floats);
  std::cout << zoo.size() << " networks written\n";
}
