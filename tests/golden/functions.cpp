#include <cmath>
#include <string>

#include <plexus/activation/activation.hpp>
#include <plexus/core/error.hpp>

#include "replay.hpp"

namespace plexus::golden {
namespace {

void activations(const Json& file, Comparison& comparison) {
  const auto x = numbers_in(file.at("x"));
  (void)x;
  comparison.holds(!file.at("functions").empty(), "functions");
}

}  // namespace

void replay_functions(const Json& file, Comparison& comparison) {
  if (file.contains("x")) return activations(file, comparison);
  throw Error("what functions these are is not known");
}

}  // namespace plexus::golden
