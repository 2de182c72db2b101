#include <plexus/primitive/einsum.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/primitive/walk.hpp>

namespace plexus::primitive {
namespace {

// The letters of each operand, and of the result.
struct Letters {
  std::vector<std::string> operands;
  std::string result;
};

Letters letters_of(const std::string& equation) {
  const auto refuse = [&](const auto&... why) {
    throw Error("einsum: ", why..., " in '", equation, "'; wanted letters for the axes, such as 'ti,io->to'");
  };
  const std::size_t arrow = equation.find("->");
  if (arrow == std::string::npos) refuse("no '->'");
  Letters letters{{""}, equation.substr(arrow + 2)};
  for (const char each : equation.substr(0, arrow)) {
    if (each == ',')
      letters.operands.emplace_back();
    else
      letters.operands.back() += each;
  }
  if (letters.operands.size() > 2) refuse(letters.operands.size(), " operands, at most 2 are possible,");
  auto all = letters.operands;
  all.push_back(letters.result);
  for (std::string term : all) {
    const auto odd = std::ranges::find_if(term, [](unsigned char each) { return !std::isalpha(each); });
    if (odd != term.end()) refuse("'", *odd, "'");
    std::ranges::sort(term);
    if (const auto twice = std::ranges::adjacent_find(term); twice != term.end()) refuse("'", *twice, "' twice");
  }
  for (const char each : letters.result)
    if (std::ranges::none_of(letters.operands,
                             [&](const std::string& term) { return term.find(each) != std::string::npos; }))
      refuse("no operand with the result's '", each, "'");
  return letters;
}

std::map<char, std::uint32_t> sizes_of(const Letters& letters, std::span<const Shape> operands,
                                       const std::string& equation) {
  if (operands.size() != letters.operands.size())
    throw Error("einsum: '", equation, "' has ", letters.operands.size(), " operands, got ", operands.size(), ": ",
                in_words(operands));
  std::map<char, std::uint32_t> sizes;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    const std::string& term = letters.operands[k];
    if (term.size() != operands[k].size())
      throw Error("einsum: '", equation, "' wants ", term.size(), " axes for '", term, "', got the shape ",
                  in_words(operands[k]));
    for (std::size_t i = 0; i < term.size(); ++i)
      if (const auto [known, is_new] = sizes.try_emplace(term[i], operands[k][i]);
          !is_new && known->second != operands[k][i])
        throw Error("einsum: axis '", term[i], "' of '", equation, "' has the sizes ", known->second, " and ",
                    operands[k][i], " in the shapes ", in_words(operands));
  }
  return sizes;
}

std::uint32_t stride_of(char letter, const std::string& term, const Shape& shape) {
  const std::size_t place = term.find(letter);
  return place == std::string::npos ? 0 : strides(shape)[place];
}

// Tensors are the result, the first operand and the second, which stands still when there is none.
struct Kernel {
  Walk<3> walk;
  bool two = false;

  template <class Real>
  void forward(const ForwardCall<Real>& call) const {
    const Operand<Real>& a = call.operands[0];
    for_each(walk, [&](const auto& at) {
      Real* result = call.result + at[0] * call.batch;
      for (std::size_t b = 0; b < call.batch; ++b)
        result[b] +=
            two ? a.at(at[1], b, call.batch) * call.operands[1].at(at[2], b, call.batch) : a.at(at[1], b, call.batch);
    });
  }

  template <class Real>
  void backward(const BackwardCall<Real>& call) const {
    for_each(walk, [&](const auto& at) {
      const Real* adjoint = call.result_adjoint + at[0] * call.batch;
      for (std::size_t k = 0; k < call.operands.size(); ++k) {
        if (call.adjoints[k] == nullptr) continue;
        const bool lanes = call.operands[k].lanes;
        Real* to = call.adjoints[k] + at[1 + k] * (lanes ? call.batch : 1);
        for (std::size_t b = 0; b < call.batch; ++b)
          to[lanes ? b : 0] += adjoint[b] * (two ? call.operands[1 - k].at(at[2 - k], b, call.batch) : Real{1});
      }
    });
  }
};

}  // namespace

Shape result_shape(const Einsum& einsum, std::span<const Shape> operands) {
  const Letters letters = letters_of(einsum.equation);
  const auto sizes = sizes_of(letters, operands, einsum.equation);
  Shape shape;
  for (const char each : letters.result) shape.push_back(sizes.at(each));
  return shape;
}

SharedRoutine make_ready(const Einsum& einsum, std::span<const Shape> operands, const Shape& result) {
  const Letters letters = letters_of(einsum.equation);
  Kernel kernel;
  kernel.two = operands.size() == 2;
  std::string order = letters.result;  // the result's axes outside, so that each element is added up in one go
  const auto sizes = sizes_of(letters, operands, einsum.equation);
  for (const auto& [letter, size] : sizes)
    if (order.find(letter) == std::string::npos) order += letter;
  for (const char letter : order) {
    const std::uint32_t size = sizes.at(letter);
    kernel.walk.push_back(
        {size,
         {stride_of(letter, letters.result, result), stride_of(letter, letters.operands[0], operands[0]),
          kernel.two ? stride_of(letter, letters.operands[1], operands[1]) : 0}});
  }
  return make_routine(std::move(kernel));
}

}  // namespace plexus::primitive
