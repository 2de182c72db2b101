#pragma once

#include <string>
#include <vector>

namespace plexus {

class Network;

/// How a network is written as C++.
struct CppOptions {
  std::string name = "Agent";           ///< of the class
  std::string name_space = {};          ///< such as "game" or "game::ai"; empty for none
  bool single_precision = false;        ///< computes in float, with half the memory, instead of double
  std::vector<std::string> notes = {};  ///< lines for the comment at the top, such as what the inputs mean
};

/// A network as one C++ header that needs nothing else: C++11, <cmath> alone, no heap, no exceptions. Its class has
///
///   static constexpr unsigned input_count, output_count;
///   void activate(const Real* input, Real* output);   one step, as Network::activate
///   void reset();                                     as a network that was never stepped; as it begins
///   void clear();                                     as Network::clear
///
/// and keeps the outputs of all units, so it is a value: copies go their own ways. Masks are honoured. Compiled without
/// fused multiply-add (-ffp-contract=off) it computes, in double, every bit that Network::activate does, and in float
/// every bit that BasicAgent<float> does with Arithmetic::exact (but a compiler may compute a unit that nothing reaches
/// in advance, and round better). Its size is that of the weights: a connection inside a layer takes one number,
/// another one two.
///
/// Throws Error when the name is no identifier that a class can have, a parameter is not finite (in float: too large),
/// or the network computes more than its units and connections say.
std::string to_cpp(const Network& network, const CppOptions& options = {});

}  // namespace plexus
