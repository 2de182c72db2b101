#pragma once

#include <string>
#include <vector>

namespace plexus {

class Network;

/// How a network is written as JavaScript.
struct JavaScriptOptions {
  std::string name = "Agent";           ///< of the class
  bool module = true;                   ///< an ES module that exports the class; else a script for <script> and require
  std::vector<std::string> notes = {};  ///< lines for the comment at the top, such as what the inputs mean
};

/// A network as one JavaScript file that needs nothing else (ECMAScript 2015: browsers, Node.js). Its class has
///
///   static inputCount, outputCount   getters
///   activate(input, output)          one step, as Network::activate; fills and returns `output`, by default a new one
///   reset()                          as a network that was never stepped; as it begins
///   clear()                          as Network::clear
///
/// Masks are honoured. It computes what Network::activate does, in the same order, in double; only the last bits of the
/// functions of Math may differ. Throws Error when the name is no identifier that a class can have, a parameter is
/// not finite, or the network computes more than its units and connections say.
std::string to_javascript(const Network& network, const JavaScriptOptions& options = {});

}  // namespace plexus
