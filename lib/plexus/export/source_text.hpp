#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/activation/activation.hpp>
#include <plexus/network/network.hpp>

// What the writers of C++ and of JavaScript share.

namespace plexus {

/// The activations of a network's units, inputs aside, each once, in the order of the table.
std::vector<Activation> activations_in(const Network& network);

/// Throws Error when a name is no identifier (ASCII letters, digits and _, no digit first), or one of the words that
/// are taken, which stand between blanks: " class double ". `what` is what it names, for the message.
void require_identifier(std::string_view name, std::string_view what, std::string_view taken);

/// Throws Error when a weight or a bias is not finite.
void require_finite(const Network& network);

/// "a neural network with 2 inputs, 1 output, 4 units and 7 connections".
std::string described(const Network& network);

/// Lines as a comment, `// ` before each. What could end the line, or change how it reads, is written as \xHH.
std::string comment(std::span<const std::string> lines);

/// Joins elements by commas: in one line when they are short, else in lines of their own, of at most 120 columns, that
/// are indented by so many blanks.
std::string wrapped(std::span<const std::string> elements, std::size_t indentation);

/// Applies a function to each element of a list.
template <class Range, class Text>
std::vector<std::string> texts(const Range& range, const Text& text) {
  std::vector<std::string> all;
  for (const auto& each : range) all.push_back(text(each));
  return all;
}

}  // namespace plexus
